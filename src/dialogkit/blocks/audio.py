"""Play a sound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dialogkit.document import Address, Block, Category, Fault, Kind, Severity
from dialogkit.engine import LEAVE, Message, Outcome, Turn
from dialogkit.expressions import web_address

__all__ = ("Audio", "AudioMessage")


class AudioMessage(Message, frozen=True, kw_only=True, tag="audio"):
    """A sound with controls to play it."""

    url: str
    autoplay: bool = False


class Audio(Block, frozen=True, kw_only=True, tag="audio"):
    """Offer a sound to listen to. Without an address nothing is shown."""

    kind: ClassVar[Kind] = Kind(Category.BUBBLE, "Audio", "volume")

    url: Address = ""
    autoplay: bool = False

    def texts(self) -> Iterator[str]:
        """Yield the address."""
        yield self.url

    def problems(self) -> Iterator[Fault]:
        """Yield what a visitor would miss."""
        if not self.url:
            yield Fault("no_url", "The sound has no address.", "Choose a file.", Severity.WARNING, "url")

    def run(self, turn: Turn) -> Outcome:
        """Offer the sound."""
        url = web_address(turn.text(self.url))
        if url:
            turn.emit(AudioMessage(id=turn.message_id(), block=self.id, url=url, autoplay=self.autoplay))
        return LEAVE
