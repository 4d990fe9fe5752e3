"""Send the visitor to another page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dialogkit.document import Address, Block, Category, Fault, Kind, Severity
from dialogkit.engine import LEAVE, Message, Outcome, Turn
from dialogkit.expressions import web_address

__all__ = ("Redirect", "RedirectMessage")


class RedirectMessage(Message, frozen=True, kw_only=True, tag="redirect"):
    """An address the client opens once the messages before it have been read."""

    url: str
    new_tab: bool = False


class Redirect(Block, frozen=True, kw_only=True, tag="redirect"):
    """Open another page, in the same window or a new tab; the conversation goes on meanwhile."""

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Go to a page", "external-link")

    url: Address = ""
    new_tab: bool = False

    def texts(self) -> Iterator[str]:
        """Yield the address."""
        yield self.url

    def problems(self) -> Iterator[Fault]:
        """Yield a redirection to nowhere."""
        if not self.url:
            yield Fault("no_url", "The redirection leads nowhere.", "Paste an address.", Severity.WARNING, "url")

    def run(self, turn: Turn) -> Outcome:
        """Have the client open the page."""
        url = web_address(turn.text(self.url))
        if url:
            turn.emit(RedirectMessage(id=turn.message_id(), block=self.id, url=url, new_tab=self.new_tab))
        return LEAVE
