"""Ask to choose on cards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Annotated, ClassVar, Literal, TypeAlias

import msgspec
from msgspec import Meta

from dialogkit.document import NEXT, Address, Category, Fault, Handle, Kind, Part, Reference, Severity, Words
from dialogkit.document.limits import MAX_ITEMS
from dialogkit.engine import Answer, Ask, ChoiceInput, Input, Item, Question, Refusal, TextInput, Turn, elements_of
from dialogkit.expressions import Condition, media_address
from dialogkit.kit import ItemId

__all__ = ("Action", "Card", "CardItem", "CardLists", "Cards", "CardsAsk", "Kept")

CardField: TypeAlias = Literal["image", "title", "description", "value", "action"]


class Action(Part, frozen=True, kw_only=True):
    """A button on a card. Its id is a handle."""

    id: ItemId
    label: Words = ""


class Card(Part, frozen=True, kw_only=True):
    """Something with a picture, words and buttons."""

    id: ItemId
    image: Address = ""
    title: Words = ""
    description: Words = ""
    value: Words = ""
    """A name of its own for what is on the card, kept where the author maps it."""
    actions: Annotated[tuple[Action, ...], Meta(max_length=20)] = ()
    when: Condition | None = None
    """The card is offered only when this holds."""


class CardLists(Part, frozen=True, kw_only=True):
    """List variables whose elements, side by side, make the cards, all with the same buttons."""

    images: Reference = ""
    titles: Reference = ""
    descriptions: Reference = ""
    values: Reference = ""
    actions: Annotated[tuple[Action, ...], Meta(max_length=20)] = ()

    def names(self) -> tuple[str, ...]:
        """Return the variables that are named."""
        return tuple(name for name in (self.images, self.titles, self.descriptions, self.values) if name)


class Kept(Part, frozen=True, kw_only=True):
    """What is kept of the chosen card, and in which variable."""

    field: CardField
    variable: Reference = ""


class CardItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A card as a client shows it; its label is its title."""

    id: str
    label: str = ""
    image: str = ""
    description: str = ""
    actions: tuple[Item, ...] = ()


class CardsAsk(Ask, frozen=True, kw_only=True, tag="cards"):
    """Cards to choose on; the id of a button answers."""

    accepts: ClassVar[str] = "choice"

    items: tuple[CardItem, ...]


class _Offer(msgspec.Struct, frozen=True):
    """A button of a card that is offered now: as it is chosen, and what choosing it means."""

    id: str
    label: str
    value: str
    handle: str
    card: dict[str, str]


class Cards(Question, frozen=True, kw_only=True, tag="cards"):
    """Ask to choose a button on one of some cards; each button leads its own way.

    The answer is the card's title. Where no card can be offered the conversation goes on.
    """

    kind: ClassVar[Kind] = Kind(Category.QUESTION, "Cards", "cards")
    translatable: ClassVar[tuple[str, ...]] = (
        *Question.translatable,
        "items[].title",
        "items[].description",
        "items[].actions[].label",
    )

    items: Annotated[tuple[Card, ...], Meta(max_length=MAX_ITEMS)] = ()
    from_lists: CardLists | None = None
    """Cards from variables; while these hold none, `items` are offered."""
    keeps: Annotated[tuple[Kept, ...], Meta(max_length=50)] = ()

    def handles(self) -> tuple[Handle, ...]:
        """Return a handle for each button, and the common way on."""
        actions = [action for item in self.items for action in item.actions]
        actions += self.from_lists.actions if self.from_lists else ()
        return (*(Handle(action.id, action.label) for action in actions), *super().handles())

    def sets(self) -> tuple[str, ...]:
        """Return the variables that take the answer and parts of the card."""
        return (*super().sets(), *(kept.variable for kept in self.keeps if kept.variable))

    def reads(self) -> Iterator[str]:
        """Yield the lists the cards come from, and what they depend on."""
        if self.from_lists is not None:
            yield from self.from_lists.names()
        for item in self.items:
            if item.when is not None:
                yield from item.when.variables()

    def texts(self) -> Iterator[str]:
        """Yield all texts with names in them."""
        yield from super().texts()
        for item in self.items:
            yield from (item.image, item.title, item.description, item.value)
            yield from (action.label for action in item.actions)
            if item.when is not None:
                yield from item.when.texts()
        if self.from_lists is not None:
            yield from (action.label for action in self.from_lists.actions)

    def problems(self) -> Iterator[Fault]:
        """Yield a choice of nothing, and cards without a button."""
        if not self.items and self.from_lists is None:
            yield Fault("no_items", "There is no card to choose.", "Add a card.", Severity.WARNING, "items")
        for item in self.items:
            if not item.actions:
                yield Fault(
                    "no_action",
                    "A card has no button, so it is not shown.",
                    "Add a button.",
                    Severity.WARNING,
                    f"items.{item.id}.actions",
                )

    def ask(self, turn: Turn) -> CardsAsk | None:
        """Return the cards offered now; None where there are none."""
        offers = self._offers(turn)
        if not offers:
            return None
        return CardsAsk(items=_as_shown(offers), **self.shared(turn))

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return the chosen card, and keep what the author wants of it."""
        chosen = _chosen(turn, self._offers(turn), reply)
        if chosen is None:
            return Refusal("choice.none")
        for kept in self.keeps:
            turn.save(kept.variable, chosen.card.get(kept.field) or None)
        title = chosen.card["title"]
        shown = f"{title}: {chosen.label}" if title and chosen.label else title or chosen.label
        return Answer(chosen.card["value"] or title or chosen.label, shown, chosen.handle)

    def _offers(self, turn: Turn) -> list[_Offer]:
        listed = _listed(turn, self.from_lists) if self.from_lists is not None else []
        if listed:
            return listed
        return [
            offer
            for item in self.items
            if item.actions and (item.when is None or turn.test(item.when))
            for offer in _offers_of(turn, item)
        ]


def _offers_of(turn: Turn, item: Card) -> Iterator[_Offer]:
    image, title, description, value = turn.texts((item.image, item.title, item.description, item.value))
    card = {"id": item.id, "image": media_address(image), "title": title, "description": description, "value": value}
    for action in item.actions:
        label = turn.text(action.label)
        yield _Offer(action.id, label, title, action.id, {**card, "action": label})


def _listed(turn: Turn, lists: CardLists) -> list[_Offer]:
    text = turn.program.dialect.text
    names = (lists.images, lists.titles, lists.descriptions, lists.values)
    rows = list(zip_longest(*(elements_of(turn.get(name)) for name in names)))
    actions = [(action.id, turn.text(action.label)) for action in lists.actions or (Action(id=ItemId(NEXT)),)]
    offers = []
    for index, row in enumerate(rows):
        image, title, description, value = map(text, row)
        card = {
            "id": f"card{index}",
            "image": media_address(image),
            "title": title,
            "description": description,
            "value": value,
        }
        for action, label in actions:
            offers.append(_Offer(f"card{index}:{action}", label, title, action, {**card, "action": label}))
    return offers


def _as_shown(offers: list[_Offer]) -> tuple[CardItem, ...]:
    cards: dict[str, list[_Offer]] = {}
    for offer in offers:
        cards.setdefault(offer.card["id"], []).append(offer)
    return tuple(
        CardItem(
            id=id,
            label=group[0].card["title"],
            image=group[0].card["image"],
            description=group[0].card["description"],
            actions=tuple(Item(id=offer.id, label=offer.label) for offer in group),
        )
        for id, group in cards.items()
    )


def _chosen(turn: Turn, offers: list[_Offer], reply: Input) -> _Offer | None:
    if isinstance(reply, ChoiceInput):
        named = [offer for offer in offers if offer.id in reply.items]
        return named[0] if len(named) == 1 == len(reply.items) else None
    if not isinstance(reply, TextInput):
        return None
    found = turn.program.dialect.answers.choose_card(offers, reply.text)
    return next((offer for offer in offers if found is not None and offer.id == found.id), None)
