"""Every module says what it is for; nearly everything public says what it does, in a sentence."""

import ast
from collections.abc import Iterator

from tools.lint.source import Fault, Source

Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def check(source: Source) -> Iterator[Fault]:
    """Report a module without a docstring, and docstrings that do not begin with a sentence."""
    if not source.is_python or not source.text.strip():
        return
    if not ast.get_docstring(source.tree):
        yield source.fault(1, "docstring", "say in a module docstring what this file is for and what not")
    for node in public(source):
        text = ast.get_docstring(node)
        if text and source.is_product and text.splitlines()[0].rstrip()[-1:] not in {".", ":", "?", "!"}:
            yield source.fault(node.lineno, "docstring", f"the first line of {node.name}'s docstring is not a sentence")


def public(source: Source) -> Iterator[Documented]:
    """Yield the public functions, classes and methods of a file."""
    holders: list[ast.Module | ast.ClassDef] = [source.tree]
    while holders:
        for node in holders.pop().body:
            if isinstance(node, Documented) and not node.name.startswith("_"):
                yield node
                holders += [node] if isinstance(node, ast.ClassDef) else []


def is_documented(node: Documented) -> bool:
    """Tell whether `node` has a docstring, or overrides or overloads what has one."""
    marks = {getattr(mark, "id", getattr(mark, "attr", "")) for mark in node.decorator_list}
    return bool(ast.get_docstring(node)) or bool(marks & {"override", "overload"})


def coverage(sources: list[Source]) -> tuple[int, int]:
    """Return how many public things of the product are documented, and how many there are."""
    found = [is_documented(node) for source in sources if source.is_product for node in public(source)]
    return sum(found), len(found)
