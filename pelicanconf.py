"""The digest's settings. Every setting of Pelican works here; its documentation lists them all."""

import sys
from pathlib import Path

# The plugin lies in this folder, so Python has to be told where.
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "plugins"))

from news_digest import digest_pelican  # noqa: E402 - found only now

# --- Who we are -----------------------------------------------------------------------------------------------------

SITENAME = "The Harbour Digest"
# Of this the ids of feeds and editions are made. Choose it once; when the digest is called otherwise, leave it.
DIGEST_ID = "The Harbour Digest"
SITESUBTITLE = "News from the coast and beyond, gathered from many papers"
AUTHOR = "The Harbour Digest"
DEFAULT_LANG = "en"

# The zone of every date that comes without one.
TIMEZONE = "UTC"

# Plain English dates for other people's themes, so that the site does not depend on the machine that builds it.
LOCALE = ["C.UTF-8", "C"]

# Empty while you work on the digest; publishconf.py has the address of the published site.
SITEURL = ""

# Feeds need whole addresses, even while you work.
FEED_DOMAIN = "http://localhost:8000"

# --- Where things are -----------------------------------------------------------------------------------------------

DIGEST_ROOT = str(HERE)
DIGEST_SEEDS = "seeds"  # captures: put yours here
PATH = "content"  # the stories made from them, and your pages: edit these
OUTPUT_PATH = "output"  # the site: made again at any time
THEME = "theme"

# --- How it is built ------------------------------------------------------------------------------------------------

PLUGIN_PATHS = ["plugins"]
PLUGINS = ["news_digest"]
PELICAN_CLASS = digest_pelican

# Whatever a story holds is text until it is escaped; templates mark with "| safe" what is HTML already.
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}

# Stories on a page of a list.
DIGEST_PER_PAGE = 30

# A page to search on; `make serve` and publishing make its index (docs/how-to/search.md).
DIGEST_SEARCH = True

# The addresses (/stories/..., /editions/..., /tags/...) are Pelican's own *_URL and *_SAVE_AS settings. Their values
# for a digest stand in plugins/news_digest/site/settings.py and can be overruled here, one by one.
