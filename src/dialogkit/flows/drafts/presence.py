"""Who is at work on a draft, as each client tells of itself: name, colour, cursor, selection.

Nothing of it is kept. What a client says is handed on as it is, so that new things can be told without the server;
only JSON of modest size is, and the newest of each.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from dialogkit.flows.drafts.wire import Reader, framed, number
from dialogkit.kit import InvalidRequest, TooLarge

__all__ = ("Presence",)

MAX_STATE = 8_000
"""Bytes that a client may tell of itself."""
MAX_TOLD = 500
"""How many clients one message may tell of: browsers hand on what they hear of others."""
GONE = b"null"


class _State(NamedTuple):
    clock: int
    text: bytes
    teller: object


class Presence:
    """The newest state of every client."""

    def __init__(self) -> None:
        self._states: dict[int, _State] = {}

    def take(self, data: bytes, teller: object) -> bytes:
        """Take in what a client tells; return what others are to be told, "" for nothing.

        Raises `InvalidRequest` for what is nothing of the kind.
        """
        reader = Reader(data)
        count = reader.number()
        if count > MAX_TOLD:
            raise TooLarge(f"A message tells of at most {MAX_TOLD} people.")
        news: dict[int, tuple[int, bytes]] = {}
        for _ in range(count):
            client, clock, text = reader.number(), reader.number(), reader.piece()
            if self._is_new(client, clock, text):
                self._put(client, clock, _checked(text), teller)
                news[client] = (clock, text)
        return _encoded(news) if news else b""

    def leave(self, teller: object) -> bytes:
        """Forget whom a connection told of; return what others are to be told, "" for nothing."""
        left = {client: state.clock for client, state in self._states.items() if state.teller is teller}
        for client in left:
            del self._states[client]
        return _encoded({client: (clock, GONE) for client, clock in left.items()}) if left else b""

    def all(self) -> bytes:
        """Return everybody who is there; "" for nobody."""
        there = {client: (state.clock, state.text) for client, state in self._states.items()}
        return _encoded(there) if there else b""

    def _is_new(self, client: int, clock: int, text: bytes) -> bool:
        known = self._states.get(client)
        if known is None:
            return text != GONE
        return clock > known.clock or (clock == known.clock and text == GONE)

    def _put(self, client: int, clock: int, text: bytes, teller: object) -> None:
        if text == GONE:
            self._states.pop(client, None)
        elif client in self._states or len(self._states) < MAX_TOLD:
            self._states[client] = _State(clock, text, teller)
        else:
            raise TooLarge(f"At most {MAX_TOLD} people work on a draft at once.")


def _checked(text: bytes) -> bytes:
    if len(text) > MAX_STATE:
        raise TooLarge(f"A client tells at most {MAX_STATE:,} bytes of itself.")
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise InvalidRequest("What a client tells of itself is JSON.") from None
    return text


def _encoded(states: dict[int, tuple[int, bytes]]) -> bytes:
    told = (number(client) + number(clock) + framed(text) for client, (clock, text) in states.items())
    return number(len(states)) + b"".join(told)
