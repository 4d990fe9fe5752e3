"""Events: ways into a flow that follow no edge."""

from __future__ import annotations

from dialogkit.interop.typebot.drafts import Draft, Translate, without_empty
from dialogkit.interop.typebot.raw import Raw, boolean, record, text
from dialogkit.interop.typebot.source import Source

__all__ = ("EVENTS",)


def _start(event: Raw, source: Source) -> Draft:
    return Draft("start")


def _command(event: Raw, source: Source) -> Draft:
    options = record(event, "options")
    fields = without_empty(command=text(options, "command")) | {"resume": boolean(options, "resumeAfter") or False}
    return Draft("command", fields)


def _about_reply(type: str) -> Translate:
    def translate(event: Raw, source: Source) -> Draft:
        options = record(event, "options")
        fields = without_empty(
            content=source.variable(options, "contentVariableId"),
            question_type=source.variable(options, "inputTypeVariableId"),
            question_name=source.variable(options, "inputNameVariableId"),
        )
        return Draft(type, fields)

    return translate


EVENTS: dict[str, Translate] = {
    "start": _start,
    "command": _command,
    "reply": _about_reply("reply"),
    "invalidReply": _about_reply("invalid_reply"),
}
