"""The pictures of a web archive, whatever its bytes are."""

from __future__ import annotations

from io import BytesIO

import invented_pictures as invented
from containers import FERRIES, Answered, warc
from hypothesis import given, settings
from hypothesis import strategies as st

from news_digest.capture.containers import Document
from news_digest.capture.containers.archived_pictures import index_pictures, with_archived_pictures

BOAT = invented.png(64, 40)
SHOWN = [f"https://pictures.example/{number}.png" for number in range(3)]
RECORDS = [Answered(address, BOAT + address.encode(), "image/png") for address in SHOWN]
ARCHIVES = [warc(RECORDS, packed=packed) for packed in (False, True)]
PAGE = Document(
    "page",
    FERRIES.url,
    "".join(f'<img src="{address}">' for address in SHOWN).encode(),
    "html",
    FERRIES.url,
)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(ARCHIVES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=12)), max_size=4),
)
def test_any_damage_is_survived(archive: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    """Each address has its own picture or none, never another one's."""
    for where, lost, added in changes:
        at = int(where * len(archive))
        archive = archive[:at] + added + archive[at + lost :]
    stream = BytesIO(archive)
    found = with_archived_pictures(PAGE, stream, index_pictures(stream)).enclosed
    assert {one.address for one in found} <= set(SHOWN)
    assert changes or [one.data for one in found] == [BOAT + address.encode() for address in SHOWN]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="<img src='\"=>\\\n ,/:hps#&;[]x", max_size=400))
def test_any_markup_is_searched(text: str) -> None:
    """For addresses, which may be anything."""
    stream = BytesIO(ARCHIVES[0])
    page = Document("page", FERRIES.url, text.encode(), "html", FERRIES.url)
    assert with_archived_pictures(page, stream, index_pictures(stream)).data == text.encode()
