"""Plain text to CommonMark that reads the same: each rule escapes one construct and only where it would be one.

Construct and section numbers follow CommonMark 0.31 (https://spec.commonmark.org/0.31.2/); tables follow
GitHub's (https://github.github.com/gfm/#tables-extension-). `<b>` is escaped although our renderer shows raw HTML as
text, because other programs that open a story file do not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5

PUNCTUATION = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

_INLINE = re.compile(r"[\\`*_\[\]<&]")
_BACKSLASH = re.compile(rf"\\(?=[{PUNCTUATION}\n]|[^\S \t])")
_BACKTICKS = re.compile("`+")
_STARS = re.compile(r"\*+")
_UNDERSCORES = re.compile("_+")
_LINK = re.compile(r"\](?=\()")
_TAG_OR_AUTOLINK = re.compile(r"<(?=[A-Za-z/!?])")
_REFERENCE = re.compile(r"&(?=#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|([A-Za-z][A-Za-z0-9]{1,31};))")


def escape_inline(text: str) -> str:
    """Return text in which nothing is emphasis, code, a link, a tag or a character reference."""
    if _INLINE.search(text):
        for rule in INLINE_RULES:
            text = rule(text)
    return text


_IN_ALT = re.compile(r"[\\`*_\[\]<&!]")
_IN_TITLE = re.compile(r"[\\\"&]")


def escape_alt(text: str) -> str:
    """Return a line that reads the same between the brackets of an image."""
    return _IN_ALT.sub(r"\\\g<0>", text)


def escape_title(text: str) -> str:
    """Return a line that reads the same between the quotation marks of an image's or a link's title."""
    return _IN_TITLE.sub(r"\\\g<0>", text)


def _escape_backslashes(text: str) -> str:
    return _BACKSLASH.sub(r"\\\\", text)


def _escape_backticks(text: str) -> str:
    # A lone run of backticks has no second run to close it.
    return text.replace("`", "\\`") if len(_BACKTICKS.findall(text)) > 1 else text


def _escape_emphasis(runs: re.Pattern[str], stands_free: Callable[[str, str], bool]) -> Callable[[str], str]:
    def escape(text: str) -> str:
        padded = f" {text} "
        risky = [m for m in runs.finditer(padded) if not stands_free(padded[m.start() - 1], padded[m.end()])]
        if len(risky) < 2:  # noqa: PLR2004 - one run cannot both open and close
            return text
        return _with_backslashes(padded, [at for m in risky for at in range(*m.span())])[1:-1]

    return escape


def _with_backslashes(text: str, places: list[int]) -> str:
    parts: list[str] = []
    last = 0
    for at in places:
        parts += text[last:at], "\\"
        last = at
    return "".join([*parts, text[last:]])


def _between_spaces(before: str, after: str) -> bool:
    return before in " \t\n" and after in " \t\n"


def _between_spaces_or_letters(before: str, after: str) -> bool:
    return _between_spaces(before, after) or (before.isalnum() and after.isalnum())


def _escape_links(text: str) -> str:
    return _LINK.sub(r"\\]", text)


def _escape_tags(text: str) -> str:
    return _TAG_OR_AUTOLINK.sub(r"\\<", text)


def _escape_references(text: str) -> str:
    return _REFERENCE.sub(lambda m: "&" if m[1] and m[1] not in html5 else r"\&", text)


INLINE_RULES: tuple[Callable[[str], str], ...] = (
    _escape_backslashes,  # first: the others add backslashes
    _escape_backticks,
    _escape_emphasis(_STARS, _between_spaces),
    _escape_emphasis(_UNDERSCORES, _between_spaces_or_letters),
    _escape_links,
    _escape_tags,
    _escape_references,
)


def keep_outer_spaces(text: str) -> str:
    """Write no-break and other wide spaces at the text's ends as references, for a parser trims them there."""
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return text if inner == text else f"{_as_references(before)}{inner}{_as_references(after) if inner else ''}"


def _as_references(spaces: str) -> str:
    return "".join(_WRITTEN.get(char) or f"&#{ord(char)};" for char in spaces)


_WRITTEN = {"\xa0": "&nbsp;", " ": " ", "\t": "\t", "\n": "\n"}
_BREAK = re.compile(r"([*_])(?:[ \t]*\1){2,}[ \t]*$")  # 4.1 thematic break, of characters that may also emphasise
_SPACED = re.compile(r"(.)(?:[ \t]+\1)+[ \t]*$")
_NUMBER = re.compile(r"[0-9]{1,9}(?=[.)](?:[ \t]|$))")  # 5.2 numbered item
_FIRST = (
    re.compile(r"(?=#{1,6}(?:[ \t]|$))"),  # 4.2 heading
    re.compile(r"(?=>)"),  # 5.1 quotation
    re.compile(r"(?=[-+*](?:[ \t]|$))"),  # 5.2 bullet
    _NUMBER,
    re.compile(r"(?=-(?:[ \t]*-){2,}[ \t]*$)"),  # 4.1 thematic break
    re.compile(r"(?=~~~|`{3,}[^`]*$)"),  # 4.5 fence
)
_LATER = (
    *(pattern for pattern in _FIRST if pattern is not _NUMBER),
    re.compile(r"0{0,8}1(?=[.)](?:[ \t]|$))"),  # 5.3 only a list that begins with 1 interrupts a paragraph
    re.compile(r"(?=(?:=+|-+)[ \t]*$)"),  # 4.3 underline of a heading
    re.compile(r"(?=[-:|][-:| \t]*$)"),  # the second line of a table
)
"""What a line may not begin with; the backslash goes behind the match."""


def escape_line_start(line: str, *, first: bool) -> str:
    """Return a line of inline Markdown that starts no block; `first` says that it is the first of its paragraph."""
    if line[:1].isalpha():
        return line
    if _BREAK.match(line):
        return line.replace(line[0], f"\\{line[0]}", 1 if _SPACED.match(line) else -1)
    matches = filter(None, (pattern.match(line) for pattern in (_FIRST if first else _LATER)))
    match = next(matches, None)
    return f"{match[0]}\\{line[match.end() :]}" if match else line


_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]:", re.DOTALL)


def escape_definition(text: str) -> str:
    """Return a paragraph that does not begin with a link reference definition (4.7)."""
    return f"\\{text}" if _DEFINITION.match(text) else text
