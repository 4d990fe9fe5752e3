"""A flow for the builder to show: laid out by hand, with every kind of row, and later a draft that differs."""

from __future__ import annotations

import copy
from typing import Any

__all__ = ("ANSWERS", "clinic", "clinic_draft", "long_flow")

Document = dict[str, Any]

OPEN = {"comparisons": [{"variable": "practice_open", "operator": "is", "value": "yes"}]}
HIGH = {"comparisons": [{"variable": "pain_level", "operator": "at_least", "value": "7"}]}


def _text(id: str, text: str) -> Document:
    return {"type": "text", "id": id, "text": text}


def _button(id: str, label: str, **more: Any) -> Document:
    return {"id": id, "label": label, **more}


def _edge(block: str, to: str, handle: str = "next", node: str | None = None) -> Document:
    source = {"block": block} | ({"node": node} if node else {}) | ({} if handle == "next" else {"handle": handle})
    return {"from": source, "to": {"node": to}}


_NODES: list[Document] = [
    {
        "id": "welcome",
        "title": "Welcome",
        "blocks": [
            _text("hello", "Book your dentist in under a minute."),
            {"type": "text_question", "id": "ask_name", "question": "Who are we talking to?", "variable": "name"},
            {
                "type": "set_variable",
                "id": "open_now",
                "variable": "practice_open",
                "value": {"type": "text", "text": "yes"},
            },
        ],
    },
    {
        "id": "reason",
        "title": "Reason for visit",
        "blocks": [
            _text("what", "What can we do for you, {{ name }}?"),
            {
                "type": "buttons",
                "id": "ask_reason",
                "variable": "reason",
                "items": [
                    _button("pain", "Toothache or pain"),
                    _button("today", "See someone today", when=OPEN),
                    _button("check", "Check-up"),
                    _button("clean", "Hygienist"),
                    _button("other", "Something else"),
                ],
            },
        ],
    },
    {
        "id": "pain_check",
        "title": "Pain check",
        "blocks": [
            {
                "type": "rating",
                "id": "rate",
                "question": "I'm sorry to hear that. How strong is it?",
                "variable": "pain_level",
                "from": 0,
                "to": 10,
                "left": "none",
                "right": "unbearable",
            },
            {
                "type": "condition",
                "id": "how_bad",
                "branches": [{"id": "high", "label": "7 or more", "when": HIGH}],
            },
        ],
    },
    {
        "id": "call",
        "title": "Call us now",
        "blocks": [
            _text("ring", "Please ring 020 7946 0142."),
            {"type": "end", "id": "end_call"},
        ],
    },
    {
        "id": "find",
        "title": "Find a time",
        "blocks": [
            {
                "type": "http_request",
                "id": "fetch",
                "url": "https://book.example/free?for={{ reason }}",
                "saves": [{"path": "slots", "variable": "slots"}],
            },
            {
                "type": "date",
                "id": "ask_day",
                "question": "Which day suits you?",
                "variable": "day",
                "earliest": "today",
            },
        ],
    },
    {
        "id": "details",
        "title": "Your details",
        "blocks": [
            {"type": "phone", "id": "ask_phone", "variable": "phone", "attempts": 3},
            {"type": "email", "id": "ask_email", "variable": "email"},
        ],
    },
    {
        "id": "message",
        "title": "Leave a message",
        "blocks": [
            {"type": "text_question", "id": "ask_message", "variable": "message", "long": True},
            _text("thanks", "We'll ring you back by 17:00."),
        ],
    },
    {
        "id": "book",
        "title": "Book it",
        "blocks": [
            {"type": "set_variable", "id": "make_ref", "variable": "booking_ref", "value": {"type": "random_id"}},
            _text("booked", "Booked: {{ day }}. Your reference is {{ booking_ref }}."),
        ],
    },
]

_EDGES = [
    _edge("opens", "welcome"),
    _edge("over", "reason"),
    _edge("open_now", "reason", node="welcome"),
    _edge("ask_reason", "pain_check", "pain", "reason"),
    _edge("ask_reason", "message", "today", "reason"),
    _edge("ask_reason", "find", "check", "reason"),
    _edge("ask_reason", "find", "clean", "reason"),
    _edge("ask_reason", "message", "other", "reason"),
    _edge("how_bad", "call", "high", "pain_check"),
    _edge("how_bad", "find", "else", "pain_check"),
    _edge("fetch", "message", "error", "find"),
    _edge("ask_day", "details", node="find"),
    _edge("ask_phone", "message", "exhausted", "details"),
    _edge("ask_email", "book", node="details"),
]

_LAYOUT = {
    "opens": (0, 0),
    "welcome": (0, 112),
    "over": (0, 312),
    "reason": (364, 0),
    "pain_check": (728, 0),
    "call": (728, 236),
    "find": (364, 324),
    "details": (364, 528),
    "message": (728, 444),
    "book": (364, 712),
}


def clinic() -> Document:
    """Return the flow as it was published."""
    return {
        "format": 1,
        "id": "clinic",
        "name": "Book a dentist",
        "variables": [
            {"name": "name", "type": "text", "privacy": "personal"},
            {"name": "practice_open", "type": "text"},
            {"name": "reason", "type": "text"},
            {"name": "pain_level", "type": "number", "privacy": "sensitive"},
            {"name": "slots"},
            {"name": "day", "type": "date"},
            {"name": "phone", "type": "text", "privacy": "personal"},
            {"name": "email", "type": "text", "privacy": "personal"},
            {"name": "message", "type": "text", "privacy": "personal"},
            {"name": "booking_ref", "type": "text"},
        ],
        "events": [{"type": "start", "id": "opens"}, {"type": "command", "id": "over", "command": "restart"}],
        "nodes": copy.deepcopy(_NODES),
        "edges": copy.deepcopy(_EDGES),
        "layout": {id: {"x": x, "y": y} for id, (x, y) in _LAYOUT.items()},
    }


def clinic_draft() -> Document:
    """Return the flow as its author has changed it since: a word, a new node, one gone, and a problem."""
    draft = clinic()
    nodes = {node["id"]: node for node in draft["nodes"]}
    nodes["welcome"]["blocks"][0]["text"] = "Book your dentist in less than a minute."
    nodes["message"]["blocks"].append({"type": "image", "id": "portrait"})
    draft["nodes"] = [node for node in draft["nodes"] if node["id"] != "call"]
    draft["nodes"].append({"id": "urgent", "title": "Urgent", "blocks": [_text("come", "Please come at once.")]})
    draft["edges"] = [edge for edge in draft["edges"] if (edge["to"] or {}).get("node") != "call"]
    draft["edges"].append(_edge("how_bad", "urgent", "high", "pain_check"))
    draft["layout"]["urgent"] = {"x": 1092, "y": 0}
    return draft


ANSWERS: tuple[tuple[str, ...], ...] = (
    ("Owain Prosser", "other", "Do you take children?"),
    ("Grace Adeyemi", "pain", "8"),
    ("Hannah Whitfield", "other", "I lost a filling."),
    ("Marek Dvořák", "today", "After 16:00, please."),
    ("Siân Lloyd", "pain", "9"),
    ("Amit Desai", "other", "Where can I park?"),
    ("Chloe Bennett",),
    ("Yusuf Karaca", "today", "Any time."),
    ("Eleri Morgan", "pain", "10"),
    ("Daniel Osei", "other", "What does whitening cost?"),
    (),
    ("Ruth Feldman", "today", "Before noon."),
)
"""What visitors said; who stops early has left."""


def long_flow(nodes: int) -> Document:
    """Return a flow of many nodes with three blocks each, every one leading to the next and some back."""
    ids = [f"n{index}" for index in range(nodes)]
    return {
        "format": 1,
        "id": "long",
        "name": "A very long flow",
        "variables": [{"name": "answer", "type": "text"}],
        "events": [{"type": "start", "id": "opens"}],
        "nodes": [
            {
                "id": id,
                "title": f"Step {index + 1}",
                "blocks": [
                    _text(f"{id}a", f"This is step {index + 1}."),
                    {
                        "type": "buttons",
                        "id": f"{id}b",
                        "variable": "answer",
                        "items": [_button(f"{id}on", "On"), _button(f"{id}back", "Back")],
                    },
                    _text(f"{id}c", "Let us see."),
                ],
            }
            for index, id in enumerate(ids)
        ],
        "edges": [
            _edge("opens", "n0"),
            *(_edge(f"{id}c", ids[index + 1], node=id) for index, id in enumerate(ids[:-1])),
            *(_edge(f"{id}b", ids[index // 2], f"{id}back", id) for index, id in enumerate(ids) if index % 7 == 3),
        ],
        "layout": {id: {"x": (index % 40) * 364, "y": (index // 40) * 280} for index, id in enumerate(ids)}
        | {"opens": {"x": -364, "y": 0}},
    }
