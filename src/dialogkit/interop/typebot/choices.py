"""Inputs with items: buttons, pictures, cards."""

from __future__ import annotations

from typing import Any

from dialogkit.interop.typebot.conditions import shown_when
from dialogkit.interop.typebot.drafts import Draft, Exit, Translate, without_empty
from dialogkit.interop.typebot.questions import shared
from dialogkit.interop.typebot.raw import Raw, boolean, record, records, text
from dialogkit.interop.typebot.source import Source

__all__ = ("CHOICES",)


def _many(block: Raw, source: Source) -> dict[str, Any]:
    options = record(block, "options")
    return shared(block, source) | without_empty(
        button=text(options, "buttonLabel") or text(options, "labels", "button"),
        multiple=boolean(options, "isMultipleChoice"),
        searchable=boolean(options, "isSearchable"),
        search_placeholder=text(options, "searchInputPlaceholder"),
    )


def _exits(items: list[Raw]) -> tuple[Exit, ...]:
    return tuple(Exit(text(item, "id"), text(item, "outgoingEdgeId"), "main") for item in items)


def _identified(block: Raw) -> list[Raw]:
    """Return the items, each with an id of its own."""
    taken: set[str] = set()
    items: list[Raw] = []
    for index, item in enumerate(records(block, "items")):
        id = text(item, "id") or f"item{index}"
        while id in taken:
            id += "x"
        taken.add(id)
        items.append(item | {"id": id})
    return items


def _buttons(block: Raw, source: Source) -> Draft:
    items = _identified(block)
    fields = _many(block, source) | without_empty(
        items=[
            without_empty(
                id=item["id"],
                label=text(item, "content"),
                value=text(item, "value"),
                when=shown_when(item, source),
            )
            for item in items
        ],
        from_list=source.variable(block, "options", "dynamicVariableId"),
    )
    several = fields.get("multiple") or fields.get("from_list")
    return Draft("buttons", fields, () if several else _exits(items))


def _pictures(block: Raw, source: Source) -> Draft:
    items = _identified(block)
    dynamic = record(block, "options", "dynamicItems")
    fields = _many(block, source) | without_empty(
        items=[
            without_empty(
                id=item["id"],
                image=text(item, "pictureSrc"),
                label=text(item, "title"),
                description=text(item, "description"),
                value=text(item, "value"),
                when=shown_when(item, source),
            )
            for item in items
        ]
    )
    if dynamic.get("isEnabled"):
        fields |= without_empty(
            images_from=source.variable(dynamic, "pictureSrcsVariableId"),
            labels_from=source.variable(dynamic, "titlesVariableId"),
            descriptions_from=source.variable(dynamic, "descriptionsVariableId"),
        )
    several = fields.get("multiple") or dynamic.get("isEnabled")
    return Draft("picture_choice", fields, () if several else _exits(items))


CHOICES: dict[str, Translate] = {
    "choice input": _buttons,
    "picture choice input": _pictures,
}
