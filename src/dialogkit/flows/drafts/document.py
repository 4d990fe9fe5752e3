"""The shared document of a draft: the one place that knows pycrdt.

It takes in updates, is written to, tells its state, and gives its maps as plain values. It is used from the event
loop's thread only. Updates from outside have been through `admission`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from math import isfinite
from typing import Any

from pycrdt import Doc, Map, TransactionEvent, merge_updates

from dialogkit.flows.drafts.shape import MAPS, Entry, Maps
from dialogkit.flows.drafts.writing import GONE, Change
from dialogkit.kit import InvalidRequest

__all__ = ("EMPTY_UPDATE", "SharedDocument")

EMPTY_UPDATE = b"\x00\x00"
"""What Yjs sends where there is nothing to send."""
_SAFE = 2**53


class SharedDocument:
    """A Yjs document whose root maps are those of a draft."""

    def __init__(self) -> None:
        self._doc: Doc[Any] = Doc()
        self._roots = {name: self._doc.get(name, type=Map) for name in MAPS}
        self._maps: Maps = {name: {} for name in MAPS}
        self._touched: dict[str, set[str]] = {name: set() for name in MAPS}
        self._made: list[bytes] = []
        self._watching = [root.observe_deep(partial(self._note, name)) for name, root in self._roots.items()]
        self._watching.append(self._doc.observe(self._keep))

    def apply(self, update: bytes) -> bytes:
        """Take in an update; return what of it was new, "" for nothing.

        Raises `InvalidRequest` for bytes that are no update.
        """
        try:
            self._doc.apply_update(update)
        except (ValueError, RuntimeError) as fault:
            raise InvalidRequest(f"This is no update of a draft: {fault}.") from None
        return self._taken()

    def write(self, changes: Iterable[Change]) -> bytes:
        """Make changes in one transaction; return the update, "" for none."""
        with self._doc.transaction():
            for change in changes:
                self._change(change)
        return self._taken()

    @property
    def state(self) -> bytes:
        """The state vector: how far the document is, author by author."""
        return bytes(self._doc.get_state())

    def update_since(self, state: bytes = b"") -> bytes:
        """Return what somebody lacks who is at `state`; all of it where that is "".

        Raises `InvalidRequest` for bytes that are no state vector.
        """
        try:
            return bytes(self._doc.get_update(state or None))
        except ValueError as fault:
            raise InvalidRequest(f"This is no state of a draft: {fault}.") from None

    def maps(self) -> Maps:
        """Return the maps as plain values, which nobody may change; only what was touched is read again."""
        for name, keys in self._touched.items():
            if not keys:
                continue
            root, entries = self._roots[name], dict(self._maps[name])
            for key in keys:
                if key in root:
                    entries[key] = _entry(root[key])
                else:
                    entries.pop(key, None)
            self._maps[name] = entries
            keys.clear()
        return dict(self._maps)

    def _change(self, change: Change) -> None:
        root = self._roots[change.map]
        if change.value is GONE:
            parent, name = (root, change.key) if change.field is None else (root.get(change.key), change.field)
            if isinstance(parent, Map) and name in parent:
                del parent[name]
        elif change.field is not None:
            entry = root.get(change.key)
            if not isinstance(entry, Map):
                root[change.key] = entry = Map({})
            entry[change.field] = _storable(change.value)
        elif MAPS[change.map]:
            root[change.key] = Map({name: _storable(value) for name, value in change.value.items()})
        else:
            root[change.key] = _storable(change.value)

    def _note(self, name: str, events: list[Any]) -> None:
        """Remember which entries a transaction touched; the types of events name none of their parts."""
        for event in events:
            path = event.path
            self._touched[name].update([str(path[0])] if path else event.keys)

    def _keep(self, event: TransactionEvent) -> None:
        if event.update != EMPTY_UPDATE:
            self._made.append(bytes(event.update))

    def _taken(self) -> bytes:
        """Return what has changed since the last time: of a broken update a part may have been taken in."""
        made, self._made = self._made, []
        return made[0] if len(made) == 1 else merge_updates(*made) if made else b""


def _entry(value: object) -> Entry:
    if isinstance(value, Map):
        return {name: _plain(member) for name, member in value.items()}
    return _plain(value)


def _plain(value: object) -> Entry:
    """Return a JSON value; numbers come as floats, and what JSON has not is nothing."""
    match value:
        case bool() | str() | None:
            return value
        case float() if value.is_integer() and abs(value) <= _SAFE:
            return int(value)
        case float():
            return value if isfinite(value) else None
        case list():
            return [_plain(member) for member in value]
        case dict():
            return {str(name): _plain(member) for name, member in value.items()}
        case _:
            return None


def _storable(value: Entry) -> Entry:
    """Return what JavaScript can hold: a larger number than it has becomes the nearest one it has."""
    match value:
        case bool():
            return value
        case int() if abs(value) > _SAFE:
            return float(value)
        case list():
            return [_storable(member) for member in value]
        case dict():
            return {name: _storable(member) for name, member in value.items()}
        case _:
            return value
