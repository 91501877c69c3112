"""The encoding of Pagefind's files."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news_digest.search.cbor import Value, decoded, encoded

VALUES = st.recursive(st.integers(0, 2**64 - 1) | st.text(), st.lists, max_leaves=20)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(VALUES)
def test_what_is_encoded_is_decoded(value: Value) -> None:
    """Every value comes back."""
    assert decoded(encoded(value)) == value


@pytest.mark.parametrize(
    ("value", "data"),
    [(0, "00"), (23, "17"), (24, "1818"), (1000, "1903e8"), ("ü", "62c3bc"), ([1, [2, 3]], "8201820203")],
)
def test_values_are_encoded_as_the_standard_has_them(value: Value, data: str) -> None:
    """The examples of RFC 8949, Appendix A."""
    assert encoded(value).hex() == data


@given(st.binary())
def test_other_bytes_are_refused(data: bytes) -> None:
    """A value or a `ValueError`, and nothing else."""
    try:
        decoded(data)
    except ValueError:
        return


@pytest.mark.parametrize("data", ["", "19", "6261", "82", "0000", "1f", "f6", "40"])
def test_what_is_cut_short_or_unknown_is_refused(data: str) -> None:
    """The file is then left to whoever knows it."""
    with pytest.raises(ValueError, match=r"\w"):
        decoded(bytes.fromhex(data))
