"""What can go wrong while the search index is made."""

from __future__ import annotations

from ..errors import NewsDigestError


class NoPagefindError(NewsDigestError):
    """The program that makes the index is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "the search index cannot be made: Pagefind is not installed (pip install 'pelican-news-digest[search]', "
            "or build without --search)"
        )


class SearchIndexError(NewsDigestError):
    """The program that makes the index did not do it."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(
            f"the search index cannot be made: {what}: {reason} (install the versions of constraints.txt; the search "
            "page goes on with the index that it had)"
        )
