"""Inputs that take words, figures or files; those with items are in `choices`."""

from __future__ import annotations

from typing import Any

from dialogkit.interop.typebot.drafts import Draft, Translate, without_empty
from dialogkit.interop.typebot.raw import Raw, boolean, number, record, text
from dialogkit.interop.typebot.source import Source

__all__ = ("QUESTIONS", "shared")

_KEYBOARDS = frozenset({"text", "decimal", "numeric", "tel", "search", "email", "url"})


def shared(block: Raw, source: Source) -> dict[str, Any]:
    """Return the fields that all questions have."""
    options = record(block, "options")
    return without_empty(
        variable=source.variable(options, "variableId"),
        button=text(options, "labels", "button"),
        placeholder=text(options, "labels", "placeholder"),
        retry=text(options, "retryMessageContent"),
    )


def _text(block: Raw, source: Source) -> Draft:
    options = record(block, "options")
    keyboard = text(options, "inputMode")
    attached = record(options, "attachments")
    if record(options, "audioClip").get("isEnabled"):
        source.ledger.approximate("Answering by a sound recording is not offered.")
    fields: dict[str, Any] = {"min_length": 0} | without_empty(
        long=boolean(options, "isLong"),
        keyboard=keyboard if keyboard in _KEYBOARDS else "",
        attachments=source.variable(attached, "saveVariableId") if attached.get("isEnabled") else "",
    )
    return Draft("text_question", shared(block, source) | fields)


def _number(block: Raw, source: Source) -> Draft:
    options = record(block, "options")
    style, currency, unit = text(options, "style"), text(options, "currency"), text(options, "unit")
    if style or text(options, "locale"):
        source.ledger.approximate("The number is not formatted in the field; its unit stands beside it.")
    shown = {"currency": currency, "percent": "%", "unit": unit}.get(style, "")
    if _limit(options, "step"):
        source.ledger.remark("The number's step is left out: Typebot never held an answer to it.")
    fields = without_empty(min=_limit(options, "min"), max=_limit(options, "max"), unit=shown)
    return Draft("number", shared(block, source) | fields)


def _limit(options: Raw, name: str) -> float | str | None:
    """Return a limit; Typebot does not look at one of zero."""
    found = number(options, name)
    if found is not None:
        return found or None
    return text(options, name) or None


def _plain(type: str, retry: str = "") -> Translate:
    def translate(block: Raw, source: Source) -> Draft:
        fields = shared(block, source)
        if retry:
            fields.setdefault("retry", retry)
        return Draft(type, fields)

    return translate


def _phone(block: Raw, source: Source) -> Draft:
    country = text(block, "options", "defaultCountryCode")
    return Draft("phone", shared(block, source) | without_empty(country=country if len(country) == 2 else ""))


def _date(block: Raw, source: Source) -> Draft:
    options = record(block, "options")
    fields = without_empty(
        range=boolean(options, "isRange"),
        with_time=boolean(options, "hasTime"),
        format=text(options, "format"),
        earliest=text(options, "min"),
        latest=text(options, "max"),
        from_label=text(options, "labels", "from"),
        to_label=text(options, "labels", "to"),
    )
    return Draft("date", shared(block, source) | fields)


def _time(block: Raw, source: Source) -> Draft:
    return Draft("time", shared(block, source) | without_empty(format=text(block, "options", "format")))


def _rating(block: Raw, source: Source) -> Draft:
    options = record(block, "options")
    icons = text(options, "buttonType") == "Icons"
    length = number(options, "length")
    if record(options, "customIcon").get("isEnabled"):
        source.ledger.approximate("The rating's own icon became a star.")
    fields = without_empty(
        style="icons" if icons else "",
        to=int(length) if length else 10,
        left=text(options, "labels", "left"),
        right=text(options, "labels", "right"),
        one_tap=boolean(options, "isOneClickSubmitEnabled"),
    )
    start = number(options, "startsAt")
    fields["from"] = 1 if icons else int(start or 0)
    return Draft("rating", shared(block, source) | fields)


def _file(block: Raw, source: Source) -> Draft:
    options = record(block, "options")
    allowed = record(options, "allowedFileTypes")
    types = allowed.get("types") if allowed.get("isEnabled") else None
    size = number(options, "sizeLimit")
    fields = without_empty(
        multiple=boolean(options, "isMultipleAllowed"),
        optional=boolean(options, "isRequired") is False or None,
        accept=[str(type) for type in types] if isinstance(types, list) else None,
        max_mb=size if size and size > 0 else None,
    )
    if text(options, "visibility") == "Private":
        source.ledger.approximate("Uploaded files are as private as the server keeps them.")
    return Draft("file_upload", shared(block, source) | fields)


QUESTIONS: dict[str, Translate] = {
    "text input": _text,
    "number input": _number,
    "email input": _plain("email", "This email doesn't seem to be valid. Can you type it again?"),
    "url input": _plain("url"),
    "phone number input": _phone,
    "date input": _date,
    "time input": _time,
    "rating input": _rating,
    "file input": _file,
}
