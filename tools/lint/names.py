"""Modules are named for what they hold. A drawer for everything is no name."""

from collections.abc import Iterator

from tools.lint.source import Fault, Source

DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "base",
    "manager",
    "misc",
    "shared",
    "stuff",
    "lib",
}


def check(source: Source) -> Iterator[Fault]:
    """Report a module or folder whose name says nothing."""
    if source.path.suffix not in {".py", ".ts", ".tsx"}:
        return
    for name in {source.path.stem.lower(), *source.path.parent.parts} & DRAWERS:
        yield source.fault(1, "name", f"'{name}' says nothing: name the module for what it holds")
