"""`dialogkit import`: a flow of another platform becomes a flow of this one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from dialogkit.cli.files import read_flow, write_flow
from dialogkit.cli.terminal import counted, paint, print_json
from dialogkit.interop import Report
from dialogkit.kit import InvalidRequest

__all__ = ("import_",)


def import_(
    file: Path,
    *,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    json: bool = False,
) -> int:
    """Read a flow of any known format, write it as DialogKit's own, and tell what that cost.

    Parameters
    ----------
    output: Path
        The file to write, .yaml or .json; without it, the file's stem and .yaml in this folder.
    json: bool
        Print the fidelity report as JSON.
    """
    imported = read_flow(file)
    target = output or Path(f"{file.stem}.yaml")
    if output is None and target.exists():
        raise InvalidRequest(f"{target} is there already.", fix="Name another file with -o.")
    write_flow(target, imported.flow)
    if json:
        print_json(msgspec.to_builtins(imported.report))
    else:
        _print(target, imported.report)
    return 0


def _print(target: Path, report: Report) -> None:
    print(f"{paint(str(target), 'bold')}: {report.format} {report.version}, {counted(report.blocks, 'block')}")
    print(f"  {report.exact} exact, {report.approximate} approximate, {report.unsupported} unsupported")
    for note in report.notes:
        about = " ".join(part for part in (note.type, note.block) if part) or "the flow"
        print(f"  {paint(note.kind.value, 'yellow')} {about}: {note.message}")
