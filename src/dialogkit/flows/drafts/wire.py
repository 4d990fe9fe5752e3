"""What a browser and the server say about a draft: the framing of y-websocket, and three messages of our own.

A message begins with its kind. Kinds 0, 1 and 3 are those of y-protocols (sync, awareness, query awareness); the
server alone says 100 (kept), 101 (problems) and 102 (refused). docs/reference/draft-protocol.md tells them all.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from dialogkit.kit import InvalidRequest

__all__ = (
    "Kind",
    "Message",
    "Reader",
    "Sync",
    "framed",
    "kept_message",
    "number",
    "presence_message",
    "problems_message",
    "read_message",
    "refused_message",
    "sync_message",
)


class Kind(IntEnum):
    """What a message is about."""

    SYNC = 0
    PRESENCE = 1
    QUERY_PRESENCE = 3
    KEPT = 100
    PROBLEMS = 101
    REFUSED = 102


class Sync(IntEnum):
    """The steps of exchanging a document."""

    STATE = 0
    """Here is how far I am; send what I lack."""
    MISSING = 1
    """Here is what you lack."""
    UPDATE = 2
    """Here is what I have just done."""


class Message(NamedTuple):
    """A message of a client; `sync` is None but for the kind `SYNC`."""

    kind: Kind
    sync: Sync | None = None
    data: bytes = b""


class Reader:
    """Reads numbers and pieces from bytes; raises `InvalidRequest` where they end too early."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self) -> int:
        """Read a whole number, seven bits a byte."""
        number = shift = 0
        while True:
            if self._at >= len(self._data) or shift > 56:
                raise InvalidRequest("This is no message about a draft.")
            byte = self._data[self._at]
            self._at += 1
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number

    def piece(self) -> bytes:
        """Read bytes whose number stands before them."""
        size = self.number()
        piece = self._data[self._at : self._at + size]
        if len(piece) < size:
            raise InvalidRequest("This is no message about a draft.")
        self._at += size
        return piece


def read_message(data: bytes) -> Message | None:
    """Return what a client says; None for a kind that is not ours to hear.

    Raises `InvalidRequest` for what is no message.
    """
    reader = Reader(data)
    kind = reader.number()
    if kind == Kind.SYNC:
        step = reader.number()
        if step > Sync.UPDATE:
            raise InvalidRequest("This is no message about a draft.")
        return Message(Kind.SYNC, Sync(step), reader.piece())
    if kind == Kind.PRESENCE:
        return Message(Kind.PRESENCE, data=reader.piece())
    return Message(Kind.QUERY_PRESENCE) if kind == Kind.QUERY_PRESENCE else None


def sync_message(step: Sync, data: bytes) -> bytes:
    """Return a message of exchanging the document."""
    return bytes((Kind.SYNC, step)) + framed(data)


def presence_message(data: bytes) -> bytes:
    """Return who is there."""
    return bytes((Kind.PRESENCE,)) + framed(data)


def kept_message(state: bytes, received: int) -> bytes:
    """Return how far the draft is durable, and how many of this client's updates are."""
    return bytes((Kind.KEPT,)) + framed(state) + number(received)


def problems_message(document: bytes) -> bytes:
    """Return what is wrong with the flow."""
    return bytes((Kind.PROBLEMS,)) + framed(document)


def refused_message(document: bytes) -> bytes:
    """Return why the server closes the connection."""
    return bytes((Kind.REFUSED,)) + framed(document)


def framed(data: bytes) -> bytes:
    """Return bytes with their number before them."""
    return number(len(data)) + data


def number(value: int) -> bytes:
    """Return a whole number, seven bits a byte."""
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)
