"""Ask to choose with buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from msgspec import Meta

from dialogkit.document import NEXT, Category, Fault, Handle, Kind, Part, Reference, Severity, Words
from dialogkit.document.limits import MAX_ITEMS
from dialogkit.engine import Answer, Ask, ChoiceInput, Input, Item, Question, Refusal, TextInput, Turn
from dialogkit.expressions import Choosable, Condition
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
        elif self.multiple and self._asks_too_much():
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
        return ChoiceAsk(
            items=items,
            multiple=self.multiple,
            searchable=self.searchable,
            search_placeholder=turn.text(self.search_placeholder),
            min=self.min,
            max=self.max,
            **self.shared(turn),
        )

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return what was chosen."""
        offered = self._offered(turn)
        chosen = _chosen(turn, offered, reply, multiple=self.multiple)
        if not chosen:
            return Refusal("choice.none")
        if not self.multiple:
            return Answer(chosen[0].value or chosen[0].label, chosen[0].label, self._way(chosen[0].id))
        if len(chosen) < self.min or (self.max is not None and len(chosen) > self.max):
            return _how_many(self.min, self.max)
        shown = ", ".join(item.label for item in chosen)
        return Answer(turn.program.dialect.join([item.value or item.label for item in chosen]), shown)

    def _way(self, chosen: str) -> str:
        return chosen if any(item.id == chosen for item in self.items) else NEXT

    def _asks_too_much(self) -> bool:
        if self.max is not None and self.max < self.min:
            return True
        return not self.from_list and len(self.items) < self.min

    def _offered(self, turn: Turn) -> tuple[Item, ...]:
        listed = _items_of(turn, turn.get(self.from_list)) if self.from_list else ()
        if listed:
            return listed
        return tuple(
            Item(id=item.id, label=turn.text(item.label), value=turn.text(item.value))
            for item in self.items
            if item.when is None or turn.test(item.when)
        )


def _how_many(least: int, most: int | None) -> Refusal:
    if most is None:
        return Refusal("choice.too_few", {"least": least})
    if least == most:
        return Refusal("choice.not_exactly", {"least": least})
    return Refusal("choice.outside" if least else "choice.too_many", {"least": least, "most": most})


def _items_of(turn: Turn, value: Value) -> tuple[Item, ...]:
    values = value if isinstance(value, list) else [] if value is None else [value]
    texts = dict.fromkeys(turn.program.dialect.text(element) for element in values[:MAX_ITEMS])
    return tuple(Item(id=f"choice{index}", label=text) for index, text in enumerate(t for t in texts if t))


def _chosen(turn: Turn, offered: Sequence[Item], reply: Input, *, multiple: bool) -> Sequence[Choosable] | None:
    if isinstance(reply, ChoiceInput):
        chosen = [item for item in offered if item.id in reply.items]
        known = len(chosen) == len(set(reply.items))
        return chosen if known and (multiple or len(chosen) == 1) else None
    if isinstance(reply, TextInput):
        return turn.program.dialect.answers.choose(offered, reply.text, multiple=multiple)
    return None
