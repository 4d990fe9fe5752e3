"""Show a page inside the chat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, ClassVar

from msgspec import Meta

from dialogkit.document import NEXT, Address, Block, Category, Fault, Handle, Kind, Label, Reference, Severity, Words
from dialogkit.engine import LEAVE, Ask, EventInput, Leave, Message, Outcome, Turn, Wait, WaitsFor
from dialogkit.expressions import web_address

__all__ = ("Embed", "EmbedMessage", "EventAsk")

EXPIRED = "expired"


class EmbedMessage(Message, frozen=True, kw_only=True, tag="embed"):
    """A page in a frame."""

    url: str
    height: int
    title: str = ""
    event: str = ""
    """The news from the page that the conversation waits for."""


class EventAsk(Ask, frozen=True, kw_only=True, tag="event"):
    """Nothing to type: the page in the frame is to send `name`."""

    accepts: ClassVar[str] = "event"

    name: str
    timeout: float | None = None


class Embed(Block, frozen=True, kw_only=True, tag="embed"):
    """Show a page in a frame, and where an event is named, wait until the page sends it."""

    kind: ClassVar[Kind] = Kind(Category.BUBBLE, "Embed", "app-window")
    translatable: ClassVar[tuple[str, ...]] = ("title",)

    url: Address = ""
    title: Words = ""
    height: Annotated[int, Meta(ge=20, le=4000)] = 400
    event: Label = ""
    """The page sends `{type: event, data}` with postMessage; "" waits for nothing."""
    variable: Reference = ""
    """Where the event's data is kept."""
    timeout: Annotated[float, Meta(ge=0, le=86_400)] = 0
    """Seconds to wait for the event; 0 waits for ever."""

    @property
    def waits(self) -> bool:
        """True where an event is awaited."""
        return bool(self.event)

    def handles(self) -> tuple[Handle, ...]:
        """Return the way on, and the one for a page that stays silent."""
        late = (Handle(EXPIRED, "No news in time"),) if self.event and self.timeout else ()
        return (Handle(NEXT), *late)

    def texts(self) -> Iterator[str]:
        """Yield the address and the title."""
        yield from (self.url, self.title)

    def sets(self) -> tuple[str, ...]:
        """Return the variable that takes the event's data."""
        return (self.variable,) if self.variable and self.event else ()

    def problems(self) -> Iterator[Fault]:
        """Yield what a visitor would miss."""
        if not self.url:
            yield Fault("no_url", "The frame has no address.", "Paste the page's address.", Severity.WARNING, "url")

    def run(self, turn: Turn) -> Outcome:
        """Show the page, or take its news."""
        if isinstance(turn.reply, EventInput) and turn.reply.name == self.event:
            turn.save(self.variable, turn.reply.data)
            return LEAVE
        if turn.timed_out:
            return Leave(EXPIRED)
        if not isinstance(turn.reply, EventInput) and not turn.heard:
            self._show(turn)
        return self._wait(turn) if self.event else LEAVE

    def _show(self, turn: Turn) -> None:
        url, title = web_address(turn.text(self.url)), turn.text(self.title)
        if url:
            turn.emit(
                EmbedMessage(
                    id=turn.message_id(), block=self.id, url=url, height=self.height, title=title, event=self.event
                )
            )

    def _wait(self, turn: Turn) -> Wait:
        until = turn.now + timedelta(seconds=self.timeout) if self.timeout else None
        return Wait(WaitsFor.EVENT, EventAsk(block=self.id, name=self.event, timeout=self.timeout or None), until)
