"""Put a flow together from what the other modules make of its parts."""

from __future__ import annotations

from typing import Any

import msgspec

from dialogkit.blocks.catalog import block_types, codec
from dialogkit.document import FORMAT, Category, Flow
from dialogkit.document.limits import MAX_NAME
from dialogkit.interop.recognition import Format
from dialogkit.interop.report import Imported, Ledger
from dialogkit.interop.typebot.bubbles import BUBBLES
from dialogkit.interop.typebot.choices import CHOICES
from dialogkit.interop.typebot.conditions import NOWHERE
from dialogkit.interop.typebot.drafts import Draft, Exit, Translate
from dialogkit.interop.typebot.events import EVENTS
from dialogkit.interop.typebot.integrations import INTEGRATIONS
from dialogkit.interop.typebot.logic import LOGIC
from dialogkit.interop.typebot.looks import read_theme
from dialogkit.interop.typebot.places import Places
from dialogkit.interop.typebot.questions import QUESTIONS
from dialogkit.interop.typebot.raw import Raw, records, text
from dialogkit.interop.typebot.settings import read_settings
from dialogkit.interop.typebot.source import Source, coordinates, read_source
from dialogkit.interop.typebot.variables import VARIABLES
from dialogkit.kit import BlockId, InvalidDocument

__all__ = ("read_typebot",)

_SHELVES: dict[str, Translate] = {**BUBBLES, **QUESTIONS, **CHOICES, **LOGIC, **VARIABLES, **INTEGRATIONS}


def read_typebot(plain: Raw, name: str = "") -> Imported:
    """Read an export of Typebot, versions 3 to 6.1; raises `InvalidDocument` for what is no flow at all."""
    ledger = Ledger()
    source = read_source(plain, ledger)
    try:
        document = _Assembly(source).document(name)
    except RecursionError:
        raise InvalidDocument("The export is nested too deeply to be a flow.", path="$.groups") from None
    imported = _with_answers_kept(codec().convert(document))
    return Imported(imported, ledger.report(format=Format.TYPEBOT, version=source.version))


def _with_answers_kept(flow: Flow) -> Flow:
    """Keep variables that take an answer among the results.

    There, a session variable's own value is not stored, but the answer that it holds is.
    """
    blocks = (block for node in flow.nodes for block in node.blocks)
    answered = {name for block in blocks if block.kind.category is Category.QUESTION for name in block.sets()}
    variables = tuple(
        msgspec.structs.replace(variable, session_only=variable.session_only and variable.name not in answered)
        for variable in flow.variables
    )
    return msgspec.structs.replace(flow, variables=variables)


class _Assembly:
    """A flow document in the making."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._edges: list[dict[str, Any]] = []
        self._places = Places(source)

    def document(self, name: str) -> dict[str, Any]:
        """Return the flow as plain dicts and lists."""
        source = self._source
        plain = source.plain
        id = text(plain, "id") or text(plain, "publicId") or name or "flow"
        nodes = [self._node(group) for group in source.groups]
        events = [self._event(index, event) for index, event in enumerate(source.events)]
        source.ledger.begin_flow()
        theme, settings = read_theme(source), read_settings(source)
        variables = list(source.variables)
        if any(NOWHERE in str(node) for node in nodes):
            variables.append({"name": NOWHERE})
        return {
            "format": FORMAT,
            "id": id,
            "name": (text(plain, "name") or name or id)[:MAX_NAME],
            "dialect": "typebot-5" if source.before_six else "typebot",
            "variables": variables,
            "events": [event for event in events if event],
            "nodes": nodes,
            "edges": self._edges,
            "settings": settings,
            "theme": theme,
            "layout": self._layout(),
        }

    def _node(self, group: Raw) -> dict[str, Any]:
        node = self._places.node_of(group)
        blocks = list(records(group, "blocks"))
        made = [self._block(block, node, is_last=index == len(blocks) - 1) for index, block in enumerate(blocks)]
        return {"id": node, "title": text(group, "title")[:MAX_NAME], "blocks": made}

    def _block(self, block: Raw, node: str, *, is_last: bool) -> dict[str, Any]:
        type, id = text(block, "type"), self._places.block_of(block)
        self._source.ledger.begin(BlockId(id), type)
        translate = _SHELVES.get(type)
        draft = translate(block, self._source) if translate else self._unknown(type)
        made = self._checked(draft, block, id)
        if made["type"] == "placeholder":
            draft = Draft("placeholder", {}, draft.exits, "next" if draft.main else "", draft.follows_edge)
            made["exits"] = [exit.handle for exit in draft.exits if exit.handle != "next"]
        own = text(block, "outgoingEdgeId")
        if own and not draft.follows_edge and not is_last:
            self._source.ledger.remark("Its edge is left out: Typebot ignores it, because blocks follow.")
            own = ""
        self._connect(draft, own, id, node)
        return made

    def _unknown(self, type: str) -> Draft:
        self._source.ledger.unsupported(f"There is no block for {type!r} yet; the conversation passes through.")
        return Draft("placeholder")

    def _checked(self, draft: Draft, block: Raw, id: str) -> dict[str, Any]:
        """Return the block if it is a valid one, else a placeholder that holds all it was."""
        made = {"type": draft.type, "id": id, **draft.fields}
        kind = block_types().get(draft.type)
        if draft.type != "placeholder" and kind is None:
            self._source.ledger.unsupported(f"There is no block {draft.type!r} yet; the conversation passes through.")
        elif draft.type != "placeholder" and kind is not None:
            try:
                msgspec.convert(made, kind)
            except msgspec.ValidationError as fault:
                self._source.ledger.unsupported(
                    f"It cannot be expressed here ({fault}); the conversation passes through."
                )
            else:
                return made
        return {
            "type": "placeholder",
            "id": id,
            "source": "Typebot",
            "of": text(block, "type")[:MAX_NAME],
            "data": block,
        }

    def _connect(self, draft: Draft, own: str, id: str, node: str | None) -> None:
        if own and draft.main:
            self._edge(id, node, draft.main, own)
        for exit in draft.exits:
            self._connect_exit(exit, own, id, node)

    def _connect_exit(self, exit: Exit, own: str, id: str, node: str | None) -> None:
        if exit.edge:
            self._edge(id, node, exit.handle, exit.edge)
        elif exit.missing == "main" and own:
            self._edge(id, node, exit.handle, own)
        elif exit.missing == "stop":
            self._edge(id, node, exit.handle, "")

    def _edge(self, id: str, node: str | None, handle: str, edge: str) -> None:
        """Draw an edge; one that leads nowhere stops the path."""
        target = self._places.target(edge)
        if edge and target is None:
            self._source.ledger.remark(
                "An edge leads to something that does not exist; the path ends there, as before."
            )
        origin = {"block": id, "handle": handle} | ({"node": node} if node is not None else {})
        self._edges.append({"from": origin} | ({"to": target} if target else {}))

    def _event(self, index: int, event: Raw) -> dict[str, Any] | None:
        type = text(event, "type")
        id = self._places.event_of(event, index)
        self._source.ledger.begin(BlockId(id), type)
        translate = EVENTS.get(type)
        draft = translate(event, self._source) if translate else None
        if draft is None or draft.type not in block_types():
            self._source.ledger.unsupported(f"There is no event {type!r} yet; what it leads to is not entered by it.")
            return None
        self._connect(draft, text(event, "outgoingEdgeId"), id, None)
        return {"type": draft.type, "id": id, **draft.fields}

    def _layout(self) -> dict[str, dict[str, float]]:
        layout: dict[str, dict[str, float]] = {}
        for group in self._source.groups:
            place = coordinates(group)
            if place:
                layout[self._places.node_of(group)] = place
        for index, event in enumerate(self._source.events):
            place = coordinates(event)
            if place:
                layout.setdefault(self._places.event_of(event, index), place)
        return layout
