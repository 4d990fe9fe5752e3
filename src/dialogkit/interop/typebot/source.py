"""An export of Typebot, brought to its newest form and indexed.

Migrations from versions 3 to 5: the start group becomes an event, and edges that nothing
refers to are left out. What each block means is in the modules named after their shelves.
"""

from __future__ import annotations

from typing import Any

from dialogkit.document.limits import MAX_NAME
from dialogkit.interop.report import Ledger
from dialogkit.interop.typebot.raw import Raw, boolean, record, records, text
from dialogkit.kit import InvalidDocument

__all__ = ("Source", "read_source")


class Source:
    """The parts of an export, by their ids."""

    def __init__(self, plain: Raw, ledger: Ledger) -> None:
        self.plain = plain
        self.ledger = ledger
        self.version = text(plain, "version") or "3"
        self.groups: list[Raw] = []
        self.events: list[Raw] = []
        self.edges: dict[str, Raw] = {}
        self.names: dict[str, str] = {}
        self.variables: list[Raw] = []

    @property
    def before_six(self) -> bool:
        """True for files whose rules are those of version 5 and older."""
        return self.version.split(".")[0] in ("3", "4", "5")

    def name_of(self, variable: object) -> str:
        """Return a variable's name; "" for one that does not exist."""
        return self.names.get(variable, "") if isinstance(variable, str) else ""

    def variable(self, part: object, *path: str) -> str:
        """Return the name of the variable whose id is at `path`, with a note where there is none."""
        wanted = text(part, *path)
        name = self.name_of(wanted)
        if wanted and not name:
            self.ledger.remark("It refers to a variable that does not exist; nothing is kept or compared.")
        return name

    def group(self, id: str) -> Raw | None:
        """Return a group."""
        return next((group for group in self.groups if text(group, "id") == id), None)


def read_source(plain: Raw, ledger: Ledger) -> Source:
    """Index an export; raises `InvalidDocument` where it is no flow at all."""
    if isinstance(plain.get("typebot"), dict) and "groups" not in plain:
        plain = plain["typebot"]
    source = Source(plain, ledger)
    if not isinstance(plain.get("groups"), list):
        raise InvalidDocument(
            "The export has no list of groups.", path="$.groups", fix="Export the bot from Typebot again."
        )
    source.edges = {text(edge, "id"): edge for edge in records(plain, "edges")}
    source.groups = [dict(group) for group in records(plain, "groups")]
    source.events = list(records(plain, "events"))
    if not source.events:
        _find_start(source)
    _name_variables(source)
    return source


def _find_start(source: Source) -> None:
    """Make the block that files before version 6 begin with an event."""
    for group in source.groups:
        start = next((block for block in records(group, "blocks") if block.get("type") == "start"), None)
        if start is None:
            continue
        source.groups.remove(group)
        source.events = [
            {
                "id": text(group, "id") or "start",
                "type": "start",
                "graphCoordinates": group.get("graphCoordinates"),
                "outgoingEdgeId": start.get("outgoingEdgeId"),
            }
        ]
        return
    source.ledger.approximate("The flow has no start; it begins with its first node.")


def _name_variables(source: Source) -> None:
    """Give every variable a name of its own; the first of two keeps it, as texts mean that one."""
    taken: set[str] = set()
    for variable in records(source.plain, "variables"):
        id = text(variable, "id")
        wanted = text(variable, "name")[:MAX_NAME] or "variable"
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted[: MAX_NAME - 8]} ({number})"
        if name != text(variable, "name"):
            source.ledger.remark(f"A variable is called {name!r} here, because its name was empty, long or taken.")
        taken.add(name)
        if id and id not in source.names:
            source.names[id] = name
        kept: dict[str, Any] = {"name": name}
        if _default(variable.get("value")) is not None:
            kept["default"] = _default(variable.get("value"))
        if boolean(variable, "isSessionVariable"):
            kept["session_only"] = True
        source.variables.append(kept)


def _default(value: object) -> object:
    if isinstance(value, list):
        return [item if isinstance(item, str) or item is None else str(item) for item in value]
    return value if isinstance(value, str) and value else None


def coordinates(part: Raw) -> dict[str, float] | None:
    """Return where a group or event lies on the canvas."""
    place = record(part, "graphCoordinates")
    x, y = place.get("x"), place.get("y")
    if isinstance(x, int | float) and isinstance(y, int | float):
        return {"x": float(x), "y": float(y)}
    return None
