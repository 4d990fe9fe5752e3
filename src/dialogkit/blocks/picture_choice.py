"""Ask to choose among pictures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Annotated, ClassVar

from msgspec import Meta

from dialogkit.document import Address, Category, Fault, Handle, Kind, Part, Reference, Severity, Words
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
from dialogkit.expressions import Condition, media_address
from dialogkit.kit import ItemId

__all__ = ("Picture", "PictureAsk", "PictureChoice", "PictureItem", "PictureLists")


class Picture(Part, frozen=True, kw_only=True):
    """One answer with a picture. Its id is a handle."""

    id: ItemId
    image: Address = ""
    title: Words = ""
    description: Words = ""
    value: Words = ""
    """What is remembered instead of the title."""
    when: Condition | None = None
    """The picture is offered only when this holds."""


class PictureLists(Part, frozen=True, kw_only=True):
    """List variables whose elements, side by side, make the pictures."""

    images: Reference = ""
    titles: Reference = ""
    descriptions: Reference = ""

    def names(self) -> tuple[str, ...]:
        """Return the variables that are named."""
        return tuple(name for name in (self.images, self.titles, self.descriptions) if name)


class PictureItem(Item, frozen=True, kw_only=True):
    """One picture to choose; its label is its title."""

    image: str = ""
    description: str = ""


class PictureAsk(Ask, frozen=True, kw_only=True, tag="picture"):
    """Pictures to choose from."""

    accepts: ClassVar[str] = "choice"

    items: tuple[PictureItem, ...]
    multiple: bool = False
    searchable: bool = False
    search_placeholder: str = ""
    min: int = 0
    max: int | None = None


class PictureChoice(Question, frozen=True, kw_only=True, tag="picture_choice"):
    """Ask to choose one or several of some pictures, which can come from lists and depend on conditions.

    Where no picture can be offered the conversation goes on.
    """

    kind: ClassVar[Kind] = Kind(Category.QUESTION, "Pictures", "library-photo")
    translatable: ClassVar[tuple[str, ...]] = (
        *Question.translatable,
        "items[].title",
        "items[].description",
        "search_placeholder",
    )

    items: Annotated[tuple[Picture, ...], Meta(max_length=MAX_ITEMS)] = ()
    from_lists: PictureLists | None = None
    """Pictures from variables; while these hold none, `items` are offered."""
    multiple: bool = False
    searchable: bool = False
    search_placeholder: Words = ""
    min: Annotated[int, Meta(ge=0)] = 0
    max: Annotated[int, Meta(ge=1)] | None = None

    def handles(self) -> tuple[Handle, ...]:
        """Return a handle for each picture, and the common way on."""
        if self.multiple:
            return super().handles()
        return (*(Handle(item.id, item.title) for item in self.items), *super().handles())

    def reads(self) -> Iterator[str]:
        """Yield the lists the pictures come from, and what they depend on."""
        if self.from_lists is not None:
            yield from self.from_lists.names()
        for item in self.items:
            if item.when is not None:
                yield from item.when.variables()

    def texts(self) -> Iterator[str]:
        """Yield all texts with names in them."""
        yield from super().texts()
        yield self.search_placeholder
        for item in self.items:
            yield from (item.image, item.title, item.description, item.value)
            if item.when is not None:
                yield from item.when.texts()

    def problems(self) -> Iterator[Fault]:
        """Yield a choice of nothing, and pictures a visitor cannot tell apart."""
        if not self.items and self.from_lists is None:
            yield Fault("no_items", "There is nothing to choose.", "Add a picture.", Severity.WARNING, "items")
        elif asks_too_much(self, listed=self.from_lists is not None):
            yield Fault(
                "no_answer_fits",
                "More pictures must be chosen than can be, so no answer is accepted.",
                "Lower the least number of answers.",
                field="min",
            )
        for item in self.items:
            if not item.title:
                yield Fault(
                    "no_label", "A picture has no title.", "Write one.", Severity.WARNING, f"items.{item.id}.title"
                )

    def ask(self, turn: Turn) -> PictureAsk | None:
        """Return the pictures offered now; None where there are none."""
        items = self._offered(turn)
        if not items:
            return None
        return PictureAsk(items=items, **offer_of(self, turn), **self.shared(turn))

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return what was chosen."""
        return read_choice(self, turn, self._offered(turn), reply)

    def _offered(self, turn: Turn) -> tuple[PictureItem, ...]:
        listed = _listed(turn, self.from_lists) if self.from_lists is not None else ()
        if listed:
            return listed
        return tuple(
            PictureItem(
                id=item.id,
                image=media_address(turn.text(item.image)),
                label=turn.text(item.title),
                description=turn.text(item.description),
                value=turn.text(item.value),
            )
            for item in self.items
            if item.when is None or turn.test(item.when)
        )


def _listed(turn: Turn, lists: PictureLists) -> tuple[PictureItem, ...]:
    text = turn.program.dialect.text
    columns = [elements_of(turn.get(name)) for name in (lists.images, lists.titles, lists.descriptions)]
    return tuple(
        PictureItem(id=f"choice{index}", image=media_address(text(image)), label=text(title), description=text(words))
        for index, (image, title, words) in enumerate(zip_longest(*columns))
    )
