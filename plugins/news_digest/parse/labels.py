"""What a label means and whether the value after it suits: "Story Code : 846", "Published 3 May"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from types import MappingProxyType

from .dates import LONGEST as LONGEST_DATE
from .dates import Moment, Order, find_moment, is_clock_only, western_digits
from .names import read_byline, read_names
from .rows import ends_full_stop
from .words import Words

_LONGEST_LINE = 400
LONGEST_VALUE = 120
LONGEST_LABEL = 40
_MANY = 2
# A rule that only holds above the body: "By the way" may begin a crosshead.
SMALL_BYLINE = "byline in small letters"
BYLINE_WITH_ROLE = "byline with a role"
_COLONS = re.compile(r"\s?[:：]\s?(?!//)")
_PARTS = re.compile(r"\s*(?:[|｜¦•·∙⋅‖]|\t+|\s{3,}|\s[–—-]\s(?=[^\W\d_][^:：|]{1,30}[:：])|\s?[\[\]]\s?)\s*")
_CODE = re.compile(r"(?=[^\s]*\d)[\w][\w./:+#-]{0,63}$")
PLAIN_CODE = re.compile(r"(?=[^\s]*\d{3})[\w][\w./-]{2,63}$")
_LEAD = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’/-])*")


@dataclass(frozen=True, slots=True)
class Finding:
    """A value for a field that one line gives: `weight` is the trust in the rule that read it."""

    field: str
    value: str
    rule: str
    weight: float


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a line needs to know besides the line."""

    words: Words
    lang: str | None = None
    order: Order | None = None
    zone: tzinfo | None = None
    # Patterns of lines with the fields that they tell, of the layout.
    lines: tuple[tuple[str, str], ...] = ()
    # Labels that the layout names: they need no colon to be told from text.
    own: frozenset[str] = frozenset()
    # Whether names are printed as "Berg, Ada".
    family_first: bool = False
    # The same part of a line is asked for its date again and again.
    known: dict[str, Moment | None] = field(default_factory=dict, compare=False, repr=False)

    def moment(self, text: str) -> Moment | None:
        """Return the full date in the text."""
        if len(text) > LONGEST_DATE:
            return None
        if text not in self.known:
            self.known[text] = find_moment(text, self.words, lang=self.lang, order=self.order)
        return self.known[text]

    def moment_alone(self, text: str) -> bool:
        """Return whether the text is a full date and nothing else."""
        moment = self.moment(text)
        return moment is not None and moment.alone

    def is_complete(self, text: str) -> bool:
        """Return whether the text is a date, a clock time or signs, so that a label may follow it."""
        bare = text.strip(" ,;-–—([")
        return not bare or self.moment_alone(bare) or is_clock_only(bare, self.words)


def read_code(value: str) -> str | None:
    """Return the value as a story code: one token with a digit in it."""
    token = western_digits(value).strip().strip("()[]").strip()
    return token if _CODE.match(token) and not token.startswith("http") else None


def _read_date(value: str, context: Context) -> str | None:
    return value if context.moment_alone(value) else None


def _read_text(value: str, _: Context) -> str | None:
    """Return a short value that is no sentence."""
    bare = value.strip().strip("[]()").strip() if value.startswith(("[", "(")) else value.strip()
    return (
        bare
        if 0 < len(bare) <= LONGEST_VALUE and not (ends_full_stop(bare) and len(bare.split()) > len("1234"))
        else None
    )


def _read_any(value: str, _: Context) -> str | None:
    return value.strip() or None


def read_authors(value: str, context: Context) -> str | None:
    """Return the names of a labelled value, parted by semicolons; behind a label one may be written in any way."""
    names = read_byline(value, context.words) or read_names(value, context.words)
    if (
        not names
        and len(value) <= LONGEST_LABEL
        and not any(char in value for char in ".:;!?。！？；：，、؟؛،۔।")
        and not _has_digit(value)
    ):
        names = (value,)
    return "; ".join(names) if names else None


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _read_story_code(value: str, _: Context) -> str | None:
    return read_code(value)


def _read_ignored(value: str, _: Context) -> str | None:
    return value if len(value) <= LONGEST_VALUE // 2 else None


# How the value of each label is checked: what fails the check is no label but a sentence that begins like one.
READERS: Mapping[str, Callable[[str, Context], str | None]] = MappingProxyType({
    "headline": _read_any, "date": _read_date, "modified": _read_date, "story_code": _read_story_code,
    "source": _read_text, "publisher": _read_text, "authors": read_authors, "dateline": _read_text, "deck": _read_any,
    "category": _read_text, "tags": _read_any, "url": _read_text, "language": _read_text, "related": _read_any,
    "ignored": _read_ignored,
})  # fmt: skip


def read_value(field: str, value: str, rule: str, context: Context, weight: float) -> Finding | None:
    """Return the finding if the value suits the field."""
    read = READERS[field](value.strip(), context) if value.strip() else None
    return Finding(field, read, rule, weight) if read is not None else None
