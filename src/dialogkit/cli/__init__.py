"""The command line: one file a verb, loaded only when it is asked for.

What goes wrong in a way DialogKit has a name for is one line on stderr, with how to mend it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from dialogkit.kit import DialogKitError

__all__ = ("TARGETS", "VERBS", "main")

TARGETS = {"import": "import_:import_", "test": "test:run_tests"}
"""Where a verb's function has another name than the verb."""

JSON = "--json"

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
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        code = _quick_check(words) if _is_plain_check(words) else _parsed(words)
    except DialogKitError as error:
        print(f"dialogkit: {error.message}{' ' if error.fix else ''}{error.fix}", file=sys.stderr)
        code = 1
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody left to tell anything.
        sys.stderr.close()
        code = 0
    sys.exit(code)


def _parsed(words: list[str]) -> int:
    """Have the verb found and its options read."""
    from cyclopts import App

    import dialogkit

    app = App(
        name="dialogkit",
        help="Draw, check, test, publish and hold conversational flows.",
        version=dialogkit.__version__,
        version_flags=("--version",),
        result_action="return_value",
    )
    for verb, purpose in VERBS.items():
        # The verb that is asked for explains itself; the others are not loaded to be listed.
        words_of_verb = None if words[:1] == [verb] else purpose
        app.command(f"dialogkit.cli.{TARGETS.get(verb, f'{verb}:{verb}')}", name=verb, help=words_of_verb)
    code = app(words)
    return code if isinstance(code, int) else 0


def _is_plain_check(words: list[str]) -> bool:
    """Tell whether this is `check` with nothing but files, as editors and hooks call it at every save."""
    return len(words) > 1 and words[0] == "check" and all(word == JSON or word[:1] != "-" for word in words[1:])


def _quick_check(words: list[str]) -> int:
    """Check without loading what reads options, which would take longer than checking."""
    from pathlib import Path

    from dialogkit.cli.check import check

    return check(*(Path(word) for word in words[1:] if word != JSON), json=JSON in words)
