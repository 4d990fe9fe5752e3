"""Flows that would take a server down: the journeys try that each fails properly, `isolation` who notices."""

from __future__ import annotations

from typing import Any

__all__ = ("ENDLESS", "SCRIPTS", "asking", "large", "with_script")

ASK = {"type": "text_question", "id": "ask", "question": "Ready?", "variable": "said"}
START = {"from": {"block": "start"}, "to": {"node": "main"}}


def asking(id: str, *blocks: dict[str, Any], variables: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a flow that asks once, then goes through `blocks`."""
    return {
        "id": id,
        "name": id.replace("-", " ").title(),
        "variables": [{"name": name} for name in ("said", *variables)],
        "events": [{"type": "start", "id": "start"}],
        "nodes": [{"id": "main", "blocks": [ASK, *blocks]}],
        "edges": [START],
    }


def _endless(id: str, *blocks: dict[str, Any], variables: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a flow that asks once, then goes round `blocks` for ever."""
    back = {"from": {"node": "main", "block": blocks[-1]["id"]}, "to": {"node": "main", "block": blocks[0]["id"]}}
    return asking(id, *blocks, variables=variables) | {"edges": [START, back]}


def with_script(id: str, code: str) -> dict[str, Any]:
    """Return a flow that asks once, then runs `code` and tells how that went."""
    document = asking(
        id,
        {"type": "script", "id": "run", "code": code, "error_variable": "why"},
        {"type": "text", "id": "fine", "text": "It went well"},
        {"type": "end", "id": "over"},
        {"type": "text", "id": "failed", "text": "Failed: {{ why }}"},
        variables=("why",),
    )
    error = {"from": {"node": "main", "block": "run", "handle": "error"}, "to": {"node": "main", "block": "failed"}}
    return document | {"edges": [START, error]}


def large(id: str, nodes: int) -> dict[str, Any]:
    """Return a flow of so many nodes in a row that asks once, then goes through the last eight."""
    document = asking(id)
    document["nodes"] += [
        {"id": f"n{n}", "blocks": [{"type": "text", "id": f"t{n}", "text": f"Node {n}"}]} for n in range(nodes - 1)
    ]
    way = [("main", "ask", nodes - 9), *((f"n{n}", f"t{n}", n + 1) for n in range(nodes - 2))]
    edges = [{"from": {"node": node, "block": block}, "to": {"node": f"n{n}"}} for node, block, n in way]
    return document | {"edges": [START, *edges]}


def _remembering(variable: str, text: str) -> dict[str, Any]:
    return {"type": "set_variable", "id": "set", "variable": variable, "value": {"type": "text", "text": text}}


ENDLESS: dict[str, tuple[dict[str, Any], str]] = {
    "endless-loop": (_endless("endless-loop", _remembering("said", "round")), "too_many_steps"),
    "variable-bomb": (
        _endless("variable-bomb", _remembering("bomb", "{{ bomb }}{{ bomb }}"), variables=("bomb",)),
        "value_too_large",
    ),
    "text-bomb": (
        _endless("text-bomb", _remembering("said", "{% for i in (1..200) %}{{ said | size }}{% endfor %}")),
        "too_much_work",
    ),
    "message-bomb": (_endless("message-bomb", {"type": "text", "id": "spam", "text": "spam"}), "too_many_messages"),
}
"""Flows that never stop by themselves, and the failure each ends in."""

SCRIPTS = {
    "endless-script": "while (true) {}",
    "memory-script": "const all = []; while (true) all.push(new Array(100000).fill('x'.repeat(1000)));",
    "deep-script": "const deeper = n => 1 + deeper(n + 1); return deeper(0);",
    "regex-script": "return /^(a+)+$/.test('a'.repeat(40) + '!');",
}
