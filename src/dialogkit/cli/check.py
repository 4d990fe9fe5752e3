"""`dialogkit check`: what would strand a visitor, before one comes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from dialogkit.cli.files import read_flow
from dialogkit.cli.terminal import counted, paint, print_json, progress
from dialogkit.document import Flow, Problem, Severity
from dialogkit.document import check as check_flow
from dialogkit.kit import DialogKitError, InvalidDocument, InvalidRequest

__all__ = ("check",)

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


class _Row(NamedTuple):
    """One problem and the file it is in."""

    file: Path
    problem: Problem
    line: int = 0


def check(*flows: Path, json: bool = False) -> int:
    """Find what would strand a visitor in flow files, of any format that can be imported.

    Flows that enter one another are given together. Exit code 1 where there is an error.

    Parameters
    ----------
    json: bool
        Print the problems as one JSON list.
    """
    if not flows:
        raise InvalidRequest("No flow is named.", fix="Name one: dialogkit check flow.yaml")
    rows = _problems(flows)
    if json:
        print_json([_as_json(row) for row in rows])
    else:
        _print(flows, rows)
    return 1 if any(row.problem.severity is Severity.ERROR for row in rows) else 0


def _problems(files: tuple[Path, ...]) -> list[_Row]:
    read: dict[Path, Flow] = {}
    rows: list[_Row] = []
    for file in progress(files, "Reading"):
        try:
            read[file] = read_flow(file).flow
        except DialogKitError as fault:
            rows.append(_unreadable(file, fault))
    ids = {flow.id for flow in read.values()}
    for file, flow in progress(list(read.items()), "Checking"):
        rows += [_Row(file, problem) for problem in check_flow(flow, ids)]
    return rows


def _unreadable(file: Path, fault: DialogKitError) -> _Row:
    field, line = (fault.path, fault.line) if isinstance(fault, InvalidDocument) else (None, 0)
    problem = Problem(code=fault.code, severity=Severity.ERROR, field=field, message=fault.message, fix=fault.fix)
    return _Row(file, problem, line)


def _as_json(row: _Row) -> dict[str, object]:
    problem = row.problem
    return {
        "file": str(row.file),
        "code": problem.code,
        "severity": problem.severity.value,
        "node": problem.node,
        "block": problem.block,
        "field": problem.field,
        "line": row.line or None,
        "message": problem.message,
        "fix": problem.fix,
    }


def _print(files: tuple[Path, ...], rows: list[_Row]) -> None:
    for file in files:
        own = [row for row in rows if row.file == file]
        if not own:
            print(f"{paint('✓', 'green')} {file}")
            continue
        print(f"{paint('✗' if any(r.problem.severity is Severity.ERROR for r in own) else '!', 'bold')} {file}")
        for row in own:
            _print_row(row)
    counts = Counter(row.problem.severity for row in rows)
    errors, warnings = (counted(counts[severity], severity.value) for severity in (Severity.ERROR, Severity.WARNING))
    print(f"{counted(len(files), 'flow')}, {errors}, {warnings}")


def _print_row(row: _Row) -> None:
    problem = row.problem
    where = f"line {row.line}" if row.line else " / ".join(part for part in (problem.node, problem.block) if part)
    severity = paint(problem.severity.value, COLOURS[problem.severity])
    print(f"  {severity} {paint(problem.code, 'dim')}{f' at {where}' if where else ''}: {problem.message}")
    if problem.fix:
        print(f"    {paint(problem.fix, 'dim')}")
