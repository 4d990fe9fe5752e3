"""What every driver of the storage port promises about order, ranges and pages."""

from __future__ import annotations

import pytest

from dialogkit.kit.errors import InvalidRequest
from dialogkit.storage import Collection, Key, Query

from .notes import a_note, ids


@pytest.mark.parametrize(
    ("query", "places"),
    [
        (Query("by_place", ("a",)), [1, 2, 3, 4, 5]),
        (Query("by_place", ("a",), descending=True), [5, 4, 3, 2, 1]),
        (Query("by_place", ("a",), at_least=2, below=4), [2, 3]),
        (Query("by_place", ("a",), at_least=2), [2, 3, 4, 5]),
        (Query("by_place", ("a",), below=4, descending=True), [3, 2, 1]),
        (Query("by_place", ("a", 3)), [3]),
        (Query("by_place", ("a",), at_least=9), []),
        (Query("by_place", ("b",)), []),
        (Query("by_due", at_least=20), [2, 1]),
        (Query("by_due", below=20), [4, 3]),
        (Query("by_due"), [4, 3, 2, 1]),
        (Query("by_due", descending=True), [1, 2, 3, 4]),
        (Query("by_place", at_least="a"), [1, 2, 3, 4, 5]),
    ],
)
async def test_a_query_finds_its_range_in_its_order(notes: Collection, query: Query, places: list[int]) -> None:
    for place, due in ((3, 10), (1, 25), (5, None), (2, 20), (4, 5)):
        await notes.insert(a_note(place, due=due))

    found = [document.keys["place"] async for document in notes.scan(query)]

    assert found == places
    first = await notes.first(query)
    assert (first and first.keys["place"]) == (places[0] if places else None)


async def test_integers_come_before_text_and_text_goes_by_code_point(notes: Collection) -> None:
    values: list[Key] = ["b", "a", "Z", "é", "\U0001f98a", "\uffee", "", "10", "9", 10, 9]
    for place, value in enumerate(values):
        await notes.insert(a_note(place, label=value))

    labels = [document.keys["label"] async for document in notes.scan(Query("by_label"))]

    assert labels == [9, 10, "", "10", "9", "Z", "a", "b", "é", "\uffee", "\U0001f98a"]


@pytest.mark.parametrize("descending", [False, True])
async def test_equal_keys_go_by_id(notes: Collection, descending: bool) -> None:
    for place, id in enumerate(["c", "a", "d", "b"]):
        await notes.insert(a_note(place, id=id, due=1))

    found = await ids(notes, Query("by_due", (1,), descending=descending))

    assert found == sorted("abcd", reverse=descending)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("index", ["by_due", "by_shelf", "by_place"])
async def test_pages_join_to_the_whole(notes: Collection, index: str, descending: bool) -> None:
    await notes.insert_many([a_note(place, id=f"{place * 7 % 50:02}", due=place // 9) for place in range(50)])
    query = Query(index, {"by_due": (), "by_shelf": ("o",), "by_place": ("a",)}[index], descending=descending)
    found, cursor = [], ""

    while True:
        page = await notes.page(query, limit=7, cursor=cursor)
        found += [document.id for document in page.documents]
        cursor = page.cursor
        if not cursor:
            break

    assert found == await ids(notes, query)
    assert len(set(found)) == 50


async def test_writes_between_pages_neither_repeat_nor_hide(notes: Collection) -> None:
    await notes.insert_many([a_note(place) for place in range(0, 100, 2)])
    query = Query("by_place", ("a",))

    page = await notes.page(query, limit=10)
    await notes.delete("a:18")  # the very document the cursor stands on
    await notes.delete("a:0")
    await notes.insert(a_note(1))
    await notes.insert(a_note(21))
    rest = await notes.page(query, limit=1000, cursor=page.cursor)

    places = [document.keys["place"] for document in rest.documents]
    assert places == [20, 21, *range(22, 100, 2)]
    assert rest.cursor == ""


async def test_a_page_that_ends_exactly_has_no_cursor(notes: Collection) -> None:
    await notes.insert_many([a_note(place) for place in range(20)])

    assert (await notes.page(Query("by_place", ("a",)), limit=20)).cursor == ""
    assert (await notes.page(Query("by_place", ("a",)), limit=19)).cursor != ""


@pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMl0", "WzEsICJhIiwgMV0", "bnVsbA", "é", "WyJcdWQ4MDAiLCAiYSJd"])
async def test_a_foreign_cursor_is_refused(notes: Collection, cursor: str) -> None:
    with pytest.raises(InvalidRequest):
        await notes.page(Query("by_due"), cursor=cursor)


async def test_a_scan_walks_more_than_a_page_while_writes_go_on(notes: Collection) -> None:
    await notes.insert_many([a_note(place) for place in range(1000)])
    seen = []

    async for document in notes.scan(Query("by_place", ("a",))):
        seen.append(document.keys["place"])
        if len(seen) % 100 == 0:
            await notes.insert(a_note(-len(seen)))

    assert seen == list(range(1000))
