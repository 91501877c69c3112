"""Stories of every kind for property tests, nasty ones above all."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType

from hypothesis import strategies as st

from news_digest.story import Correction, Related, Rights, Source, Status, Story, Withdrawal

NASTY = (
    "0123", "12:30", "no", "1_000", "12.e+3", "2026-11-22", "~", "null", "true", "y", "=", "<<", "1e3", "0x1F", ".5",
    "- a", "a: b", "a #b", "#a", "'", '"', "'a' \"b\" \\", "{a}", "[a]", "a,b", "a;b", "&a", "*a", "!!str a",
    "%a", "@a", "`a`",
    "| a", "> a", "? a", "---", "...", "a\nstatus: hidden", "a\r\n---\r\nb", "\u0085a", "a\u2028b", "\ufeffa",
    "\x00a\x07", "😀 a: b", "\u200f\u0634\u0645\u200e", "\xa0a\xa0", "東京　速報", "a\ud800b", "a\ufffe", "A" * 200,
    "a" * 130 + ": b", "\\N", "\ta\t b",
)  # fmt: skip

lines = st.text(" \n\t-#:a|>'\"é\u2028", max_size=9)
texts = (
    st.sampled_from(NASTY) | lines | st.text(max_size=30) | st.lists(st.sampled_from(NASTY), max_size=3).map(" ".join)
)
maybe_texts = st.none() | texts

zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(timezones=st.none() | zones)
some_dates = st.dates() | moments
dates = st.none() | some_dates | moments.map(lambda moment: moment.replace(second=0, microsecond=0))

numbers = st.integers(-(10**60), 10**60) | st.floats(allow_nan=False)
leaves = st.none() | st.booleans() | numbers | texts | st.dates() | moments
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
)
own_keys = st.sampled_from(["cover", "subtitle", "Hero Image", "featured", "a: b", "#x", "8", "yes", "日本", "k" * 140])
extras = st.dictionaries(own_keys, values, max_size=3).map(MappingProxyType)

bodies = st.sampled_from(
    ["", "---\na: b\n---\nx", "Title: x\n\nb", "\n\n  a\n\n", "    code",
     "```\na  \n```", "...", "a\u0085b\u2028c", "\ufeffa", "\x0c"]
) | st.text(max_size=60)  # fmt: skip

formers = (
    texts
    | texts.map(lambda text: f"/{text}")
    | st.sampled_from(
        [
            "/old/a/",
            "/old/b.html",
            "/",
            "//a",
            "/a/../b",
            "/%2e%2e/",
            "/a?b",
            "/caf%C3%A9",
            "/%ff",
            "https://a.example/b",
            "846706",
        ]
    )
)

sources = st.none() | st.builds(Source, texts, maybe_texts)
related = st.builds(Related, maybe_texts, maybe_texts, maybe_texts)
statuses: st.SearchStrategy[Status] = st.sampled_from(["published", "draft", "hidden", "skip"])
corrections = st.builds(Correction, some_dates, texts)
withdrawals = st.none() | st.builds(Withdrawal, texts, dates)
rights: st.SearchStrategy[Rights | None] = st.sampled_from([None, "full", "excerpt", "headline"])

stories = st.builds(
    Story,
    headline=texts,
    date=dates,
    modified=dates,
    story_code=maybe_texts,
    formerly=st.lists(formers, max_size=3).map(tuple),
    embargo=dates,
    expires=dates,
    slug=maybe_texts,
    source=sources,
    publisher=maybe_texts,
    authors=st.lists(texts, max_size=3).map(tuple),
    dateline=maybe_texts,
    deck=maybe_texts,
    category=maybe_texts,
    tags=st.lists(texts, max_size=9).map(tuple),
    related=st.lists(related, max_size=3).map(tuple),
    copy_of=maybe_texts,
    not_copy_of=st.lists(texts, max_size=3).map(tuple),
    lang=maybe_texts,
    status=statuses,
    guid=maybe_texts,
    seed=maybe_texts,
    corrections=st.lists(corrections, max_size=2).map(tuple),
    withdrawn=withdrawals,
    rights=rights,
    body=bodies,
    extra=extras,
)


MORNING = datetime(2024, 3, 5, 14, 6, tzinfo=timezone(timedelta(hours=3, minutes=30)))
DAY = date(2024, 3, 5)
