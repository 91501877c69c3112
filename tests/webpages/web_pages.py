"""Invented pages in the markup that news sites use."""

from __future__ import annotations

import json

from news_digest.api import Reading, read_capture_story

URL = "https://www.harbourwire.example/news/ferries-return-to-the-northern-islands-846706"
HEADLINE = "Ferries return to the northern islands"
PARAGRAPHS = (
    "The first ferry in ten days left the harbour of Havnby on Tuesday with medicine, mail and two hundred passengers.",
    "Fishermen on the outer islands ran short of diesel, and the only shop on Store Holm closed its doors on Friday.",
    "“We have waited for this horn since the storm began,” said the harbour master, who slept in her office all week.",
    "The line will sail twice a day until the summer timetable begins, weather permitting, and asks for patience.",
)
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2024-03-05T14:06:00+01:00",
    "dateModified": "2024-03-05T16:40:00+01:00",
    "author": [{"@type": "Person", "name": "Ada Berg"}, {"@type": "Person", "name": "Ivo Lund"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "Harbour Wire"},
    "articleSection": "Islands",
    "keywords": ["Ferries", "Northern Islands"],
}


def linked_data(*nodes: object) -> str:
    """Return a script of JSON-LD for each node."""
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def paragraphs(*texts: str) -> str:
    """Return the texts as paragraphs; those of the sample story where none are given."""
    return "".join(f"<p>{text}</p>\n" for text in texts or PARAGRAPHS)


def page(text: str | None = None, *, head: str | None = None, above: str = "", below: str = "") -> str:
    """Return a page whose story's block holds `text`; `above` and `below` stand around that block in its article."""
    head = linked_data(ARTICLE) if head is None else head
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} | Harbour Wire</title>{head}</head>
<body class="page">
<header class="site-header"><nav><ul>
<li><a href="/">Home</a></li><li><a href="/islands">Islands</a></li>
</ul></nav></header>
<main><article class="story">
<h1>{HEADLINE}</h1>
{above}
<div class="story__text">
{paragraphs() if text is None else text}
</div>
{below}
</article></main>
<footer>
<p>© 2024 Harbour Wire. All rights reserved. The mast, the bell and the lamp are marks of Harbour Wire Ltd.</p>
</footer>
</body></html>"""


def read(html: str, url: str | None = URL) -> Reading:
    """Return what a page tells."""
    return read_capture_story(html.encode("utf-8"), name="page.html", url=url)


def reasons(reading: Reading) -> dict[str, str]:
    """Return why each text that was cut was cut."""
    return {cut.text: cut.reason for cut in reading.cuts}
