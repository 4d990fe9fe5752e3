"""A document of plain values into a `Flow`, leaving out what does not fit and telling of it.

Somebody may be in the middle of writing, a colleague's program may be older: a draft is read whatever it holds.
Where nothing is amiss the whole document is converted at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple, Union

import msgspec

from dialogkit.blocks.catalog import block_types, codec
from dialogkit.document import NEXT, Flow, Node, Note, Position, Settings, Theme, Variable
from dialogkit.document.explaining import explained
from dialogkit.document.limits import MAX_ITEMS, MAX_NAME
from dialogkit.flows.drafts.assembling import assemble
from dialogkit.flows.drafts.repairs import Reading, Repair
from dialogkit.flows.drafts.shape import Maps
from dialogkit.kit import BlockId, FlowId, InvalidDocument, NodeId

__all__ = ("fitted", "read")

UNTITLED = "Untitled"
MOST_FAULTS = 200
"""After so many faults in one value it is given up as a whole."""
_EMPTY = ("settings", "theme", "variables", "notes", "layout", "translations", "nodes", "events", "edges")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]|\[\.\.\.\]")


class _Fault(NamedTuple):
    path: str
    message: str
    fix: str


def read(maps: Maps, id: FlowId) -> Reading:
    """Return the flow that a draft's maps are, and what was mended; raises `TooLarge`, and nothing else."""
    plain, mended = assemble(maps, id)
    flow, unfit = fitted(plain)
    return Reading(flow, (*mended, *unfit))


def fitted(plain: dict[str, Any]) -> tuple[Flow, list[Repair]]:
    """Return the flow of a plain document, and what of it was left out; raises `TooLarge`."""
    try:
        return codec().convert(plain), []
    except InvalidDocument:
        fitting = _Fitting(plain)
        flow = codec().convert(fitting.document())
        return flow, sorted(fitting.repairs, key=_place_of)


class _Fitting:
    """One document that does not fit as a whole, part by part."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self._plain = plain
        self.repairs: list[Repair] = []

    def document(self) -> dict[str, Any]:
        """Return what fits."""
        plain, part = self._plain, self._part
        whole = {"format": plain["format"], "id": plain["id"], **self._names()}
        whole["settings"] = part(plain.get("settings", {}), Settings, "settings.")
        whole["theme"] = part(plain.get("theme", {}), Theme, "theme.")
        variables = (part(one, Variable, f"variables.{one['name']}.") for one in plain.get("variables", ()))
        whole["variables"] = [one for one in variables if one is not None]
        notes = (part(one, Note, f"notes.{one['id']}.") for one in plain.get("notes", ()))
        whole["notes"] = [one for one in notes if one is not None]
        places = ((id, part(place, Position, f"layout.{id}.")) for id, place in plain.get("layout", {}).items())
        whole["layout"] = {id: place for id, place in places if place is not None}
        whole["translations"] = dict(self._translations())
        exits = self._exits()
        whole["nodes"] = [self._node(node, exits) for node in plain.get("nodes", ())]
        whole["events"] = [event for event in map(self._event, plain.get("events", ())) if event is not None]
        gone = {event["id"] for event in plain.get("events", ())} - {event["id"] for event in whole["events"]}
        whole["edges"] = [edge for edge in plain.get("edges", ()) if edge["from"]["block"] not in gone]
        return {name: value for name, value in whole.items() if value or name not in _EMPTY}

    def _names(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in ("name", "locale", "dialect"):
            if name in self._plain or name == "name":
                given = {"id": "f", "name": UNTITLED} | {name: self._plain.get(name)}
                fault = _fault_in(given, codec().flow_type)
                if fault is None:
                    found[name] = given[name]
                else:
                    self._unfit(fault, name)
        return {"name": UNTITLED} | found

    def _part(self, value: Any, kind: Any, prefix: str, node: str | None = None) -> Any:
        """Return what fits of a value; None where nothing can be made of it."""
        found, faults = _fitted(value, kind)
        if found is None:
            self._unfit(faults[0], prefix.removesuffix("."), node)
        else:
            for fault in faults:
                self._unfit(fault, prefix + fault.path, node)
        return found

    def _node(self, node: dict[str, Any], exits: dict[str, list[str]]) -> dict[str, Any]:
        bare = {name: value for name, value in node.items() if name != "blocks"}
        fields = self._part(bare, Node, "", node["id"]) or {"id": node["id"]}
        blocks = [self._block(block, node["id"], exits) for block in node.get("blocks", ())]
        return {**fields, "blocks": blocks}

    def _block(self, block: dict[str, Any], node: str, exits: dict[str, list[str]]) -> dict[str, Any]:
        found, faults = _fitted(block, _any_block())
        if found is None:
            self._unreadable(block, faults, "A placeholder keeps what it held.", node)
            return _placeholder(block, exits.get(block["id"], []))
        for fault in faults:
            self._unfit(fault, fault.path, node, block["id"])
        return dict(found)

    def _event(self, event: dict[str, Any]) -> dict[str, Any] | None:
        found, faults = _fitted(event, _any_block())
        if found is None:
            self._unreadable(event, faults, "It is left out.")
            return None
        for fault in faults:
            self._unfit(fault, fault.path, block=event["id"])
        return dict(found)

    def _translations(self) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
        for locale, blocks in self._plain.get("translations", {}).items():
            kept: dict[str, dict[str, str]] = {}
            for block, texts in blocks.items():
                kept[block] = {path: text for path, text in texts.items() if isinstance(text, str)}
                for path in texts.keys() - kept[block].keys():
                    self._unfit(_Fault(path, "A translation is a text.", "Write it again."), path, block=block)
            yield locale, kept

    def _exits(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for edge in self._plain.get("edges", ()):
            handle = edge["from"].get("handle", NEXT)
            if handle != NEXT and len(handle) <= MAX_NAME:
                found.setdefault(edge["from"]["block"], []).append(handle)
        return found

    def _unfit(self, fault: _Fault, field: str, node: str | None = None, block: str | None = None) -> None:
        self.repairs.append(
            Repair(
                code="unfit_field",
                node=NodeId(node) if node is not None else None,
                block=BlockId(block) if block is not None else None,
                field=field,
                message=fault.message,
                fix=fault.fix or "Write it again.",
            )
        )

    def _unreadable(self, block: dict[str, Any], faults: list[_Fault], what: str, node: str | None = None) -> None:
        self.repairs.append(
            Repair(
                code="unreadable_block",
                node=NodeId(node) if node is not None else None,
                block=BlockId(block["id"]),
                message=f"The block `{block['id']}` cannot be read: {faults[0].message} {what}",
                fix="Put another block in its place, or undo what was done to it.",
            )
        )


def _fitted(value: Any, kind: Any) -> tuple[Any, list[_Fault]]:
    """Return what of `value` fits `kind`, None for nothing of it, and what does not."""
    fault = _fault_in(value, kind)
    if fault is None:
        return value, []
    faults: list[_Fault] = []
    left = deepcopy(value)
    while fault is not None:
        faults.append(_by_ids(fault, left))
        if len(faults) > MOST_FAULTS or not _cut(left, fault.path):
            return None, faults
        fault = _fault_in(left, kind)
    return left, faults


def _by_ids(fault: _Fault, value: Any) -> _Fault:
    """Return the fault with its path as problems tell theirs: members of lists by their ids."""
    return fault._replace(path=_told(fault.path, value))


def _fault_in(value: Any, kind: Any) -> _Fault | None:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as fault:
        error = explained(fault, value, kind)
        return _Fault(error.path, error.message, error.fix)
    return None


def _steps(path: str) -> list[str | int]:
    """Return the names and numbers on a path; it ends before a key that cannot be one."""
    steps: list[str | int] = []
    for match in _STEP.finditer(path.removeprefix("$")):
        if match[1] is None and match[2] is None:
            break
        steps.append(match[1] if match[1] is not None else int(match[2]))
    return steps


def _cut(value: Any, path: str) -> bool:
    """Take what is at `path` out of `value`; tell whether there was anything to take."""
    steps = _steps(path)
    if not steps:
        return False
    *around, last = steps
    for step in around:
        value = value[step]
    if isinstance(value, dict) and last not in value:
        return False
    del value[last]
    return True


def _told(path: str, value: Any) -> str:
    words = ""
    for step in _steps(path):
        value = value[step] if isinstance(step, int) or step in value else None
        named = isinstance(step, int) and isinstance(value, dict) and isinstance(value.get("id"), str)
        if named:
            words += f".{value['id']}"
        else:
            words += f"[{step}]" if isinstance(step, int) else f".{step}"
    return words.removeprefix(".")


@cache
def _any_block() -> Any:
    return Union[tuple(block_types().values())]  # noqa: UP007 - the union is built at run time


def _placeholder(block: dict[str, Any], exits: list[str]) -> dict[str, Any]:
    held = {name: value for name, value in block.items() if name not in ("id", "type")}
    was = block.get("type")
    made: dict[str, Any] = {"type": "placeholder", "id": block["id"]}
    if isinstance(was, str):
        made["of"] = was[:MAX_NAME]
    return made | ({"data": held} if held else {}) | ({"exits": exits[:MAX_ITEMS]} if exits else {})


def _place_of(repair: Repair) -> tuple[str, str, str, str]:
    return repair.code, repair.node or "", repair.block or "", repair.field or ""
