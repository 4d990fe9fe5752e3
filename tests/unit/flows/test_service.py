"""Drafts, versions and addresses, with everything in memory."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow
from dialogkit.flows import FlowHasProblems
from dialogkit.kit import Conflict, FlowId, InvalidRequest, Missing
from tests.journeys.flows import a_document
from tests.support.hosting import HOME, Hosting


def _flow(id: str, text: str = "Hi", **more: Any) -> Flow:
    return codec().convert(a_document(id, {"type": "text", "id": "a", "text": text}, **more))


async def test_an_address_gives_way_only_where_it_was_not_asked_for() -> None:
    flows = Hosting().flows
    await flows.create(HOME, _flow("one", name="Shop"))

    other = await flows.create(HOME, _flow("two", name="Shop"))

    assert other.slug == "shop-2"
    with pytest.raises(Conflict):
        await flows.create(HOME, _flow("three"), slug="shop")


async def test_an_address_is_never_another_flows_id() -> None:
    flows = Hosting().flows
    await flows.create(HOME, _flow("f_one"), slug="shop")

    named = await flows.create(HOME, _flow("shop"), slug="f-two")
    await flows.create(HOME, _flow("plain"), slug="other")

    assert named.id != "shop"
    with pytest.raises(Conflict):
        await flows.create(HOME, _flow("three"), slug="plain")
    with pytest.raises(Conflict):
        await flows.rename(HOME, "f_one", name=None, slug="plain")


@pytest.mark.parametrize("slug", ["Shop", "-shop", "a/b", "x" * 65, "ä", "a b"])
async def test_what_cannot_be_an_address_is_refused(slug: str) -> None:
    with pytest.raises(InvalidRequest):
        await Hosting().flows.create(HOME, _flow("one"), slug=slug)


async def test_a_draft_keeps_its_id_whatever_the_document_says() -> None:
    flows = Hosting().flows
    stored = await flows.create(HOME, _flow("one"))

    updated = await flows.update(HOME, "one", _flow("other", "New"), revision=stored.revision)

    assert (updated.id, flows.draft(updated).id) == ("one", "one")


async def test_what_is_live_is_known_at_once_after_each_publishing() -> None:
    flows = Hosting().flows
    await flows.create(HOME, _flow("one"))
    for number in range(1, 5):
        await flows.update(HOME, "one", _flow("one", f"Text {number}"), revision=None)
        _, live = await asyncio.gather(flows.publish(HOME, "one"), _live_or_none(flows))

        assert live in (None, number - 1, number)
        assert (await flows.find_live("one")).version == number


async def _live_or_none(flows: Any) -> int | None:
    try:
        number: int = (await flows.find_live("one")).version
    except Missing:
        return None
    return number


async def test_a_file_is_published_once_for_each_change() -> None:
    flows = Hosting().flows

    numbers = [
        version.number if (version := await flows.publish_file(HOME, _flow("shop", text), "shop")) else None
        for text in ("One", "One", "Two", "Two", "One")
    ]

    assert numbers == [1, None, 2, None, 3]


async def test_a_file_leaves_alone_what_was_edited_since() -> None:
    flows = Hosting().flows
    await flows.publish_file(HOME, _flow("shop", "File"), "shop")
    await flows.update(HOME, "shop", _flow("shop", "Edited"), revision=None)

    assert await flows.publish_file(HOME, _flow("shop", "File"), "shop") is None
    assert "Edited" in bytes((await flows.get(HOME, "shop")).document).decode()


async def test_a_flow_whose_subflow_changed_is_published_again() -> None:
    flows = Hosting().flows
    outer = codec().convert(a_document("outer", {"type": "subflow", "id": "s", "flow": "inner"}))
    await flows.publish_file(HOME, _flow("inner", "One"), "inner")
    first = await flows.publish_file(HOME, outer, "outer")
    await flows.publish_file(HOME, _flow("inner", "Two"), "inner")

    second = await flows.publish_file(HOME, outer, "outer")

    assert first is not None
    assert second is not None
    assert [b"Two" in bytes(subflow) for subflow in second.subflows.values()] == [True]
    assert await flows.publish_file(HOME, outer, "outer") is None


async def test_a_document_with_errors_stays_a_draft() -> None:
    flows = Hosting().flows
    document = a_document("broken", {"type": "text", "id": "a", "text": "Hi"})
    document["edges"].append({"from": {"node": "main", "block": "a"}, "to": {"node": "nowhere"}})
    broken = codec().convert(document)

    with pytest.raises(FlowHasProblems):
        await flows.publish_file(HOME, broken, "broken")
    with pytest.raises(Missing):
        await flows.find_live("broken")


async def test_another_organizations_flow_is_missing() -> None:
    flows = Hosting().flows
    await flows.create(HOME, _flow("one"))

    with pytest.raises(Missing):
        await flows.get("other", "one")  # type: ignore[arg-type]  # an id as text


def _entering(id: str, other: str) -> Flow:
    return codec().convert(a_document(id, {"type": "subflow", "id": "sub", "flow": other}))


async def test_a_preview_is_another_one_once_a_flow_it_enters_has_changed() -> None:
    flows = Hosting().flows
    await flows.create(HOME, _flow("child"))
    await flows.create(HOME, _entering("parent", "child"))
    first, same = await flows.freeze_preview(HOME, "parent"), await flows.freeze_preview(HOME, "parent")

    await flows.update(HOME, "child", _flow("child", "Changed"), revision=None)
    changed = await flows.freeze_preview(HOME, "parent")

    assert first.number == same.number != changed.number
    assert b"Changed" in bytes(changed.subflows[FlowId("child")])
