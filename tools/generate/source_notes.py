"""The notes that stand below fields in the source, which Python itself throws away."""

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise

__all__ = ("field_notes",)


@cache
def field_notes(kind: type) -> dict[str, str]:
    """Return the string that follows each annotated field of `kind` or of what it inherits from."""
    found: dict[str, str] = {}
    for part in reversed(kind.__mro__):
        if part.__module__.startswith("dialogkit"):
            found |= _own_notes(part)
    return found


def _own_notes(kind: type) -> dict[str, str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    notes = {}
    for field, after in pairwise(body):
        match field, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(note))):
                notes[name] = " ".join(note.split())
    return notes
