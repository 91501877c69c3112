"""The settings of the published site: only what differs from pelicanconf.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *

# The address at which readers find the digest; without a slash at its end.
SITEURL = "https://digest.example"
FEED_DOMAIN = SITEURL

# Where `digest publish` sends the site, by name; `invoke publish` means "web", `invoke gh-pages` means "pages".
DIGEST_TARGETS = {
    "pages": {"kind": "git", "branch": "gh-pages"},
}
# Files that hosts read beside the site.
DIGEST_HOST_FILES = ["github"]

# The search index is made anew with each build that changed a story; while you work it is not.
DIGEST_SEARCH_INDEX = True
# A picture of each headline for where links are shared; drawn where Pillow and fonts are installed.
DIGEST_CARDS = True
