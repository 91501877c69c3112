"""The rooms that know Pelican: settings, reader, generators, pages and feeds of the digest."""
