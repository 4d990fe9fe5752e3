"""Checks of names: variables that are missing, unused or never set; texts and code that cannot be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dialogkit.document.block import Block
from dialogkit.document.checking import Found
from dialogkit.document.checking_code import code_fault
from dialogkit.document.explaining import closest
from dialogkit.document.flow import Flow, Variable
from dialogkit.document.outline import Outline
from dialogkit.expressions import Dialect, dialect_named
from dialogkit.kit import BlockId, InvalidDocument

__all__ = ("variable_problems",)

NATIVE = "native"
MAX_SUGGESTIONS = 50
"""How many unknown names get a near miss looked for: enough to help, too few to be slow."""

_OPEN = re.compile(r"\{\{(?!\{|[^{}]*\}\}).{0,20}")
"""Two brackets that no two brackets close, and a few words after them to find them by."""

_MEANT = re.compile(r"\{%|[\"'][{}]+[\"']")
"""Where Liquid shows brackets on purpose: in what a tag holds, and in quotes."""


def variable_problems(outline: Outline) -> Iterator[Found]:
    """Yield what is wrong with the flow's names, texts and code."""
    names = _Names(outline.flow)
    yield from _declared_twice(outline.flow)
    for block, _ in outline.all_blocks():
        yield from names.of_block(block)
    names.of_surroundings()
    yield from names.unknown()
    yield from names.idle()


class _Names:
    """Which variables a flow sets, compares and shows, gathered block by block."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._declared = frozenset(variable.name for variable in flow.variables)
        self._dialect: Dialect = dialect_named(flow.dialect)
        self._set: set[str] = set()
        self._read: dict[str, BlockId | None] = {}
        self._unknown: dict[tuple[str, str], BlockId] = {}
        self._parsed: dict[tuple[bool, str], frozenset[str]] = {}

    def of_block(self, block: Block) -> Iterator[Found]:
        """Take in a block's names; yield its texts that cannot be read."""
        for name in block.sets():
            self._set.add(name)
            self._note_unknown("undeclared_variable", name, block.id)
        for name in block.reads():
            self._read.setdefault(name, block.id)
            self._note_unknown("undeclared_variable", name, block.id)
        for text in block.texts():
            yield from self._text(text, block.id)
        for code in block.scripts():
            self._take("undeclared_in_text", self._names_in(code, is_code=True), block.id)
            yield from self._code(code, block.id)

    def of_surroundings(self) -> None:
        """Take in the names that stand outside the blocks: in pictures beside the bubbles."""
        for url in (self._flow.theme.bot_avatar.url, self._flow.theme.visitor_avatar.url):
            if "{" in url:
                self._read.update(dict.fromkeys(self._dialect.template(url, self._declared).names()))

    def unknown(self) -> Iterator[Found]:
        """Yield the names that the flow does not declare."""
        for number, ((code, name), block) in enumerate(self._unknown.items()):
            near = closest(name, sorted(self._declared)) if number < MAX_SUGGESTIONS else ""
            fix = f"Did you mean `{near}`?" if near else f"Declare `{name}` among the flow's variables."
            does = "uses" if code == "undeclared_variable" else "names"
            yield Found(
                code,
                f"The block `{block}` {does} the variable `{name}`, which the flow does not have.",
                fix,
                block=block,
            )

    def idle(self) -> Iterator[Found]:
        """Yield the variables that nothing uses, or that nothing ever fills."""
        for variable in self._flow.variables:
            if variable.name not in self._read and variable.name not in self._set:
                yield Found("unused_variable", f"Nothing uses the variable `{variable.name}`.", "Remove it.")
            elif variable.name not in self._set and variable.default is None:
                yield self._never_set(variable)

    def _never_set(self, variable: Variable) -> Found:
        words = f"The variable `{variable.name}` is read, but nothing sets it."
        fix = "Set it before, give it a default, or pass it in when the conversation starts."
        return Found("never_set", words, fix, block=self._read[variable.name])

    def _text(self, text: str, block: BlockId) -> Iterator[Found]:
        if "{" not in text:
            return
        try:
            names = self._names_in(text, is_code=False)
        except InvalidDocument as fault:
            message = f"In `{block}`, {fault.message}"
            yield Found("template", message if message.endswith(".") else f"{message}.", fault.fix, block=block)
        else:
            self._take("undeclared_in_text", names, block)
            yield from self._unclosed(text, block)

    def _unclosed(self, text: str, block: BlockId) -> Iterator[Found]:
        found = _OPEN.search(text) if self._dialect.name == NATIVE else None
        if found and not _MEANT.search(text):
            words = (
                f"In `{block}`, `{found.group().strip()}` opens a name that is never closed, so it is shown as it is."
            )
            yield Found("unclosed_name", words, "Close it as in `{{ name }}`.", block=block)

    def _code(self, code: str, block: BlockId) -> Iterator[Found]:
        # Elsewhere words that are no code are a value too, so an apostrophe is no fault there.
        fault = code_fault(code) if self._dialect.name == NATIVE else ""
        if fault:
            words = f"The code of `{block}` cannot run: {fault}."
            yield Found("code", words, "Close it, or remove it.", block=block)

    def _take(self, code: str, names: frozenset[str], block: BlockId) -> None:
        for name in names:
            self._read.setdefault(name, block)
            self._note_unknown(code, name, block)

    def _names_in(self, source: str, *, is_code: bool) -> frozenset[str]:
        """Return the names in a text or code; the same source is parsed once."""
        found = self._parsed.get((is_code, source))
        if found is None:
            read = self._dialect.script if is_code else self._dialect.template
            found = self._parsed[is_code, source] = read(source, self._declared).names()
        return found

    def _note_unknown(self, code: str, name: str, block: BlockId) -> None:
        if name not in self._declared:
            self._unknown.setdefault((code, name), block)


def _declared_twice(flow: Flow) -> Iterator[Found]:
    for name, times in Counter(variable.name for variable in flow.variables).items():
        if times > 1:
            yield Found("duplicate_variable", f"{times} variables are named `{name}`.", "Rename or remove one of them.")
