"""Golden cases of blocks: a fragment of a flow, what a visitor does, and what must come of it.

A case's file is named for the block's module. Its `block` gets the id `b` unless it has one, stands alone in a node,
and each of its exits leads to a node that says so (`→ next`); `then` and `before` put blocks around it in the node,
`nodes`, `edges` and `events` add to that. Every step has an `input` and the `turn` it must bring.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec

from dialogkit.blocks.catalog import block_types, codec
from dialogkit.document import Block, Category, Flow
from dialogkit.engine import Effect, EffectResult, Input, Step, advance, begin, compile_flow, decode, encode, merge
from tests.support.flows import Plain, a_flow, edge, message, node
from tests.support.inline_json import written
from tests.support.talking import NOON

__all__ = ("FOLDER", "as_sent", "case_files", "flow_of", "played", "read_cases", "write_cases")

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "blocks"
_KEPT_OUT = ("id", "block")


def case_files() -> list[Path]:
    """Return the files of cases."""
    return sorted(FOLDER.glob("*.json"))


def read_cases(path: Path) -> list[Plain]:
    """Return the cases of a file."""
    cases: list[Plain] = json.loads(path.read_text(encoding="utf-8"))
    return cases


def write_cases(path: Path, cases: list[Plain]) -> None:
    """Rewrite a file of cases."""
    path.write_text("[\n" + ",\n".join(written(case) for case in cases) + "\n]\n", encoding="utf-8")


def flow_of(case: Plain) -> Flow:
    """Return the flow a case plays."""
    tested = {"id": "b", **case["block"]}
    events = [{"id": "start", "type": "start"}, *case.get("events", ())]
    if tested["type"] == "start":
        events, blocks = [tested], []
    elif _is_event(tested):
        events.append(tested)
        blocks = _with_ids("before", case)
    else:
        blocks = [*_with_ids("before", case), tested, *_with_ids("then", case)]
    nodes = [node("tested", *blocks), *case.get("nodes", ())]
    edges = [edge(events[0]["id"], "tested"), *case.get("edges", ())] if blocks else []
    drawn = {(one["from"]["block"], one["from"].get("handle", "next")) for one in edges}
    for handle in _handles(tested):
        if (tested["id"], handle) not in drawn and not case.get("loose"):
            nodes.append(node(f"to {handle}", message(f"→ {handle}", f"says {handle}")))
            edges.append(edge(tested["id"], f"to {handle}", handle))
    fields = {key: case[key] for key in ("settings", "translations", "variables", "dialect") if key in case}
    return a_flow(*nodes, edges=edges, events=events, **fields)


def played(case: Plain) -> Iterator[Plain]:
    """Yield the turns of a case, as its file tells them."""
    others = [codec().convert({"name": "Another", **other}) for other in case.get("subflows", ())]
    program = compile_flow(flow_of(case), {other.id: other for other in others}, locale=case.get("locale", ""))
    session, now = begin(7), NOON
    for given in case["steps"]:
        now += timedelta(seconds=given.get("after", 0))
        plain = given.get("input", {"type": "start", "context": case.get("context", {})})
        step = advance(session, program, msgspec.convert(plain, Input), now=now)
        effects = []
        for result in given.get("results", ()):
            assert step.effect is not None, f"no effect was wanted for {result}"
            effects.append(step.effect)
            after = advance(decode(encode(step.session)), program, EffectResult(**result), now=now)
            step = merge(step, after)
        session = decode(encode(step.session))
        assert session == step.session
        yield _told(step, effects)


def _told(step: Step, effects: list[Effect]) -> Plain:
    turn: Plain = {
        "messages": [_without(_KEPT_OUT, as_sent(one)) for one in step.messages],
        "ask": None if step.ask is None else _without(_KEPT_OUT[1:], as_sent(step.ask)),
        "status": str(step.status),
        "variables": dict(step.session.variables),
        "path": [f"{one} {handle}" for one, handle in step.path if one != "start" and not one.startswith("says ")],
        "shown": step.shown,
        "effects": [_without(("block",), as_sent(one)) for one in (*effects, step.effect) if one],
        "until": step.until.isoformat() if step.until else None,
        "failure": step.session.failure,
    }
    return {name: value for name, value in turn.items() if value or name in ("messages", "ask", "status")}


def as_sent(struct: msgspec.Struct) -> Plain:
    """Return a message, ask or effect as it reads after it was written as JSON."""
    plain: Plain = msgspec.json.decode(msgspec.json.encode(struct))
    return plain


def _without(names: tuple[str, ...], plain: Plain) -> Plain:
    return {name: value for name, value in plain.items() if name not in names}


def _with_ids(place: str, case: Plain) -> list[Plain]:
    return [{**one, "id": one.get("id") or f"{place}{index}"} for index, one in enumerate(case.get(place, ()))]


def _is_event(tested: Plain) -> bool:
    return block_types()[tested["type"]].kind.category is Category.EVENT


def _handles(tested: Plain) -> list[str]:
    flow = codec().convert({"id": "f", "name": "f", "events": [tested], "nodes": []})
    made: Block = flow.events[0]
    return [handle.name for handle in made.handles()]
