"""The local preview: the site as a static host would serve it, built again on every change."""
