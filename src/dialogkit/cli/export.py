"""`dialogkit export`: a flow as YAML for git, or as JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from dialogkit.cli.files import as_bytes, read_flow, write_flow

__all__ = ("export",)


def export(
    flow: Path,
    *,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    to: Literal["yaml", "json"] = "yaml",
) -> int:
    """Write a flow file of any format as DialogKit's YAML or JSON.

    Parameters
    ----------
    output: Path
        The file to write, whose suffix says the form; without it, the flow is printed.
    to: str
        The form that is printed.
    """
    document = read_flow(flow).flow
    if output is not None:
        write_flow(output, document)
    else:
        sys.stdout.buffer.write(as_bytes(document, to))
        sys.stdout.buffer.flush()
    return 0
