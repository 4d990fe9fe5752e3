"""The reference conversation: five turns that every platform can hold.

A greeting and a name; a name; an age answered "abc" and refused; an age, a branch on 18
and a choice of three; the choice, a computed variable, a goodbye with the name.
"""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = ("FLOW", "TURNS", "Script")

COLOURS = ("Red", "Green", "Blue")
TURNS = 5

FLOW: dict[str, Any] = {
    "id": "reference",
    "name": "Reference conversation",
    "variables": [
        {"name": "name"},
        {"name": "age", "type": "number"},
        {"name": "colour"},
        {"name": "score", "type": "number"},
    ],
    "events": [{"type": "start", "id": "start"}],
    "nodes": [
        {
            "id": "opening",
            "blocks": [
                {"type": "text", "id": "hello", "text": "Hello"},
                {"type": "text_question", "id": "ask_name", "question": "What is your name?", "variable": "name"},
                {
                    "type": "number",
                    "id": "ask_age",
                    "question": "What is your age, {{ name }}?",
                    "retry": "Please write a number.",
                    "variable": "age",
                },
                {
                    "type": "condition",
                    "id": "of_age",
                    "branches": [
                        {
                            "id": "adult",
                            "when": {"comparisons": [{"variable": "age", "operator": "at_least", "value": "18"}]},
                        }
                    ],
                },
            ],
        },
        {"id": "adult", "blocks": [{"type": "text", "id": "is_adult", "text": "You are an adult."}]},
        {"id": "minor", "blocks": [{"type": "text", "id": "is_minor", "text": "You are a minor."}]},
        {
            "id": "closing",
            "blocks": [
                {
                    "type": "buttons",
                    "id": "ask_colour",
                    "question": "Which colour do you like?",
                    "variable": "colour",
                    "items": [{"id": colour.lower(), "label": colour} for colour in COLOURS],
                },
                {
                    "type": "set_variable",
                    "id": "compute",
                    "variable": "score",
                    "value": {"type": "code", "code": "{{ age }} * 10"},
                },
                {"type": "text", "id": "goodbye", "text": "Goodbye {{ name }}, score {{ score }}, {{ colour }}"},
            ],
        },
    ],
    "edges": [
        {"from": {"block": "start"}, "to": {"node": "opening"}},
        {"from": {"node": "opening", "block": "of_age", "handle": "adult"}, "to": {"node": "adult"}},
        {"from": {"node": "opening", "block": "of_age", "handle": "else"}, "to": {"node": "minor"}},
        {"from": {"node": "adult", "block": "is_adult"}, "to": {"node": "closing"}},
        {"from": {"node": "minor", "block": "is_minor"}, "to": {"node": "closing"}},
    ],
}


class Script(msgspec.Struct, frozen=True):
    """What one visitor says, and what has to be answered."""

    number: int

    @property
    def inputs(self) -> tuple[dict[str, Any], ...]:
        """The inputs of turns 1 to 4."""
        texts = (f"Ada{self.number}", "abc", str(self.age))
        choice = {"type": "choice", "items": [COLOURS[self.number % 3].lower()]}
        return (*({"type": "text", "text": text} for text in texts), choice)

    @property
    def age(self) -> int:
        """An age of this visitor's own, so that crossed conversations are seen."""
        return 10 + self.number * 7 % 60

    def check(self, turn: int, said: str) -> None:
        """Raise `AssertionError` where turn `turn` did not say what it must."""
        kind = "adult" if self.age >= 18 else "minor"
        goodbye = f"Goodbye Ada{self.number}, score {self.age * 10}, {COLOURS[self.number % 3]}"
        wanted = ("Hello", f"age, Ada{self.number}", "a number", kind, goodbye)[turn]
        if wanted not in said:
            raise AssertionError(f"turn {turn} of visitor {self.number} said {said!r}, not {wanted!r}")
