"""What every driver of the storage port promises its callers."""

from __future__ import annotations

import asyncio

import pytest

from dialogkit.kit.errors import Conflict, InvalidRequest, Missing
from dialogkit.storage import Collection, Document, Key, Query, Schema, Storage

from .notes import OTHERS, a_note, ids

ODD_TEXTS = ("", "nul \0 inside", 'it\'s "quoted"; -- \\', "žluťoučký 🦊 \u202e", "{$gt: 1}", "%_", "\ufeff")


async def test_a_document_comes_back_as_it_was_inserted(notes: Collection) -> None:
    revision = await notes.insert(a_note(1, body=b"\x00\xff any bytes", due=5))

    assert revision == 1
    assert await notes.get("a:1") == Document(
        "a:1", b"\x00\xff any bytes", {"organization": "o", "shelf": "a", "place": 1, "due": 5, "label": None}, 1
    )


async def test_what_is_not_there_is_missing_or_none(notes: Collection) -> None:
    assert await notes.find("nobody") is None
    assert await notes.first(Query("by_place", ("a",))) is None
    with pytest.raises(Missing) as caught:
        await notes.get("nobody")
    assert caught.value.details == {"collection": "notes", "id": "nobody"}


@pytest.mark.parametrize("text", ODD_TEXTS)
async def test_any_text_is_kept_and_found_exactly(notes: Collection, text: str) -> None:
    await notes.insert(a_note(1, id=f"id {text}", shelf=f"s{text}", label=text))

    found = await notes.first(Query("by_label", (text,)))

    assert found is not None
    assert found.id == f"id {text}"
    assert found.keys["shelf"] == f"s{text}"
    assert await notes.first(Query("by_label", (text + "x",))) is None
    assert await ids(notes, Query("by_place", (f"s{text}",))) == [f"id {text}"]


async def test_a_body_of_ten_megabytes_is_kept(notes: Collection) -> None:
    body = bytes(range(256)) * 40_960

    await notes.insert(a_note(1, body=body))

    assert (await notes.get("a:1")).body == body


@pytest.mark.parametrize("number", [0, -1, 2**63 - 1, -(2**63)])
async def test_integers_of_64_bits_are_kept(notes: Collection, number: int) -> None:
    await notes.insert(a_note(number, due=number))

    found = await notes.first(Query("by_due", (number,)))

    assert found is not None
    assert found.keys["place"] == number


@pytest.mark.parametrize(
    "document", [a_note(2**63), a_note(1, label="\ud800"), a_note(1, id="\udfff")], ids=["large", "key", "id"]
)
async def test_a_key_no_database_can_hold_is_refused_alone(notes: Collection, document: Document) -> None:
    results = await asyncio.gather(
        *(notes.insert(a_note(place, shelf="b")) for place in range(5)),
        notes.insert(document),
        *(notes.insert(a_note(place, shelf="b")) for place in range(5, 9)),
        return_exceptions=True,
    )

    assert isinstance(results[5], InvalidRequest)
    assert results[:5] + results[6:] == [1] * 9
    assert len(await ids(notes, Query("by_place", ("b",)))) == 9


async def test_a_lookup_no_database_can_make_is_refused(notes: Collection) -> None:
    with pytest.raises(InvalidRequest):
        await notes.find("\ud800")
    with pytest.raises(InvalidRequest):
        await notes.first(Query("by_label", ("\ud800",)))
    with pytest.raises(InvalidRequest):
        await notes.delete_many(Query("by_due", at_least=2**63))


@pytest.mark.parametrize(
    "keys",
    [
        {"organization": "o", "shelf": "a"},
        {"organization": "o", "shelf": "a", "place": None},
        {"organization": "o", "shelf": "a", "place": 1, "colour": "red"},
        {"organization": "o", "shelf": "a", "place": True},
        {"organization": "o", "shelf": "a", "place": 1.5},
        {"organization": "o", "shelf": "a", "place": {"$gt": 1}},
    ],
    ids=["absent", "none", "undeclared", "boolean", "float", "object"],
)
async def test_keys_that_do_not_fit_the_schema_are_refused(notes: Collection, keys: dict[str, Key]) -> None:
    with pytest.raises(ValueError, match="key"):
        await notes.insert(Document("x", b"", keys))

    assert await notes.find("x") is None


async def test_an_undeclared_schema_or_index_is_refused(storage: Storage, notes: Collection) -> None:
    with pytest.raises(ValueError, match="without 'strangers'"):
        storage.collection(Schema("strangers", tenant=""))
    with pytest.raises(ValueError, match="no index 'by_colour'"):
        await notes.first(Query("by_colour", ("red",)))
    with pytest.raises(ValueError, match="only 1 columns"):
        await notes.first(Query("by_due", (1, 2)))
    with pytest.raises(ValueError, match="no column left"):
        await notes.first(Query("by_due", (1,), at_least=1))


async def test_a_taken_id_is_a_conflict(notes: Collection) -> None:
    await notes.insert(a_note(1, id="x", body=b"first"))

    with pytest.raises(Conflict) as caught:
        await notes.insert(a_note(2, id="x", body=b"second"))

    assert caught.value.details == {"collection": "notes", "index": "_id"}
    assert (await notes.get("x")).body == b"first"


async def test_a_conflict_names_the_unique_index(notes: Collection) -> None:
    await notes.insert(a_note(1, label="red"))

    with pytest.raises(Conflict) as same_place:
        await notes.insert(a_note(1, id="x"))
    with pytest.raises(Conflict) as same_label:
        await notes.insert(a_note(2, label="red"))
    with pytest.raises(Conflict) as both:
        await notes.insert(a_note(1, id="x", label="red"))

    assert same_place.value.details["index"] == "by_place"
    assert same_label.value.details["index"] == "by_label"
    assert both.value.details["index"] == "by_label"


async def test_documents_without_an_optional_key_do_not_collide(notes: Collection) -> None:
    await notes.insert(a_note(1, label=None))
    await notes.insert(a_note(2))

    assert await ids(notes, Query("by_label")) == []
    assert await ids(notes, Query("by_place", ("a",))) == ["a:1", "a:2"]


async def test_of_fifty_inserts_of_one_key_exactly_one_wins(notes: Collection) -> None:
    tries = [notes.insert(a_note(7, id=f"x{number}")) for number in range(50)]

    results = await asyncio.gather(*tries, return_exceptions=True)

    assert results.count(1) == 1
    assert [type(result) for result in results if result != 1] == [Conflict] * 49
    winner = await notes.first(Query("by_place", ("a", 7)))
    assert winner is not None
    assert winner.id == f"x{results.index(1)}"


async def test_a_refused_insert_spoils_none_of_its_neighbours(notes: Collection) -> None:
    await notes.insert(a_note(50))

    results = await asyncio.gather(*(notes.insert(a_note(place)) for place in range(100)), return_exceptions=True)

    assert [place for place, result in enumerate(results) if result != 1] == [50]
    assert len(await ids(notes, Query("by_place", ("a",)))) == 100


async def test_insert_many_stores_what_it_can_and_names_the_rest(notes: Collection) -> None:
    await notes.insert(a_note(3, body=b"old"))
    batch = [a_note(place) for place in range(200)] + [a_note(5, id="again")]

    refused = await notes.insert_many(batch)

    assert refused == ("a:3", "again")
    assert len(await ids(notes, Query("by_place", ("a",)))) == 200
    assert (await notes.get("a:3")).body == b"old"


async def test_insert_many_of_nothing_does_nothing(notes: Collection) -> None:
    assert await notes.insert_many([]) == ()


async def test_a_replacement_takes_the_next_revision(notes: Collection) -> None:
    await notes.insert(a_note(1, label="red"))

    revision = await notes.replace(a_note(1, body=b"new", due=3), revision=1)

    assert revision == 2
    stored = await notes.get("a:1")
    assert (stored.body, stored.revision, stored.keys["due"], stored.keys["label"]) == (b"new", 2, 3, None)
    assert await ids(notes, Query("by_due")) == ["a:1"]
    assert await ids(notes, Query("by_label")) == []


async def test_a_replacement_of_an_old_revision_is_a_conflict(notes: Collection) -> None:
    await notes.insert(a_note(1))
    await notes.replace(a_note(1, body=b"new"), revision=1)

    with pytest.raises(Conflict) as caught:
        await notes.replace(a_note(1, body=b"late"), revision=1)

    assert caught.value.details == {"collection": "notes", "id": "a:1", "revision": 2}
    assert (await notes.get("a:1")).body == b"new"


async def test_a_replacement_of_nothing_is_missing(notes: Collection) -> None:
    with pytest.raises(Missing):
        await notes.replace(a_note(1), revision=1)


async def test_a_replacement_cannot_take_anothers_unique_key(notes: Collection) -> None:
    await notes.insert(a_note(1, label="red"))
    await notes.insert(a_note(2, label="blue"))

    with pytest.raises(Conflict) as caught:
        await notes.replace(a_note(2, label="red"), revision=1)

    assert caught.value.details["index"] == "by_label"
    assert (await notes.get("a:2")).keys["label"] == "blue"


async def test_of_fifty_replacements_of_one_revision_exactly_one_wins(notes: Collection) -> None:
    await notes.insert(a_note(1))
    tries = [notes.replace(a_note(1, body=b"%d" % number), revision=1) for number in range(50)]

    results = await asyncio.gather(*tries, return_exceptions=True)

    assert results.count(2) == 1
    assert [type(result) for result in results if result != 2] == [Conflict] * 49
    assert (await notes.get("a:1")).body == b"%d" % results.index(2)


async def test_a_deleted_document_is_gone_and_its_keys_are_free(notes: Collection) -> None:
    await notes.insert(a_note(1, label="red", due=1))

    assert await notes.delete("a:1") is True
    assert await notes.delete("a:1") is False
    assert await ids(notes, Query("by_due")) == []
    assert await notes.insert(a_note(1, label="red")) == 1


async def test_delete_many_takes_what_the_query_finds(notes: Collection) -> None:
    await notes.insert_many([a_note(place, due=place) for place in range(600)])
    await notes.insert(a_note(1, shelf="b"))

    assert await notes.delete_many(Query("by_place", ("a",), at_least=10, below=590)) == 580
    assert await notes.delete_many(Query("by_place", ("a",), at_least=10, below=590)) == 0
    assert len(await ids(notes, Query("by_due"))) == 20
    assert await notes.delete_many(Query("by_organization", ("o",))) == 21


async def test_collections_do_not_share_ids_or_indexes(storage: Storage, notes: Collection) -> None:
    others = storage.collection(OTHERS)
    await notes.insert(a_note(1, id="x"))

    await others.insert(Document("x", b"other", {"organization": "o", "order": 1}))

    assert [document.body async for document in others.scan(Query("group", ("o", 1)))] == [b"other"]
    assert (await notes.get("x")).body == b"{}"


async def test_a_counter_counts_every_increment_once(storage: Storage) -> None:
    assert await storage.count("turns") == 0

    values = await asyncio.gather(*(storage.increment("turns", 2) for _ in range(50)))

    assert sorted(values) == list(range(2, 102, 2))
    assert await storage.increment("turns", -100) == 0
    assert await storage.count("turns") == 0


async def test_counters_are_forgotten_by_their_prefix(storage: Storage) -> None:
    for name in ("o1/turns", "o1/%", "o10/turns"):
        await storage.increment(name)

    assert await storage.delete_counters("o1/") == 2
    assert await storage.count("o1/turns") == 0
    assert await storage.count("o10/turns") == 1


async def test_a_cancelled_writer_harms_nobody(notes: Collection) -> None:
    task = asyncio.ensure_future(notes.insert(a_note(1)))
    await asyncio.sleep(0)
    task.cancel()

    await notes.insert(a_note(2))

    assert await notes.find("a:2") is not None
    assert (await asyncio.gather(task, return_exceptions=True))[0] in (1,) or task.cancelled()
