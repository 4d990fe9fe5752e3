"""Show a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dialogkit.document import Address, Block, Category, Fault, Kind, Severity, Words
from dialogkit.engine import LEAVE, Message, Outcome, Turn
from dialogkit.expressions import media_address, web_address

__all__ = ("Image", "ImageMessage")


class ImageMessage(Message, frozen=True, kw_only=True, tag="image"):
    """A picture; `alt` tells who cannot see it what it shows."""

    url: str
    alt: str = ""
    link: str = ""
    """Where a click leads."""


class Image(Block, frozen=True, kw_only=True, tag="image"):
    """Show a picture, which may lead somewhere when it is clicked. Without an address nothing is shown."""

    kind: ClassVar[Kind] = Kind(Category.BUBBLE, "Image", "photo")
    translatable: ClassVar[tuple[str, ...]] = ("alt",)

    url: Address = ""
    alt: Words = ""
    link: Address = ""

    def texts(self) -> Iterator[str]:
        """Yield the addresses and the description."""
        yield from (self.url, self.alt, self.link)

    def problems(self) -> Iterator[Fault]:
        """Yield what a visitor would miss."""
        if not self.url:
            yield Fault("no_url", "The image has no address.", "Choose a picture.", Severity.WARNING, "url")
        elif not self.alt:
            yield Fault(
                "no_alt",
                "The image has no description for visitors who cannot see it.",
                "Say in a few words what it shows.",
                Severity.WARNING,
                "alt",
            )

    def run(self, turn: Turn) -> Outcome:
        """Show the picture."""
        url = media_address(turn.text(self.url))
        alt, link = turn.text(self.alt), web_address(turn.text(self.link))
        if url:
            turn.emit(ImageMessage(id=turn.message_id(), block=self.id, url=url, alt=alt, link=link))
        return LEAVE
