"""The settings of the published site: only what differs from pelicanconf.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *

# The address at which readers find the digest; without a slash at its end.
SITEURL = "https://digest.example"
FEED_DOMAIN = SITEURL

# The search index is made anew with each build that changed a story; while you work it is not.
DIGEST_SEARCH_INDEX = True
# A picture of each headline for where links are shared; drawn where Pillow and fonts are installed.
DIGEST_CARDS = True
