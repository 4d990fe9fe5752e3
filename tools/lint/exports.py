"""A package's public API is what its `__init__` lists in a tuple. That it is sorted is ruff's to check (RUF022)."""

import ast
from collections.abc import Iterator

from tools.lint.source import Fault, Source


def check(source: Source) -> Iterator[Fault]:
    """Report an `__init__` that re-exports without a tuple `__all__`."""
    if not source.is_product or source.path.name != "__init__.py" or listed(source) is not None:
        return
    if any(isinstance(node, ast.ImportFrom) and node.module != "__future__" for node in source.tree.body):
        yield source.fault(1, "exports", "list what this package offers in a tuple __all__")


def listed(source: Source) -> list[str] | None:
    """Return the names in `__all__`, or None where there is no such tuple."""
    for node in source.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=ast.Tuple(elts=names)):
                return [str(name.value) for name in names if isinstance(name, ast.Constant)]
            case ast.AnnAssign(target=ast.Name(id="__all__"), value=ast.Tuple(elts=names)):
                return [str(name.value) for name in names if isinstance(name, ast.Constant)]
    return None
