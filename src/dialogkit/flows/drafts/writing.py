"""A new document as changes of a draft: only what differs from what the writer had before is touched.

So a program that sends a whole document, or a file that is imported, overwrites nothing that a colleague is at work on
elsewhere; and what reading left out of the flow stays in the draft.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final, NamedTuple

from dialogkit.flows.drafts.order import places_between
from dialogkit.flows.drafts.shape import MAPS, PLACE, Entry, Maps

__all__ = ("GONE", "Change", "changes_between")

GONE: Final = object()
"""The value of what is to be removed."""
ORDER = "order"
_ORDERED = ("events", "nodes", "blocks", "variables")


class Change(NamedTuple):
    """One entry, or one field of one, and what it shall be."""

    map: str
    key: str
    field: str | None
    value: Any


def changes_between(before: Maps, after: Maps, present: Maps) -> list[Change]:
    """Return what makes a draft that holds `present` and reads as `before` read as `after`."""
    placed = {name: dict(_placed(name, before, after, present)) for name in _ORDERED}
    found: list[Change] = []
    for name, has_fields in MAPS.items():
        old, new, there = before[name], after[name], present.get(name, {})
        found += (Change(name, key, None, GONE) for key in old if key not in new and key in there)
        for key, entry in new.items():
            order = placed.get(name, {}).get(key)
            if not has_fields:
                found += [Change(name, key, None, entry)] if key not in old or old[key] != entry else []
            elif key not in old or (key not in there and _bare(old[key]) != _bare(entry)):
                whole = _bare(entry) if order is None else {ORDER: order, **_bare(entry)}
                found.append(Change(name, key, None, whole))
            else:
                found += _fields_between(name, key, _bare(old[key]), _bare(entry))
                found += [Change(name, key, ORDER, order)] if order is not None else []
    return found


def _fields_between(name: str, key: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    yield from (Change(name, key, field, GONE) for field in old if field not in new)
    yield from (Change(name, key, field, value) for field, value in new.items() if old.get(field, GONE) != value)


def _bare(entry: Entry) -> dict[str, Any]:
    """Return an entry's fields without its place: every flattening gives new ones."""
    return {name: value for name, value in entry.items() if name != ORDER}


def _placed(name: str, before: Maps, after: Maps, present: Maps) -> Iterator[tuple[str, str]]:
    """Yield the new place of everything that needs one."""
    old, new, there = before[name], after[name], present.get(name, {})

    def container(key: str) -> str:
        return str(new[key].get(PLACE, "")) if name == "blocks" else ""

    def sequence(keys: Iterator[str]) -> list[str]:
        # What stands only in the flow that was read has no place, unless something about it is written.
        listed = [key for key in keys if key in there or key not in old or _bare(old[key]) != _bare(new[key])]
        return sorted(listed, key=lambda key: str(new[key].get(ORDER, "")))

    by_container = sorted(new, key=container)
    for _, keys in groupby(by_container, key=container):
        ordered = sequence(keys)
        stays = {
            key: _place(there[key])
            for key in ordered
            if key in old and key in there and old[key].get(PLACE) == new[key].get(PLACE)
        }
        yield from _new_places(ordered, stays)


def _place(entry: Entry) -> str:
    order = entry.get(ORDER, "") if isinstance(entry, dict) else ""
    return order if isinstance(order, str) else ""


def _new_places(sequence: list[str], stays: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield places for what is new in `sequence` or stands in the wrong order; as little as possible moves."""
    kept = _longest_rise([(stays[key], key) for key in sequence if key in stays])
    low: str | None = None
    run: list[str] = []
    for key in sequence:
        if key not in kept or (run and low is not None and stays[key] <= low):
            run.append(key)
            continue
        yield from zip(run, places_between(low, stays[key], len(run)), strict=True)
        low, run = stays[key], []
    yield from zip(run, places_between(low, None, len(run)), strict=True)


def _longest_rise(places: list[tuple[str, str]]) -> set[str]:
    """Return the keys of a longest rising part of `places`."""
    ends: list[tuple[str, str]] = []
    at_end: list[int] = []
    previous: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(ends, place)
        previous.append(at_end[at - 1] if at else -1)
        ends[at : at + 1] = [place]
        at_end[at : at + 1] = [index]
    kept: set[str] = set()
    index = at_end[-1] if at_end else -1
    while index >= 0:
        kept.add(places[index][1])
        index = previous[index]
    return kept
