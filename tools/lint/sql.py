"""Values reach the database as bound parameters only."""

import ast
from collections.abc import Iterator

from tools.lint.source import Fault, Source, calls

EXECUTES = {"execute", "executemany", "executescript"}


def check(source: Source) -> Iterator[Fault]:
    """Report SQL that is put together where it is executed."""
    if not source.is_product:
        return
    for call, name in calls(source.tree):
        if name.rpartition(".")[2] in EXECUTES and call.args and _is_composed(call.args[0]):
            yield source.fault(call.lineno, "sql", "bind values with ? and keep statements constant")


def _is_composed(statement: ast.expr) -> bool:
    match statement:
        case ast.JoinedStr(values=parts):
            return any(isinstance(part, ast.FormattedValue) for part in parts)
        case ast.BinOp():
            return True
        case ast.Call(func=ast.Attribute(attr="format")):
            return True
        case _:
            return False
