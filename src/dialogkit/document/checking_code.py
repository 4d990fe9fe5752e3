"""Find code that cannot be JavaScript: brackets and quotes that are left open or never were.

It does not parse: whatever it lets pass, the sandbox judges. Regular expressions, comments and
templates are stepped over, so that what stands in them counts for nothing.
"""

from __future__ import annotations

import re

__all__ = ("code_fault",)

LONGEST = 20_000
"""Characters of code that are looked at; longer code is left to the sandbox, so that checking stays quick."""

_CLOSES = {")": "(", "]": "[", "}": "{"}
_SKIPPED = re.compile(r"//[^\n]*|/\*.*?\*/|\s+", re.DOTALL)
_TEXT = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"", re.DOTALL)
_REGEX = re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_NAME = re.compile(r"[\w$]+")
_TEMPLATE_TEXT = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.DOTALL)
# A slash after a value divides; anywhere else it begins a regular expression.
_AFTER_VALUE = re.compile(r"[\w$)\]}'\"`]")
_WORD_BEFORE_REGEX = re.compile("return|typeof|case|in|of|delete|void|throw|new|else|do")


def code_fault(code: str) -> str:
    """Return what is wrong with `code` in words; "" where nothing is seen."""
    return _Scan(code).fault() if len(code) <= LONGEST else ""


class _Scan:
    """One walk over a piece of code."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._at = 0
        self._open: list[tuple[str, int]] = []
        self._last = ""

    def fault(self) -> str:
        """Return the first fault."""
        while self._at < len(self._code):
            found = self._step()
            if found:
                return found
        if self._open:
            mark, at = self._open[-1]
            return f"the {mark} in line {self._line(at)} is never closed"
        return ""

    def _step(self) -> str:
        """Take the next thing in; return what is wrong with it."""
        character = self._code[self._at]
        if self._code.startswith("/*", self._at) and "*/" not in self._code[self._at + 2 :]:
            return f"the comment in line {self._line(self._at)} is never closed"
        if self._skip(_SKIPPED, last=None) or self._skip(_NAME, last="name"):
            return ""
        if character in "'\"":
            return "" if self._skip(_TEXT, last="'") else f"a quote in line {self._line(self._at)} is never closed"
        if character == "`":
            self._at += 1
            return self._template(self._at - 1)
        if character == "/" and self._regex_may_follow() and self._skip(_REGEX, last="'"):
            return ""
        return self._mark(character)

    def _mark(self, character: str) -> str:
        self._at += 1
        self._last = character
        if character in "([{":
            self._open.append((character, self._at - 1))
        elif character in _CLOSES:
            if not self._open or self._open[-1][0] != _CLOSES[character]:
                if character == "}" and self._open and self._open[-1][0] == "${":
                    return self._template(self._open.pop()[1])
                return f"the {character} in line {self._line(self._at - 1)} closes nothing"
            self._open.pop()
        return ""

    def _template(self, begin: int) -> str:
        """Step over the words of a template, to its end or to a value in it."""
        match = _TEMPLATE_TEXT.match(self._code, self._at)
        self._at = match.end() if match else self._at
        if self._code.startswith("`", self._at):
            self._at += 1
            self._last = "'"
            return ""
        if self._code.startswith("${", self._at):
            self._at += 2
            self._open.append(("${", begin))
            self._last = "{"
            return ""
        return f"the template in line {self._line(begin)} is never closed"

    def _skip(self, pattern: re.Pattern[str], *, last: str | None) -> bool:
        match = pattern.match(self._code, self._at)
        if match is None or match.end() == self._at:
            return False
        self._at = match.end()
        if last is not None:
            self._last = match.group() if last == "name" else last
        return True

    def _regex_may_follow(self) -> bool:
        return _WORD_BEFORE_REGEX.fullmatch(self._last) is not None or not _AFTER_VALUE.match(self._last[-1:])

    def _line(self, at: int) -> int:
        return self._code.count("\n", 0, at) + 1
