"""Look through an update from outside before it is taken in: it may hold what a draft is made of, and nothing else.

The library that applies it walks nested values by recursion, so that a value nested deep enough ends the process;
a draft has maps, one level of maps in them, and JSON values of a modest depth. The format is that of Yjs, version 1:
for each author a list of structs, then what was deleted.
"""

from __future__ import annotations

from dialogkit.kit import InvalidRequest

__all__ = ("admit",)

MAX_DEPTH = 48
"""How deep a value may be nested."""
_LONGEST_NUMBER = 9
"""Bytes of the largest number, 2**53, seven bits in each."""

_GC, _DELETED, _TYPE, _ANY, _SKIP = 0, 1, 7, 8, 10
_MAP = 1
_ORIGIN, _RIGHT_ORIGIN, _KEY = 0x80, 0x40, 0x20
_PLAIN_BYTES = {127: 0, 126: 0, 124: 4, 123: 8, 122: 8, 121: 0, 120: 0}
"""Tag of a value without members -> how many bytes follow."""
_INTEGER, _TEXT, _OBJECT, _LIST, _BYTES = 125, 119, 118, 117, 116


def admit(update: bytes) -> None:
    """Raise `InvalidRequest` unless `update` is one that a draft can take in."""
    walk = _Walk(update)
    try:
        walk.structs()
        walk.deletions()
    except IndexError:
        raise InvalidRequest("This is no update of a draft: it ends too early.") from None
    if walk.at != len(update):
        raise InvalidRequest("This is no update of a draft: something follows it.")


class _Walk:
    """One way through an update."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def structs(self) -> None:
        for _ in range(self._number()):
            count = self._number()
            self._numbers(2)
            for _ in range(count):
                self._struct(self._byte())

    def deletions(self) -> None:
        for _ in range(self._number()):
            self._number()
            for _ in range(self._number()):
                self._numbers(2)

    def _struct(self, info: int) -> None:
        kind = info & 0x1F
        if kind in (_GC, _SKIP):
            self._number()
            return
        is_root = True
        if info & _ORIGIN:
            self._numbers(2)
        if info & _RIGHT_ORIGIN:
            self._numbers(2)
        if not info & (_ORIGIN | _RIGHT_ORIGIN):
            is_root = self._parent(has_key=bool(info & _KEY))
        self._content(kind, may_be_map=is_root)

    def _parent(self, *, has_key: bool) -> bool:
        is_root = self._number() == 1
        if is_root:
            self._text()
        else:
            self._numbers(2)
        if not has_key:
            raise InvalidRequest("A draft consists of maps.")
        self._text()
        return is_root

    def _content(self, kind: int, *, may_be_map: bool) -> None:
        if kind == _DELETED:
            self._number()
        elif kind == _ANY:
            for _ in range(self._number()):
                self._value()
        elif kind == _TYPE and may_be_map and self._number() == _MAP:
            return
        else:
            raise InvalidRequest("A draft consists of maps, their entries and the entries' fields.")

    def _value(self) -> None:
        """Pass one JSON value, without recursion."""
        open_members = [1]
        while open_members:
            if not open_members[-1]:
                open_members.pop()
                continue
            is_member = open_members[-1] < 0
            if is_member:
                self._text()
                open_members[-1] += 1
            else:
                open_members[-1] -= 1
            members = self._one()
            if members:
                open_members.append(members)
            if len(open_members) > MAX_DEPTH:
                raise InvalidRequest(f"A value in a draft is nested at most {MAX_DEPTH} deep.")

    def _one(self) -> int:
        """Pass the head of a value; return how many members follow, below 0 where they have names."""
        tag = self._byte()
        if tag in _PLAIN_BYTES:
            self._skip(_PLAIN_BYTES[tag])
        elif tag == _INTEGER:
            self._number()
        elif tag in (_TEXT, _BYTES):
            self._text()
        elif tag == _LIST:
            return self._number()
        elif tag == _OBJECT:
            return -self._number()
        else:
            raise InvalidRequest("This is no update of a draft: a value is of no known kind.")
        return 0

    def _text(self) -> None:
        self._skip(self._number())

    def _skip(self, count: int) -> None:
        self.at += count
        if self.at > len(self._data):
            raise IndexError

    def _byte(self) -> int:
        byte = self._data[self.at]
        self.at += 1
        return byte

    def _numbers(self, count: int) -> None:
        for _ in range(count):
            self._number()

    def _number(self) -> int:
        number = shift = 0
        for _ in range(_LONGEST_NUMBER):
            byte = self._data[self.at]
            self.at += 1
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number
        raise InvalidRequest("This is no update of a draft: a number is too long.")
