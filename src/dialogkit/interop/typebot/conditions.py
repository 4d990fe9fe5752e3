"""Comparisons as Typebot writes them."""

from __future__ import annotations

from typing import Any

from dialogkit.expressions import Operator
from dialogkit.interop.typebot.drafts import without_empty
from dialogkit.interop.typebot.raw import Raw, record, records, text
from dialogkit.interop.typebot.source import Source

__all__ = ("NOWHERE", "read_condition", "shown_when")

NOWHERE = "(a variable that does not exist)"
"""Stands for a variable that was deleted: always unset, and so compared as unset."""

_OPERATORS = {
    "Equal to": Operator.IS,
    "Not equal": Operator.IS_NOT,
    "Contains": Operator.CONTAINS,
    "Does not contain": Operator.NOT_CONTAINS,
    "Greater than": Operator.GREATER,
    "Greater or equal to": Operator.AT_LEAST,
    "Less than": Operator.LESS,
    "Less or equal to": Operator.AT_MOST,
    "Is set": Operator.IS_SET,
    "Is empty": Operator.IS_EMPTY,
    "Starts with": Operator.STARTS_WITH,
    "Ends with": Operator.ENDS_WITH,
    "Matches regex": Operator.MATCHES,
    "Does not match regex": Operator.NOT_MATCHES,
}


def read_condition(content: Raw, source: Source) -> dict[str, Any]:
    """Return a condition; comparisons without a variable or an operator stay unfinished, and false."""
    return without_empty(
        join="or" if text(content, "logicalOperator") == "OR" else None,
        comparisons=[_comparison(comparison, source) for comparison in records(content, "comparisons")],
    )


def shown_when(item: Raw, source: Source) -> dict[str, Any] | None:
    """Return the condition under which an item is offered; None where it always is."""
    display = record(item, "displayCondition") or record(item, "options", "displayCondition")
    if display.get("isEnabled") is not True or not record(display, "condition"):
        return None
    return read_condition(record(display, "condition"), source)


def _comparison(comparison: Raw, source: Source) -> dict[str, Any]:
    operator = _OPERATORS.get(text(comparison, "comparisonOperator"))
    variable = text(comparison, "variableId")
    if not operator or not variable:
        source.ledger.remark("A comparison is unfinished; it is never true, as before.")
    return without_empty(
        variable=(source.variable(comparison, "variableId") or NOWHERE) if variable else "",
        operator=operator,
        value=text(comparison, "value"),
    )
