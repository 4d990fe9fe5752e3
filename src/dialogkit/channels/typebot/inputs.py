"""What a conversation asks, as Typebot's input blocks, and what its widget answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from dialogkit.channels.typebot.messages import Plain
from dialogkit.engine import (
    ChoiceInput,
    CommandInput,
    EventInput,
    File,
    FilesInput,
    SkipInput,
    TextInput,
    VisitorInput,
)
from dialogkit.kit import InvalidRequest

__all__ = ("input_of", "reply_of")


def input_of(asked: Plain | None) -> Plain | None:
    """Return the input block of what is asked; None where nothing is."""
    if asked is None or asked["type"] not in _INPUTS:
        return None
    kind, options, more = _INPUTS[asked["type"]](asked)
    labels = {"placeholder": asked.get("placeholder"), "button": asked.get("button")}
    labels = {name: text for name, text in labels.items() if text}
    if labels:
        options = {"labels": labels | options.pop("labels", {}), **options}
    block: Plain = {"id": asked["block"], "type": kind, "options": options, **more}
    if asked.get("prefill"):
        block["prefilledValue"] = asked["prefill"]
    return block


def reply_of(message: Any, asked: Plain | None) -> VisitorInput:
    """Return what the widget's `message` means to the present question.

    Raises `InvalidRequest` for a message that is no message.
    """
    if message is None:
        return SkipInput()
    if isinstance(message, str):
        return _answer(Said(text=message), asked or {"type": ""})
    try:
        said = msgspec.convert(message, Said)
    except msgspec.ValidationError as fault:
        raise InvalidRequest(f"`message` is a text or an object with a `type`: {fault}.", path="$.message") from None
    if said.type == "command":
        return CommandInput(command=said.command[:200])
    if said.type == "audio":
        return TextInput(text=said.url)
    return _answer(said, asked or {"type": ""})


class Clicked(msgspec.Struct, frozen=True, rename="camel"):
    """What the widget adds to a text that was clicked rather than typed."""

    reply_id: str = ""


class Said(msgspec.Struct, frozen=True, rename="camel"):
    """A message of the widget; what else it sends is of no use here."""

    type: str = "text"
    text: str = ""
    command: str = ""
    url: Annotated[str, Meta(max_length=8_000)] = ""
    attached_file_urls: Annotated[tuple[str, ...], Meta(max_length=100)] | None = None
    metadata: Clicked | None = None


def _answer(said: Said, asked: Plain) -> VisitorInput:
    files = said.attached_file_urls or ()
    if asked["type"] == "file":
        urls = files or [url for url in (part.strip() for part in said.text.split(", ")) if url]
        return FilesInput(files=tuple(File(url=url) for url in urls[:100]))
    if asked["type"] == "event":
        return EventInput(name=str(asked.get("name", "")), data=said.text)
    clicked = said.metadata.reply_id if said.metadata else ""
    if clicked in _ids(asked):
        return ChoiceInput(items=(clicked,))
    return TextInput(text=said.text, files=tuple(File(url=url) for url in files))


def _ids(asked: Plain) -> set[str]:
    """Return the ids of what can be clicked."""
    items = asked.get("items", ())
    return {part["id"] for item in items for part in (item, *item.get("actions", ()))}


Block = tuple[str, Plain, Plain]


def _given(asked: Plain, **names: str) -> Plain:
    """Return the fields of `asked` that are there, under Typebot's names."""
    return {theirs: asked[ours] for ours, theirs in names.items() if asked.get(ours) not in (None, "")}


def _plain(kind: str) -> Callable[[Plain], Block]:
    return lambda asked: (kind, {}, {})


def _text(asked: Plain) -> Block:
    options: Plain = {"isLong": bool(asked.get("long"))} | _given(asked, keyboard="inputMode")
    if asked.get("attachments"):
        options["attachments"] = {"isEnabled": True}
    return "text input", options, {}


def _number(asked: Plain) -> Block:
    return "number input", _given(asked, min="min", max="max", step="step", unit="unit"), {}


def _phone(asked: Plain) -> Block:
    return "phone number input", _given(asked, country="defaultCountryCode"), {}


def _date(asked: Plain) -> Block:
    options = _given(asked, earliest="min", latest="max", format="format")
    labels = _given(asked, from_label="from", to_label="to")
    flags = {"isRange": bool(asked.get("range")), "hasTime": bool(asked.get("with_time"))}
    return "date input", options | flags | ({"labels": labels} if labels else {}), {}


def _choice(asked: Plain) -> Block:
    options = {"isMultipleChoice": bool(asked.get("multiple")), "isSearchable": bool(asked.get("searchable"))}
    if asked.get("button"):
        options["buttonLabel"] = asked["button"]
    items = [
        {"id": item["id"], "content": item.get("label", ""), **_given(item, value="value")}
        for item in asked.get("items", ())
    ]
    return "choice input", options, {"items": items}


def _picture(asked: Plain) -> Block:
    options = {"isMultipleChoice": bool(asked.get("multiple")), "isSearchable": bool(asked.get("searchable"))}
    items = [
        {"id": item["id"]} | _given(item, image="pictureSrc", label="title", description="description")
        for item in asked.get("items", ())
    ]
    return "picture choice input", options, {"items": items}


def _cards(asked: Plain) -> Block:
    items = [
        {"id": item["id"], **_given(item, image="imageUrl", label="title", description="description")}
        | {"paths": [{"id": way["id"], "text": way.get("label", "")} for way in item.get("actions", ())]}
        for item in asked.get("items", ())
    ]
    return "cards", {}, {"items": items}


def _rating(asked: Plain) -> Block:
    options: Plain = {
        "buttonType": "Numbers" if asked.get("style") == "numbers" else "Icons",
        "startsAt": asked["from"],
        "length": asked["to"],
        "isOneClickSubmitEnabled": bool(asked.get("one_tap")),
    }
    labels = _given(asked, left="left", right="right")
    return "rating input", options | ({"labels": labels} if labels else {}), {}


def _file(asked: Plain) -> Block:
    options: Plain = {
        "isRequired": not asked.get("optional"),
        "isMultipleAllowed": bool(asked.get("multiple")),
        "sizeLimit": asked.get("max_mb"),
    }
    if asked.get("accept"):
        options["allowedFileTypes"] = {"isEnabled": True, "types": list(asked["accept"])}
    return "file input", options, {}


_INPUTS: dict[str, Callable[[Plain], Block]] = {
    "text": _text,
    "number": _number,
    "email": _plain("email input"),
    "url": _plain("url input"),
    "phone": _phone,
    "date": _date,
    "time": _plain("time input"),
    "choice": _choice,
    "picture": _picture,
    "cards": _cards,
    "rating": _rating,
    "file": _file,
}
