"""Source files as the rules see them: path, text, syntax tree, and the faults found in them."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
LEFT_OUT = {"node_modules", "__pycache__", "static", "dist", "build", "data", "screens"}
CODE = {".py", ".ts", ".tsx", ".js", ".css", ".html", ".sh"}
PROSE = {".md", ".toml", ".yaml", ".yml", ".json", ".txt", ".ini", ".service", ""}
EXCUSE = re.compile(r"(?:#|//) lint: (?P<rules>[a-z, ]+?) - \S+")


class Fault(NamedTuple):
    """One place that breaks one rule."""

    path: PurePosixPath
    line: int
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.text}"


@dataclass(frozen=True)
class Source:
    """One file of the repository."""

    path: PurePosixPath
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines of the file."""
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        """Return the syntax tree; an empty one for what is not Python."""
        return ast.parse(self.text if self.is_python else "", filename=str(self.path))

    @property
    def is_python(self) -> bool:
        """Tell whether this is a Python module."""
        return self.path.suffix == ".py"

    @property
    def is_product(self) -> bool:
        """Tell whether this is code that ships in the Python package."""
        return self.is_python and self.path.parts[0] == "src"

    @property
    def package(self) -> str:
        """Return the first part below `dialogkit` ('' for anything else)."""
        parts = self.path.parts
        return PurePosixPath(parts[2]).stem if self.is_product and len(parts) > 2 else ""

    def fault(self, line: int, rule: str, text: str) -> Fault:
        """Make a fault at `line` of this file."""
        return Fault(self.path, line, rule, text)

    def excuses(self, fault: Fault) -> bool:
        """Tell whether the line of `fault`, or the one above, excuses its rule with a reason."""
        near = self.lines[max(fault.line - 2, 0) : fault.line]
        found = (EXCUSE.search(line) for line in near)
        return any(match and fault.rule in match["rules"].replace(" ", "").split(",") for match in found)


def read_sources(root: Path = ROOT) -> Iterator[Source]:
    """Yield every text file below `root` that is written by people."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in LEFT_OUT and (not f.startswith(".") or f == ".ci"))
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix in CODE | PROSE and not path.is_symlink():
                yield Source(PurePosixPath(path.relative_to(root)), path.read_text(encoding="utf-8", errors="replace"))


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Yield every call with the dotted name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def dotted(node: ast.AST) -> str:
    """Return `a.b.c` for a chain of attributes, and only its known tail where it begins with an expression."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and full name of every module, or name in a module, that is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def functions(tree: ast.AST) -> Iterable[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
