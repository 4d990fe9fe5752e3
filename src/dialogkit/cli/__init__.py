"""The command line: one file a verb, loaded only when it is asked for.

What goes wrong in a way DialogKit has a name for is one line on stderr, with how to mend it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from dialogkit.kit import DialogKitError

__all__ = ("VERBS", "main")

VERBS = {
    "serve": "Start the platform, with flow files published.",
    "chat": "Hold a conversation with a flow in the terminal, or play a script of answers.",
    "check": "Find what would strand a visitor in flow files.",
    "test": "Play transcript tests and tell how much of the flows they cover.",
    "import": "Read a flow of another platform and tell what that cost.",
    "export": "Write a flow as YAML or JSON.",
    "blocks": "List the block types there are.",
    "doctor": "Look whether this machine and a data folder are fit for use.",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    from cyclopts import App

    import dialogkit

    app = App(
        name="dialogkit",
        help="Draw, check, test, publish and hold conversational flows.",
        version=dialogkit.__version__,
        version_flags=("--version",),
        result_action="return_value",
    )
    for verb, words in VERBS.items():
        module = "import_" if verb == "import" else verb
        app.command(f"dialogkit.cli.{module}:{module}", name=verb, help=words)
    sys.exit(_run(app, sys.argv[1:] if arguments is None else list(arguments)))


def _run(app: object, arguments: list[str]) -> int:
    try:
        code = app(arguments)  # type: ignore[operator]  # cyclopts is not loaded where types are declared
    except DialogKitError as error:
        print(f"dialogkit: {error.message}{' ' if error.fix else ''}{error.fix}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return code if isinstance(code, int) else 0
