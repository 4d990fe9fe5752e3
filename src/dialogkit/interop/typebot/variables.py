"""Set variable: what a variable can be given."""

from __future__ import annotations

from dialogkit.interop.typebot.drafts import Draft, Translate, without_empty
from dialogkit.interop.typebot.raw import Raw, record, text
from dialogkit.interop.typebot.source import Source

__all__ = ("VARIABLES",)


def _set(block: Raw, source: Source) -> Draft:
    options = record(block, "options")
    variable = source.variable(options, "variableId")
    if not variable:
        source.ledger.remark("It sets no variable and does nothing, as before.")
        return Draft("placeholder")
    return Draft("set_variable", without_empty(variable=variable, code=text(options, "expressionToEvaluate")))


VARIABLES: dict[str, Translate] = {"Set variable": _set}
