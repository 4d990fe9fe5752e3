"""Ask to choose with buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from dialogkit.document import Category, Fault, Handle, Kind, Part, Reference, Severity, Words
from dialogkit.document.limits import MAX_ITEMS
from dialogkit.engine import (
    Answer,
    Ask,
    Input,
    Item,
    Question,
    Refusal,
    Turn,
    asks_too_much,
    elements_of,
    offer_of,
    read_choice,
)
from dialogkit.expressions import Condition
from dialogkit.kit import ItemId, Value

__all__ = ("Button", "Buttons", "ChoiceAsk")


class Button(Part, frozen=True, kw_only=True):
    """One answer. Its id is a handle: an edge from it is taken when it is chosen."""

    id: ItemId
    label: Words = ""
    value: Words = ""
    """What is remembered instead of the label."""
    when: Condition | None = None
    """The button is offered only when this holds."""


class ChoiceAsk(Ask, frozen=True, kw_only=True, tag="choice"):
    """Items to choose from."""

    accepts: ClassVar[str] = "choice"

    items: tuple[Item, ...] = ()
    multiple: bool = False
    searchable: bool = False
    search_placeholder: str = ""
    min: int = 0
    max: int | None = None


class Buttons(Question, frozen=True, kw_only=True, tag="buttons"):
    """Ask to choose one or several; buttons can come from a list and depend on conditions.

    Where no button can be offered the conversation goes on.
    """

    kind: ClassVar[Kind] = Kind(Category.QUESTION, "Buttons", "square-check")
    translatable: ClassVar[tuple[str, ...]] = (*Question.translatable, "items[].label", "search_placeholder")

    items: Annotated[tuple[Button, ...], Meta(max_length=MAX_ITEMS)] = ()
    from_list: Reference = ""
    """A list variable whose elements are the buttons; while it holds none, `items` are."""
    multiple: bool = False
    searchable: bool = False
    search_placeholder: str = ""
    min: Annotated[int, Meta(ge=0)] = 0
    max: Annotated[int, Meta(ge=1)] | None = None

    def handles(self) -> tuple[Handle, ...]:
        """Return a handle for each button, and the common way on."""
        if self.multiple:
            return super().handles()
        return (*(Handle(item.id, item.label) for item in self.items), *super().handles())

    def reads(self) -> Iterator[str]:
        """Yield the list the buttons come from, and what they depend on."""
        if self.from_list:
            yield self.from_list
        for item in self.items:
            if item.when is not None:
                yield from item.when.variables()

    def texts(self) -> Iterator[str]:
        """Yield all texts with names in them."""
        yield from super().texts()
        yield self.search_placeholder
        for item in self.items:
            yield from (item.label, item.value)
            if item.when is not None:
                yield from item.when.texts()

    def problems(self) -> Iterator[Fault]:
        """Yield a choice of nothing, and one that cannot be made."""
        if not self.items and not self.from_list:
            yield Fault("no_items", "There is nothing to choose.", "Add a button.", Severity.WARNING, "items")
        elif asks_too_much(self, listed=bool(self.from_list)):
            yield Fault(
                "no_answer_fits",
                "More buttons must be chosen than can be, so no answer is accepted.",
                "Lower the least number of answers.",
                field="min",
            )
        for item in self.items:
            if not item.label:
                yield Fault(
                    "no_label", "A button has no words.", "Write its label.", Severity.WARNING, f"items.{item.id}.label"
                )

    def ask(self, turn: Turn) -> ChoiceAsk | None:
        """Return the buttons offered now; None where there are none."""
        items = self._offered(turn)
        if not items:
            return None
        return ChoiceAsk(items=items, **offer_of(self, turn), **self.shared(turn))

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return what was chosen."""
        return read_choice(self, turn, self._offered(turn), reply)

    def _offered(self, turn: Turn) -> tuple[Item, ...]:
        listed = _items_of(turn, turn.get(self.from_list)) if self.from_list else ()
        if listed:
            return listed
        return tuple(
            Item(id=item.id, label=turn.text(item.label), value=turn.text(item.value))
            for item in self.items
            if item.when is None or turn.test(item.when)
        )


def _items_of(turn: Turn, value: Value) -> tuple[Item, ...]:
    texts = dict.fromkeys(map(turn.program.dialect.text, elements_of(value)))
    return tuple(Item(id=f"choice{index}", label=text) for index, text in enumerate(t for t in texts if t))
