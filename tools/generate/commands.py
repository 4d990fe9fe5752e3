"""The reference of the command line, from what each verb says of itself."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from dialogkit.cli import VERBS
from tools.generate.tables import GENERATED

__all__ = ("files",)

COMMAND = Path(sys.executable).parent / "dialogkit"
PLAIN = {"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}


def files() -> dict[str, str]:
    """Return the page of the command line."""
    return {"docs/reference/cli.md": "\n".join(_page())}


def _page() -> Iterator[str]:
    yield "# The command line\n"
    yield GENERATED
    for verb, words in VERBS.items():
        yield f"## `dialogkit {verb}`\n"
        yield f"{words}\n"
        yield f"```text\n{_help(verb)}\n```\n"


def _help(verb: str) -> str:
    run = subprocess.run(
        [COMMAND, verb, "--help"], capture_output=True, text=True, check=True, env={**os.environ, **PLAIN}
    )
    return "\n".join(line.rstrip() for line in run.stdout.strip().splitlines())
