"""Publish the flow files that `dialogkit serve` was given.

All are put first and published then, because they may enter one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from dialogkit.document import Severity
from dialogkit.flows import FlowHasProblems, FlowsService, StoredFlow
from dialogkit.interop import read_any
from dialogkit.kit import DialogKitError
from dialogkit.organizations import HOME

__all__ = ("publish_files", "slug_of")


async def publish_files(flows: FlowsService, files: Sequence[Path], console: Console) -> list[str]:
    """Publish each file under its slug; say why one is refused. Return the slugs that are live."""
    put: list[tuple[Path, StoredFlow, bool]] = []
    for file in files:
        with _told(console, file):
            imported = read_any(file.read_bytes(), file.name)
            put.append((file, *await flows.put_file(HOME, imported.flow, slug_of(file))))
    slugs = []
    for file, flow, changed in put:
        with _told(console, file):
            await flows.publish_changed(flow, changed=changed)
            slugs.append(flow.slug)
    return slugs


def slug_of(file: Path) -> str:
    """Return the address a flow file is published under: its stem, or its folder's name for `flow.yaml`."""
    stem = file.stem if file.stem != "flow" else file.resolve().parent.name
    return "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in stem.lower()).split())


@contextmanager
def _told(console: Console, file: Path) -> Iterator[None]:
    """Say why a file is refused, and go on with the next."""
    try:
        yield
    except FlowHasProblems as refused:
        _complain(console, file, refused.message)
        for problem in refused.problems:
            if problem.severity is Severity.ERROR:
                where = " ".join(part for part in (problem.node, problem.block, problem.field) if part)
                console.print(escape(f"  {problem.code} at {where or 'the flow'}: {problem.message} {problem.fix}"))
    except OSError as fault:
        _complain(console, file, f"{fault.strerror}.")
    except DialogKitError as error:
        _complain(console, file, f"{error.message} {error.fix}")


def _complain(console: Console, file: Path, why: str) -> None:
    console.print(f"[red]{escape(str(file))} is not published:[/] {escape(why)}")
