"""Flows that journeys hold."""

from __future__ import annotations

from typing import Any

from bench.reference import FLOW as REFERENCE

__all__ = ("GREETING", "REFERENCE", "a_document")


def a_document(id: str, *blocks: dict[str, Any], variables: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """Return a flow of one node that holds `blocks`."""
    document: dict[str, Any] = {
        "id": id,
        "name": id.replace("-", " ").title(),
        "variables": [{"name": name} for name in variables],
        "events": [{"type": "start", "id": "start"}],
        "nodes": [{"id": "main", "blocks": list(blocks)}],
        "edges": [{"from": {"block": "start"}, "to": {"node": "main"}}],
    }
    return document | more


GREETING = a_document(
    "greeting",
    {"type": "text_question", "id": "ask", "question": "Who are you?", "variable": "name"},
    {"type": "text", "id": "hello", "text": "Hello {{ name }}"},
    {"type": "text_question", "id": "again", "question": "And how are you?", "variable": "mood"},
    {"type": "text", "id": "bye", "text": "Bye {{ name }}"},
    variables=("name", "mood"),
)
