"""Set variable: what a variable can be given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dialogkit.interop.typebot.drafts import Draft, Exit, Translate, without_empty
from dialogkit.interop.typebot.raw import Raw, boolean, record, text
from dialogkit.interop.typebot.source import Source

__all__ = ("VARIABLES",)

_Kind = Callable[[Raw, Source], dict[str, Any]]


def _set(block: Raw, source: Source) -> Draft:
    options = record(block, "options")
    variable = source.variable(options, "variableId")
    if not variable:
        source.ledger.remark("It sets no variable and does nothing, as before.")
        return Draft("placeholder")
    kind = text(options, "type") or "Custom"
    value = _KINDS.get(kind, _custom)(options, source)
    if kind not in _KINDS:
        source.ledger.approximate(f"The kind of value {kind!r} is not known; it is read as code.")
    fields: dict[str, Any] = {"variable": variable, "value": value}
    if boolean(options, "isCode") and value["type"] == "code":
        fields |= without_empty(error_variable=source.variable(options, "saveErrorInVariableId"))
    exits = (Exit("error", missing="main"),) if value["type"] == "code" else ()
    return Draft("set_variable", fields, exits)


def _custom(options: Raw, source: Source) -> dict[str, Any]:
    code = text(options, "expressionToEvaluate")
    if not code.strip():
        return {"type": "empty"}
    if boolean(options, "isExecutedOnClient"):
        source.ledger.approximate("The code runs on the server: it does not see the visitor's page.")
    return {"type": "code", "code": code}


def _append(options: Raw, source: Source) -> dict[str, Any]:
    return without_empty(type="append", text=text(options, "item")) | {"spread": False}


def _taken(kind: str) -> _Kind:
    def read(options: Raw, source: Source) -> dict[str, Any]:
        return without_empty(type=kind, into=source.variable(options, "saveItemInVariableId"))

    return read


def _map_item(options: Raw, source: Source) -> dict[str, Any]:
    given = record(options, "mapListItemParams")
    item = source.variable(given, "baseItemVariableId")
    return without_empty(
        type="map_item",
        item=f"{{{{{item}}}}}" if item else "",
        base=source.variable(given, "baseListVariableId"),
        target=source.variable(given, "targetListVariableId"),
    )


def _moment(moment: str) -> _Kind:
    def read(options: Raw, source: Source) -> dict[str, Any]:
        zone = text(options, "timeZone")
        return {"type": "moment", "moment": moment, "with_time": True} | without_empty(timezone=zone)

    return read


def _moment_of_day(options: Raw, source: Source) -> dict[str, Any]:
    source.ledger.approximate("The part of the day is the server's clock's, and late evenings are night.")
    return {"type": "moment_of_day"}


def _plain(type: str, **fields: str) -> _Kind:
    return lambda _options, _source: {"type": type, **fields}


_KINDS: dict[str, _Kind] = {
    "Custom": _custom,
    "Empty": _plain("empty"),
    "Append value(s)": _append,
    "Pop": _taken("pop"),
    "Shift": _taken("shift"),
    "Map item with same index": _map_item,
    "Now": _moment("now"),
    "Today": _moment("today"),
    "Yesterday": _moment("yesterday"),
    "Tomorrow": _moment("tomorrow"),
    "Moment of the day": _moment_of_day,
    "Random ID": _plain("random_id"),
    "Transcript": _plain("transcript"),
    "User ID": _plain("conversation_id"),
    "Result ID": _plain("conversation_id"),
    "Environment name": _plain("about", of="environment"),
    "Device type": _plain("about", of="device"),
    "Phone number": _plain("about", of="phone"),
    "Contact name": _plain("about", of="contact_name"),
    "Referral Click ID": _plain("about", of="referral_click"),
    "Referral Source ID": _plain("about", of="referral_source"),
}

VARIABLES: dict[str, Translate] = {"Set variable": _set}
