"""Inputs with items: buttons, pictures, cards."""

from __future__ import annotations

import re
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
    return Draft("buttons", fields, () if fields.get("multiple") else _exits(items))


def _pictures(block: Raw, source: Source) -> Draft:
    items = _identified(block)
    dynamic = record(block, "options", "dynamicItems")
    fields = _many(block, source) | without_empty(
        items=[
            without_empty(
                id=item["id"],
                image=text(item, "pictureSrc"),
                title=text(item, "title"),
                description=text(item, "description"),
                value=text(item, "value"),
                when=shown_when(item, source),
            )
            for item in items
        ]
    )
    if dynamic.get("isEnabled"):
        fields["from_lists"] = without_empty(
            images=source.variable(dynamic, "pictureSrcsVariableId"),
            titles=source.variable(dynamic, "titlesVariableId"),
            descriptions=source.variable(dynamic, "descriptionsVariableId"),
        )
    return Draft("picture_choice", fields, () if fields.get("multiple") else _exits(items))


_FIELDS = {
    "Image URL": "image",
    "Title": "title",
    "Description": "description",
    "Button": "action",
    "Internal Value": "value",
}
_SINGLE = re.compile(r"\{\{([^{}]+)\}\}$")


def _cards(block: Raw, source: Source) -> Draft:
    items = _identified(block)
    fields = shared(block, source)
    lists = _card_lists(items[0], source) if len(items) == 1 else None
    if lists is not None:
        fields["from_lists"] = lists
    else:
        fields["items"] = [_card(item, source) for item in items]
    fields["keeps"] = [
        {"field": _FIELDS[text(kept, "field")], "variable": source.variable(kept, "variableId")}
        for kept in records(block, "options", "saveResponseMapping")
        if text(kept, "field") in _FIELDS
    ]
    exits = tuple(
        Exit(text(path, "id"), text(path, "outgoingEdgeId"), "main")
        for item in items
        for path in records(item, "paths")
    )
    return Draft("cards", without_empty(**fields), exits)


def _card(item: Raw, source: Source) -> dict[str, Any]:
    return without_empty(
        id=item["id"],
        image=text(item, "imageUrl"),
        title=text(item, "title"),
        description=text(item, "description"),
        value=text(item, "options", "internalValue"),
        actions=_actions(item),
        when=shown_when(item, source),
    )


def _actions(item: Raw) -> list[dict[str, Any]]:
    return [without_empty(id=text(path, "id"), label=text(path, "text")) for path in records(item, "paths")]


def _card_lists(item: Raw, source: Source) -> dict[str, Any] | None:
    """Return the lists that the only card stands for; None where it is a plain card."""
    written = {
        "images": text(item, "imageUrl"),
        "titles": text(item, "title"),
        "descriptions": text(item, "description"),
        "values": text(item, "options", "internalValue"),
    }
    lists: dict[str, Any] = {}
    for name, words in written.items():
        single = _SINGLE.match(words)
        if words and (single is None or single.group(1) not in source.names.values()):
            return None
        if single:
            lists[name] = single.group(1)
    return lists | {"actions": _actions(item)} if lists else None


CHOICES: dict[str, Translate] = {
    "choice input": _buttons,
    "picture choice input": _pictures,
    "cards": _cards,
}
