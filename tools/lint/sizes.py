"""Files stay within 400 lines and functions within 40. Complexity and arguments are ruff's."""

from collections.abc import Iterator

from tools.lint.source import Fault, Source, functions

MAX_FILE = 400
MAX_FUNCTION = 40
WRITTEN_CODE = {".py", ".ts", ".tsx", ".css"}


def check(source: Source) -> Iterator[Fault]:
    """Report a file or a function that has grown too long to read at once."""
    if source.path.suffix not in WRITTEN_CODE or "generated" in str(source.path):
        return
    if len(source.lines) > MAX_FILE:
        yield source.fault(1, "size", f"{len(source.lines)} lines, at most {MAX_FILE}: split it by verb")
    for function in functions(source.tree):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > MAX_FUNCTION:
            yield source.fault(function.lineno, "size", f"{function.name} has {length} lines, at most {MAX_FUNCTION}")
