"""A conversation as people read it in a terminal, and how they are asked."""

from __future__ import annotations

import re
import textwrap

import msgspec

from dialogkit.cli.terminal import has_colours, paint
from dialogkit.engine import Ask, Message, Status, TextMessage
from dialogkit.quality import Played, options

__all__ = ("Transcript",)

WIDTH = 88
_STRONG = re.compile(r"\*\*(?P<words>[^*]+)\*\*")
LEFT_OUT = frozenset({"id", "block", "type", "rich"})
HINTS = ("min", "max", "from", "to", "unit", "country", "format", "earliest", "latest", "accept")


class Transcript:
    """Prints what is said and asks for answers. `echo` shows the answers of a script too."""

    def __init__(self, *, echo: bool) -> None:
        self._echo = echo

    def show(self, played: Played) -> None:
        """Print one turn."""
        for message in played.messages:
            _print_message(message)
        for number, option in enumerate(options(played.ask), start=1):
            print(f"   {paint(f'{number:>2}', 'cyan')}  {option.label}")
        if played.failure:
            print(paint(f"   ✗ {played.failure}", "red"))
        if played.status is Status.ENDED:
            print(paint("   The conversation is over.", "dim"))

    def said(self, line: str) -> None:
        """Print an answer of the script."""
        if self._echo:
            print(f"{paint('>', 'green', 'bold')} {line}")

    def prompt(self, ask: Ask | None) -> str | None:
        """Ask the person at the terminal; None when there will be no answer."""
        hint = _hint(ask)
        try:
            return input(f"{paint(f'   ({hint})', 'dim') + ' ' if hint else ''}{paint('>', 'green', 'bold')} ")
        except (EOFError, KeyboardInterrupt):
            print()
            return None


def _print_message(message: Message) -> None:
    if isinstance(message, TextMessage):
        style = ("yellow",) if message.tone == "error" else ()
        for line in message.text.splitlines() or [""]:
            for part in textwrap.wrap(line, WIDTH) or [""]:
                print(f"   {paint(part, *style) if style else _emphasized(part)}")
        return
    fields = {name: value for name, value in msgspec.to_builtins(message).items() if name not in LEFT_OUT}
    words = "  ".join(f"{name}: {value}" for name, value in fields.items())
    print(f"   {paint(f'[{message.__struct_config__.tag}]', 'blue')} {words}")


def _emphasized(words: str) -> str:
    """Return Markdown with what it marks as strong painted so, where there are colours."""
    return _STRONG.sub(lambda match: paint(match["words"], "bold"), words) if has_colours() else words


def _hint(ask: Ask | None) -> str:
    """Say in a few words what kind of answer is wanted."""
    if ask is None:
        return ""
    plain = msgspec.to_builtins(ask)
    words = [str(plain.get("type", ""))] if not options(ask) else []
    words += [f"{name} {_short(plain[name])}" for name in HINTS if name in plain]
    if plain.get("multiple"):
        words.append("several, joined by a comma")
    if ask.optional:
        words.append("or nothing")
    return ", ".join(word for word in words if word != "text")


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
