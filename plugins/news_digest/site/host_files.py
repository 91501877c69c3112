"""The files that hosts read beside the site, each in its host's way; DIGEST_HOST_FILES says which are made.

Those for servers of one's own are hidden in the output folder, and are not published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from ..press.page import Sheet
from .host_limits import HEADERS
from .host_rules import CACHE, CSP, FOREVER, FRESH, SEARCH_POLICY, SECURITY, Headers, HostRules
from .redirects import REDIRECTS
from .settings import SiteSettings

NO_JEKYLL, CNAME = ".nojekyll", "CNAME"
NGINX, CADDY = ".digest-nginx.conf", ".digest-caddy.conf"
MANIFEST_TYPE = "application/manifest+json"
_BEFORE_QUOTES, _BACKSLASH = re.compile(r'(?=["\\])'), r"\\"
# Caddy's texts in back quotes know no escape, and a brace begins a placeholder in them.
_NOT_CADDYS = re.compile("[`{]")


def host_sheets(
    site: SiteSettings, kept: Iterable[str], led: Iterable[tuple[str, str]], static: Container[str]
) -> Mapping[str, Sheet]:
    """Return the files that are wanted, by name, but those that a user has among the `static` ones.

    `kept` are the theme's joined files, `led` has pairs of a former address and that of its story.
    """
    rules = HostRules.of(site, kept, led)
    made = (sheet for host in site.host_files for sheet in _OF_HOST[host](site, rules))
    return {sheet.save_as: sheet for sheet in made if sheet.save_as not in static}


def texts_for_hosts(made: Iterable[Sheet], copies: Mapping[str, str]) -> dict[str, str]:
    """Return what hosts of static sites read, by name: the files that were `made`, else the user's own among copies."""
    own = {name: Path(copies[name]).read_text("utf-8", "replace") for name in (REDIRECTS, HEADERS) if name in copies}
    return own | {sheet.save_as: sheet.text for sheet in made if sheet.save_as in {REDIRECTS, HEADERS}}


# --- Hosts of static sites ---


def _headers(_site: SiteSettings, rules: HostRules) -> Iterator[Sheet]:
    """Yield what Netlify and Cloudflare Pages read.

    Where several rules fit an address the hosts join their values, so none may say a thing twice
    (https://docs.netlify.com/manage/routing/headers/, https://developers.cloudflare.com/pages/configuration/headers/).
    Hence one policy for all pages, and no word on caching where the hosts' own suits.
    """
    everywhere = ((CSP, SEARCH_POLICY), *SECURITY) if rules.search else rules.everywhere
    parts = [("/*", everywhere)]
    parts += [(f"/{name}", ((CACHE, FOREVER),)) for name in rules.kept]
    parts += [(f"/{folder}*", ((CACHE, FOREVER),)) for folder in rules.index_folders]
    lines = (f"{rules.base}{path}\n{_indented('  {}: {}', headers)}" for path, headers in parts)
    yield Sheet(HEADERS, HEADERS, "".join(lines))


def _github(site: SiteSettings, _rules: HostRules) -> Iterator[Sheet]:
    """Yield what GitHub Pages reads: that nothing is built there, and the host of a site that has one of its own."""
    yield Sheet(NO_JEKYLL, NO_JEKYLL, "")
    host = urlsplit(site.siteurl).hostname
    if host and not site.base and not host.endswith(".github.io"):
        yield Sheet(CNAME, CNAME, f"{host}\n")


# --- Servers of one's own ---


def _nginx(_site: SiteSettings, rules: HostRules) -> Iterator[Sheet]:
    # A location that says anything of headers has none of those around it, so each says all.
    fresh, forever = (CACHE, FRESH), (CACHE, FOREVER)
    quote = '"{}"'.format
    blocks = [('~ "/\\.(?!well-known/)"', "    return 404;\n")]
    if rules.kept_pattern:
        blocks.append((f"~ {quote(rules.kept_pattern)}", _nginx_headers((*rules.everywhere, forever))))
    if rules.search:
        index, pages = rules.pattern_of(rules.index_folders), rules.pattern_of(rules.search_folders)
        blocks.append((f"~ {quote(index)}", _nginx_headers((*rules.searching, forever))))
        blocks.append((f"~ {quote(pages)}", _nginx_headers((*rules.searching, fresh))))
    plain = _nginx_headers((*rules.everywhere, fresh))
    manifest = f"    types {{ }}\n    default_type {MANIFEST_TYPE};\n{plain}"
    blocks.append((f"= {quote(_manifest(rules))}", manifest))
    blocks.append((quote(f"{rules.base}/"), plain))
    text = NGINX_HEAD.format(base=rules.base) + "".join(f"location {where} {{\n{told}}}\n" for where, told in blocks)
    yield Sheet(NGINX, "the settings for nginx", text + "".join(_nginx_moves(rules)))


def _nginx_moves(rules: HostRules) -> Iterator[str]:
    """Yield a location for each former address, in the order in which nginx sorts them: others take it long."""
    for old, new in sorted(rules.moved, key=lambda moved: moved.old.replace("/", "\0").encode()):
        if old != _manifest(rules):  # nginx takes no location twice
            yield f'location = "{_BEFORE_QUOTES.sub(_BACKSLASH, old)}" {{ return 301 "{new}"; }}\n'


def _manifest(rules: HostRules) -> str:
    return f"{rules.base}/manifest.webmanifest"


def _nginx_headers(headers: Headers) -> str:
    return _indented('    add_header {} "{}" always;', headers)


NGINX_HEAD = """\
# For nginx: include this in the server block, beside its `root`.
charset utf-8;
absolute_redirect off;
gzip_static on;
gzip_vary on;
# With Debian's libnginx-mod-http-brotli-static:
# brotli_static on;
error_page 403 404 =404 "{base}/404.html";
"""


def _caddy(_site: SiteSettings, rules: HostRules) -> Iterator[Sheet]:
    # In a `route` what stands below overrules what stands above.
    parts = [("*", (*rules.everywhere, (CACHE, FRESH))), (_manifest(rules), (("Content-Type", MANIFEST_TYPE),))]
    named = []
    if rules.search:
        named.append(("digest_search", rules.pattern_of(rules.search_folders)))
        parts.append(("@digest_search", ((CSP, SEARCH_POLICY),)))
    kept = "|".join(filter(None, (rules.kept_pattern, rules.search and rules.pattern_of(rules.index_folders))))
    if kept:
        named.append(("digest_kept", kept))
        parts.append(("@digest_kept", ((CACHE, FOREVER),)))
    matchers = "".join(f"@{name} path_regexp `{pattern}`\n" for name, pattern in named)
    told = "".join(f"    header {where} {{\n{_indented('        {} `{}`', said)}    }}\n" for where, said in parts)
    moves = [f"    `{old}` `{new}`\n" for old, new in rules.moved if not _NOT_CADDYS.search(old)]
    matchers += CADDY_MOVES.format(moves="".join(moves)) if moves else ""
    told += "    redir @digest_moved {digest_moved} 301\n" if moves else ""
    yield Sheet(CADDY, "the settings for Caddy", CADDY_TEXT.format(base=rules.base, matchers=matchers, headers=told))


CADDY_MOVES = """\
map {{path}} {{digest_moved}} {{
{moves}    default ""
}}
@digest_moved expression {{digest_moved}} != ""
"""
CADDY_TEXT = """\
# For Caddy: import this in the site's block, beside its `root`.
{matchers}@digest_hidden {{
    path */.*
    not path */.well-known/*
}}
route {{
{headers}    error @digest_hidden 404
    file_server {{
        precompressed br gzip
    }}
}}
handle_errors {{
    @digest_missing expression {{err.status_code}} == 404
    rewrite @digest_missing {base}/404.html
    file_server
}}
"""


def _indented(form: str, headers: Headers) -> str:
    return "".join(f"{form.format(name, value)}\n" for name, value in headers)


_OF_HOST: Mapping[str, Callable[[SiteSettings, HostRules], Iterator[Sheet]]] = MappingProxyType(
    {"netlify": _headers, "cloudflare": _headers, "github": _github, "nginx": _nginx, "caddy": _caddy}
)
