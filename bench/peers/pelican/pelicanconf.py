"""A site of stock Pelican with the pages of a digest."""

SITENAME = "The Measured Digest"
SITEURL = "https://digest.example"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGIN_PATHS = ["."]
PLUGINS = ["neighbours"]

ARTICLE_PATHS = ["story"]
PAGE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
USE_FOLDER_AS_CATEGORY = False

ARTICLE_URL = "story/{slug}/"
ARTICLE_SAVE_AS = "story/{slug}/index.html"
DAY_ARCHIVE_URL = "day/{date:%Y-%m-%d}/"
DAY_ARCHIVE_SAVE_AS = "day/{date:%Y-%m-%d}/index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = "tag/{slug}/index.html"
CATEGORY_URL = "source/{slug}/"
CATEGORY_SAVE_AS = "source/{slug}/index.html"
AUTHOR_SAVE_AS = ""

DIRECT_TEMPLATES = ["index", "archives", "tags", "categories", "sitemap"]
ARCHIVES_SAVE_AS = "day/index.html"
TAGS_SAVE_AS = "tag/index.html"
CATEGORIES_SAVE_AS = "source/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"

DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"index": None, "tag": None, "category": None}
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_RSS = "rss.xml"
TAG_FEED_RSS = "tag/{slug}/rss.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = True
