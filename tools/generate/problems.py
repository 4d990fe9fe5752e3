"""The reference of what `dialogkit check` finds: in a flow as a whole, and in single blocks."""

import ast
from collections.abc import Iterator
from pathlib import Path

import dialogkit.blocks
from dialogkit.document.problems import KINDS, Severity
from dialogkit.flows.drafts.repairs import KINDS as REPAIRS
from tools.generate.tables import GENERATED, escaped, table

__all__ = ("files",)


def files() -> dict[str, str]:
    """Return the page of problems."""
    return {"docs/reference/problems.md": "\n".join(_page())}


def _page() -> Iterator[str]:
    yield "# Problems of flows\n"
    yield GENERATED
    yield "An **error** would make a conversation fail: a flow that has one is not published. A **warning** would not."
    yield "In a flow that was imported, errors marked with * are warnings, because its dialect copes with them.\n"
    yield "## Of the flow\n"
    yield table(("code", "severity", "meaning"), [_row(code) for code in sorted(KINDS)])
    yield "## Of single blocks\n"
    yield table(("code", "severity", "block types", "what is said"), _of_blocks())
    yield "## Of drafts\n"
    yield "What is mended in reading a draft. An error is told among the problems of its flow too.\n"
    repairs = [(f"`{code}`", severity.value, escaped(meaning)) for code, (severity, meaning) in sorted(REPAIRS.items())]
    yield table(("code", "severity", "meaning"), repairs)


def _row(code: str) -> tuple[str, ...]:
    kind = KINDS[code]
    return f"`{code}`", f"{kind.severity.value}{'*' if kind.lenient else ''}", escaped(kind.meaning)


def _of_blocks() -> list[tuple[str, ...]]:
    """Return a row for each fault that a block type can have, from the source, where they are written out."""
    rows: dict[tuple[str, str, str], set[str]] = {}
    for folder in dialogkit.blocks.__path__:
        for file in sorted(Path(folder).rglob("*.py")):
            place = file.relative_to(folder).parts[0].removesuffix(".py")
            for call in ast.walk(ast.parse(file.read_text())):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Fault":
                    rows.setdefault(_fault(call), set()).add(place)
    return [
        (f"`{code}`", severity, ", ".join(f"`{place}`" for place in sorted(places)), escaped(message))
        for (code, severity, message), places in sorted(rows.items())
    ]


def _fault(call: ast.Call) -> tuple[str, str, str]:
    code, message = (_text(argument) for argument in call.args[:2])
    named = [ast.unparse(argument) for argument in (*call.args[2:], *(word.value for word in call.keywords))]
    severity = Severity.WARNING if "Severity.WARNING" in named else Severity.ERROR
    return code, severity.value, message


def _text(node: ast.expr) -> str:
    """Return a text of the source; what is filled into it stays a gap."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_text(value) if isinstance(value, ast.Constant) else "…" for value in values)
        case _:
            return "…"
