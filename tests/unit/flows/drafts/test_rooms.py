"""Drafts that are open, over every driver: what is told as kept is kept, and the flow document follows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Map

from dialogkit.blocks.catalog import codec
from dialogkit.document import limits
from dialogkit.flows import SCHEMAS, FlowsService, FlowStore, StoredFlow
from dialogkit.flows.drafts import keeping
from dialogkit.flows.drafts.fitting import read
from dialogkit.flows.drafts.room import Room
from dialogkit.flows.drafts.shape import MAPS, Maps
from dialogkit.flows.drafts.store import DraftStore
from dialogkit.flows.drafts.wire import Kind, Message, Reader, Sync
from dialogkit.kit import DialogKitError, TooLarge, Unavailable
from dialogkit.storage import MemoryStorage, SqliteStorage, Storage
from tests.journeys.flows import a_document
from tests.support.drafts import plain
from tests.support.hosting import HOME, Hands

HI = {"type": "text", "id": "a", "text": "Hi"}


@pytest.fixture(params=["memory", "sqlite"])
async def storage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage]:
    """A fresh database of each driver."""
    opened = MemoryStorage(SCHEMAS) if request.param == "memory" else SqliteStorage(tmp_path, SCHEMAS)
    await opened.open()
    yield opened
    await opened.close()


def a_service(storage: Storage) -> FlowsService:
    """Return the flows of a process; another one over the same storage is the next process after a crash."""
    return FlowsService(FlowStore(storage), Hands())


class Person:
    """An editor in this process: a document, and what the server says to it."""

    def __init__(self) -> None:
        self.doc: Doc[Any] = Doc()
        self.roots = {name: self.doc.get(name, type=Map) for name in MAPS}
        self.room: Room | None = None
        self.connections = self.sent = self.kept = 0
        self.problems: dict[str, Any] = {}
        self.refusal: DialogKitError | None = None

    async def enter(self, flows: FlowsService, flow: str) -> StoredFlow:
        """Begin to edit."""
        stored = await flows.get(HOME, flow)
        self.sent = self.kept = 0
        self.connections += 1
        self.room = await flows.drafts.enter(stored, self)
        self.room.receive(self, Message(Kind.SYNC, Sync.STATE, self.doc.get_state()))
        return stored

    async def leave(self, flows: FlowsService) -> None:
        """Stop."""
        assert self.room is not None
        room, self.room = self.room, None
        await flows.drafts.leave(room, self)

    def set(self, map: str, key: str, field: str | None, value: Any) -> None:
        """Edit; without a connection the edit waits."""
        before = self.doc.get_state()
        if field is None:
            self.roots[map][key] = Map(value) if MAPS[map] else value
        else:
            self.roots[map][key][field] = value
        self._say(Sync.UPDATE, before)

    def remove(self, map: str, key: str) -> None:
        """Remove an entry."""
        before = self.doc.get_state()
        del self.roots[map][key]
        self._say(Sync.UPDATE, before)

    def maps(self) -> Maps:
        """Return what the draft is here."""
        return {name: msgspec.json.decode(str(root)) for name, root in self.roots.items()}

    def own_cards(self) -> list[str]:
        """Return the cards that this person alone has placed."""
        return [card for card in self.maps()["layout"] if card.startswith(f"{self.doc.client_id}-")]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until `condition` holds."""
        async with asyncio.timeout(30):
            while not condition():
                await asyncio.sleep(0.005)

    async def until_kept(self) -> None:
        """Wait until everything that was sent is told as kept."""
        await self.until(lambda: self.kept >= self.sent)

    def send(self, message: bytes) -> None:
        """Hear what the server says."""
        reader = Reader(message)
        kind = reader.number()
        if kind == Kind.SYNC:
            step, data = reader.number(), reader.piece()
            if step == Sync.STATE:
                self._say(Sync.MISSING, data)
            else:
                self.doc.apply_update(data)
        elif kind == Kind.KEPT:
            reader.piece()
            self.kept = reader.number()
        elif kind == Kind.PROBLEMS:
            self.problems = msgspec.json.decode(reader.piece())

    def refuse(self, error: DialogKitError) -> None:
        """Hear why it is over."""
        self.refusal = error

    def _say(self, step: Sync, state: bytes) -> None:
        update = bytes(self.doc.get_update(state))
        asyncio.get_running_loop().call_soon(self._arrive, self.connections, Message(Kind.SYNC, step, update))
        self.sent += self.room is not None or step is Sync.MISSING

    def _arrive(self, connection: int, message: Message) -> None:
        """Reach the server, unless the connection was lost on the way."""
        if self.room is not None and connection == self.connections:
            self.room.receive(self, message)


async def a_flow(flows: FlowsService, *blocks: dict[str, Any]) -> str:
    return (await flows.create(HOME, codec().convert(a_document("talk", *(blocks or (HI,)))))).id


async def test_what_was_told_as_kept_is_there_in_the_next_process(storage: Storage) -> None:
    flows, ada = a_service(storage), Person()
    flow = await a_flow(flows)
    await ada.enter(flows, flow)
    ada.set("blocks", "a", "text", "Kept")
    await ada.until_kept()

    next_process = a_service(storage)
    stored = await next_process.get(HOME, flow)

    assert next_process.draft(stored).nodes[0].blocks[0].text == "Kept"  # type: ignore[attr-defined]


async def test_the_document_follows_a_moment_after_the_last_edit(storage: Storage) -> None:
    flows, ada = a_service(storage), Person()
    before = await ada.enter(flows, await a_flow(flows))
    for letter in "Kept":
        ada.set("nodes", "main", "title", letter)
    await ada.until_kept()
    store = FlowStore(storage)

    async with asyncio.timeout(5):
        while (stored := await store.find(HOME, before.id)) and stored.revision == before.revision:
            await asyncio.sleep(0.02)

    assert stored is not None
    assert stored.revision == before.revision + 1
    assert flows.draft(stored).nodes[0].title == "t"
    assert (stored.drafted > 0, stored.updated >= before.updated) == (True, True)


async def test_many_records_become_one_and_nothing_is_missing(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "COMPACT_RECORDS", 10)
    flows, ada = a_service(storage), Person()
    flow = await a_flow(flows)
    stored = await ada.enter(flows, flow)
    for count in range(35):
        ada.set("layout", f"card-{count}", None, {"x": count, "y": 0})
        await ada.until_kept()

    updates, seq = await DraftStore(storage).load(HOME, stored.id)

    assert len(updates) <= 10
    assert seq > 35
    other = Person()
    await other.enter(a_service(storage), flow)
    await other.until(lambda: other.maps() == ada.maps())


async def test_a_program_writes_into_a_draft_that_nobody_has_open(storage: Storage) -> None:
    flows, ada = a_service(storage), Person()
    flow = await a_flow(flows)
    await ada.enter(flows, flow)
    ada.set("blocks", "a", "max", "half")
    await ada.until_kept()
    await ada.leave(flows)

    stored = await flows.get(HOME, flow)
    renamed = msgspec.structs.replace(flows.draft(stored), name="By a program")
    updated = await flows.update(HOME, flow, renamed, revision=stored.revision)
    await ada.enter(flows, flow)
    await ada.until(lambda: ada.maps()["flow"]["name"] == "By a program")

    assert updated.name == "By a program"
    assert [problem.code for problem in updated.unfit] == ["unfit_field"]
    assert ada.maps()["blocks"]["a"]["max"] == "half"


async def test_a_flow_nobody_edited_live_has_no_draft(storage: Storage) -> None:
    flows = a_service(storage)
    flow = await a_flow(flows)

    stored = await flows.update(HOME, flow, codec().convert(a_document("talk", HI, name="Other")), revision=None)

    assert (stored.name, stored.drafted) == ("Other", 0)
    assert await DraftStore(storage).newest(HOME, stored.id) == 0


class FailingStore(DraftStore):
    """A store whose disk is full for a while."""

    full = False

    async def append(self, *arguments: Any) -> None:
        """Keep an update, unless the disk is full."""
        if self.full:
            raise Unavailable("The disk is full.")
        await super().append(*arguments)


async def test_nothing_is_told_as_kept_while_the_disk_is_full(storage: Storage) -> None:
    store = FlowStore(storage)
    store.drafts = disk = FailingStore(storage)
    flows, ada = FlowsService(store, Hands()), Person()
    flow = await a_flow(flows)
    await ada.enter(flows, flow)
    await ada.until_kept()
    disk.full = True
    ada.set("blocks", "a", "text", "Late")
    await asyncio.sleep(0.1)
    assert ada.kept < ada.sent

    disk.full = False
    await ada.until_kept()

    assert "Late" in str(plain(flows.draft(await flows.get(HOME, flow))))


async def test_a_flow_that_becomes_too_large_is_told_and_its_document_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_NODES", 5)
    flows, ada = a_service(MemoryStorage(SCHEMAS)), Person()
    flow = await a_flow(flows)
    await ada.enter(flows, flow)
    for count in range(8):
        ada.set("nodes", f"n{count}", None, {"order": f"b0{count + 1}"})

    await ada.until(lambda: [one["code"] for one in ada.problems.get("problems", ())] == ["too_large"])

    assert len(flows.draft(await flows.get(HOME, flow)).nodes) == 1


async def test_a_draft_takes_in_no_more_than_it_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MAX_DRAFT_BYTES", 2_000)
    flows, ada = a_service(MemoryStorage(SCHEMAS)), Person()
    await ada.enter(flows, await a_flow(flows))
    before = ada.doc.get_state()
    ada.roots["blocks"]["a"]["text"] = "x" * 3_000

    assert ada.room is not None
    with pytest.raises(TooLarge):
        ada.room.receive(ada, Message(Kind.SYNC, Sync.UPDATE, ada.doc.get_update(before)))


async def test_everybody_can_be_sent_away() -> None:
    flows, ada = a_service(MemoryStorage(SCHEMAS)), Person()
    stored = await ada.enter(flows, await a_flow(flows))

    await flows.drafts.refuse(stored.id, Unavailable("Later."))

    assert isinstance(ada.refusal, Unavailable)


KEYS = st.sampled_from(["a", "b", "c", "d"])
EDITS = st.one_of(
    st.tuples(st.just("add"), KEYS, st.sampled_from(["a0", "a1", "a2"])),
    st.tuples(st.just("text"), KEYS, st.text(max_size=4)),
    st.tuples(st.just("move"), KEYS, st.sampled_from(["main", "other"])),
    st.tuples(st.just("remove"), KEYS, st.just("")),
    st.tuples(st.just("node"), st.sampled_from(["main", "other"]), st.sampled_from(["add", "remove"])),
    st.tuples(st.just("connect"), KEYS, st.sampled_from(["main", "other", "gone"])),
    st.tuples(st.just("plug"), st.just(""), st.just("")),
    st.tuples(st.just("crash"), st.just(""), st.just("")),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), EDITS), max_size=40))
def test_two_people_who_lose_their_connections_end_with_one_flow(steps: list[tuple[int, tuple[str, str, str]]]) -> None:
    asyncio.run(_two_people(steps))


async def _two_people(steps: list[tuple[int, tuple[str, str, str]]]) -> None:
    storage = MemoryStorage(SCHEMAS)
    flows, people = a_service(storage), (Person(), Person())
    flow = await a_flow(flows)
    for person in people:
        await person.enter(flows, flow)
    for who, (what, key, value) in steps:
        match what:
            case "crash":
                flows = await _crash(storage, people, flow)
            case "plug":
                await _plug(people[who], flows, flow)
            case _:
                _edit(people[who], what, key, value)
        await asyncio.sleep(0)
    await _end(people, flows, flow)

    stored = await flows.get(HOME, flow)
    assert people[0].maps() == people[1].maps()
    assert plain(flows.draft(stored)) == plain(read(people[0].maps(), stored.id).flow)


async def _end(people: tuple[Person, Person], flows: FlowsService, flow: str) -> None:
    """Bring everybody back, and wait until everybody has heard everything."""
    for person in people:
        if person.room is None:
            await person.enter(flows, flow)
    for person in people:
        await person.until_kept()
    await people[0].until(lambda: people[0].maps() == people[1].maps())


async def _crash(storage: Storage, people: tuple[Person, Person], flow: str) -> FlowsService:
    """Let the process end where it stands; what each was told as kept is in the next one."""
    kept = [card for person in people if person.room and person.kept >= person.sent for card in person.own_cards()]
    for person in people:
        person.room = None
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    flows, fresh = a_service(storage), Person()
    await fresh.enter(flows, flow)
    assert set(kept) <= fresh.maps()["layout"].keys()
    for person in people:
        await person.enter(flows, flow)
    await fresh.leave(flows)
    return flows


async def _plug(person: Person, flows: FlowsService, flow: str) -> None:
    if person.room is None:
        await person.enter(flows, flow)
    else:
        await person.leave(flows)


def _edit(person: Person, what: str, key: str, value: str) -> None:
    blocks = person.roots["blocks"]
    person.set("layout", f"{person.doc.client_id}-{person.sent}", None, {"x": 1, "y": 2})
    match what:
        case "add":
            person.set("blocks", key, None, {"type": "text", "in": "main", "order": value, "text": key})
        case "text" | "move" if key in blocks:
            person.set("blocks", key, "text" if what == "text" else "in", value)
        case "remove" if key in blocks:
            person.remove("blocks", key)
        case "node" if value == "add":
            person.set("nodes", key, None, {"order": "a5"})
        case "node" if key in person.roots["nodes"]:
            person.remove("nodes", key)
        case "connect":
            person.set("edges", f"{key} next", None, {"node": value})
