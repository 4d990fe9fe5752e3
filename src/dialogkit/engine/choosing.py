"""What questions with items to choose from share: reading what was chosen, and how many may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypedDict

from dialogkit.document import NEXT
from dialogkit.document.limits import MAX_ITEMS
from dialogkit.engine.inputs import ChoiceInput, Input, TextInput
from dialogkit.engine.outputs import Item
from dialogkit.engine.questions import Answer, Refusal
from dialogkit.engine.turn import Turn
from dialogkit.expressions import Choosable
from dialogkit.kit import ItemId, Value

__all__ = ("Choice", "asks_too_much", "elements_of", "offer_of", "read_choice")


class _Named(Protocol):
    @property
    def id(self) -> ItemId: ...


class Choice(Protocol):
    """A question with items, of which one or several are chosen."""

    @property
    def items(self) -> Sequence[_Named]:
        """The author's items; their ids are handles."""
        ...

    @property
    def multiple(self) -> bool:
        """True where several may be chosen."""
        ...

    @property
    def searchable(self) -> bool:
        """True where the items can be searched."""
        ...

    @property
    def search_placeholder(self) -> str:
        """What stands in the empty field for that."""
        ...

    @property
    def min(self) -> int:
        """The least number of several."""
        ...

    @property
    def max(self) -> int | None:
        """The greatest number of several; None is all."""
        ...


class Offer(TypedDict):
    """The fields that asks with items share."""

    multiple: bool
    searchable: bool
    search_placeholder: str
    min: int
    max: int | None


def offer_of(choice: Choice, turn: Turn) -> Offer:
    """Return how the items are offered."""
    return {
        "multiple": choice.multiple,
        "searchable": choice.searchable,
        "search_placeholder": turn.text(choice.search_placeholder),
        "min": choice.min,
        "max": choice.max,
    }


def read_choice(choice: Choice, turn: Turn, offered: Sequence[Item], reply: Input) -> Answer | Refusal:
    """Return what was chosen of `offered`, if it is neither too few nor too many."""
    chosen = _chosen(turn, offered, reply, multiple=choice.multiple)
    if not chosen:
        return Refusal("choice.none")
    values = [item.value or item.label for item in chosen]
    shown = ", ".join(item.label for item in chosen)
    if not choice.multiple:
        known = any(item.id == chosen[0].id for item in choice.items)
        return Answer(values[0], shown, chosen[0].id if known else NEXT)
    if len(chosen) < choice.min or (choice.max is not None and len(chosen) > choice.max):
        return _how_many(choice.min, choice.max)
    return Answer(turn.program.dialect.join(values), shown)


def _chosen(turn: Turn, offered: Sequence[Item], reply: Input, *, multiple: bool) -> Sequence[Choosable] | None:
    """Return the items that a reply names by id, or in words; None where it names others."""
    if isinstance(reply, ChoiceInput):
        chosen = [item for item in offered if item.id in reply.items]
        known = len(chosen) == len(set(reply.items))
        return chosen if known and (multiple or len(chosen) == 1) else None
    if isinstance(reply, TextInput):
        return turn.program.dialect.answers.choose(offered, reply.text, multiple=multiple)
    return None


def asks_too_much(choice: Choice, *, listed: bool) -> bool:
    """Return whether more must be chosen than can be; `listed` items come from a variable, in any number."""
    if not choice.multiple:
        return False
    if choice.max is not None and choice.max < choice.min:
        return True
    return not listed and len(choice.items) < choice.min


def elements_of(value: Value) -> list[Value]:
    """Return the elements of a list that items are made of; another value is one."""
    return value[:MAX_ITEMS] if isinstance(value, list) else [] if value is None else [value]


def _how_many(least: int, most: int | None) -> Refusal:
    if most is None:
        return Refusal("choice.too_few", {"least": least})
    if least == most:
        return Refusal("choice.not_exactly", {"least": least})
    return Refusal("choice.outside" if least else "choice.too_many", {"least": least, "most": most})
