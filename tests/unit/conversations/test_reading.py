"""Results read back: pages, spans, what is a column and what is never one."""

from __future__ import annotations

import csv
import io

import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.conversations import ResultsReader
from dialogkit.engine import TextInput
from dialogkit.kit import FlowId, InvalidRequest
from tests.journeys.flows import GREETING
from tests.support.hosting import HOME, Hosting

FLOW = FlowId("greeting")


async def _hosting(conversations: int) -> tuple[Hosting, ResultsReader]:
    """Return a server on which people have said their names, a minute apart."""
    hosting = Hosting()
    await hosting.publish(GREETING)
    for number in range(conversations):
        conversation = (await hosting.open("greeting")).conversation
        await hosting.service.take_turn(conversation, "one", 0, TextInput(text=f"Visitor {number}"))
        hosting.clock.pass_seconds(60)
    return hosting, ResultsReader(hosting.store, hosting.programs)


async def test_pages_follow_each_other_from_the_newest_on() -> None:
    _, reader = await _hosting(7)
    names, cursor = [], ""
    while True:
        rows, cursor = await reader.page(HOME, FLOW, (None, None), limit=3, cursor=cursor)
        names += [row.values["name"] for row in rows]
        if not cursor:
            break

    assert names == [f"Visitor {number}" for number in reversed(range(7))]


async def test_a_span_has_its_first_moment_and_not_its_last() -> None:
    hosting, reader = await _hosting(5)
    begin = int(hosting.clock.now().timestamp() * 1000) - 5 * 60_000

    rows, _ = await reader.page(HOME, FLOW, (begin + 60_000, begin + 180_000), limit=10, cursor="")

    assert [row.values["name"] for row in rows] == ["Visitor 2", "Visitor 1"]


async def test_a_cursor_that_was_never_given_is_refused() -> None:
    _, reader = await _hosting(1)

    with pytest.raises(InvalidRequest):
        await reader.page(HOME, FLOW, (None, None), limit=3, cursor="nonsense")


async def test_a_table_holds_every_conversation_and_every_column() -> None:
    _, reader = await _hosting(3)

    text = b"".join([part async for part in reader.csv(HOME, FLOW, codec().convert(GREETING), (None, None))]).decode()

    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["name"] for line in lines] == ["Visitor 2", "Visitor 1", "Visitor 0"]
    assert list(lines[0]) == ["conversation", "started", "updated", "status", "version", "name", "mood"]


async def test_what_only_serves_the_session_is_no_result() -> None:
    document = GREETING | {"variables": [{"name": "name", "session_only": True}, {"name": "mood"}]}
    hosting = Hosting()
    await hosting.publish(document)
    conversation = (await hosting.open("greeting")).conversation
    await hosting.service.take_turn(conversation, "one", 0, TextInput(text="Ada"))
    reader = ResultsReader(hosting.store, hosting.programs)

    rows, _ = await reader.page(HOME, FLOW, (None, None), limit=3, cursor="")

    assert rows[0].values == {}
