"""What may stand before the first element of an XML or HTML file.

It is passed step by step: as one pattern it would have to be possessive, or a file that begins with many comments would
be matched in as many ways as they can be joined, and Python before 3.11.5 matches possessive groups wrongly
(https://github.com/python/cpython/issues/106052).
"""

from __future__ import annotations

import re

_GAP = rb"\s+|<!--.*?-->"

# XML 1.0 (https://www.w3.org/TR/xml/), 2.8: comments, processing instructions, the document type.
OF_XML = re.compile(_GAP + rb"|<\?.*?\?>|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL)
# The document type of a page tells that it is one, so it is no step.
OF_PAGE = re.compile(_GAP + rb"|<\?xml[^>]{0,200}>", re.DOTALL | re.IGNORECASE)


def end_of_prolog(step: re.Pattern[bytes], data: bytes) -> int:
    """Return where the prolog of a file ends whose steps are like this."""
    at = 0
    while found := step.match(data, at):
        at = found.end()
    return at
