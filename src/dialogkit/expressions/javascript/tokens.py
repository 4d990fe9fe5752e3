"""Cut an expression into tokens; anything outside the subset is `Foreign`.

Comments, regular expressions, objects, assignments and old octal numbers are foreign:
the sandbox knows them.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple, NoReturn, TypeAlias

from dialogkit.expressions.javascript.values import WHITE_SPACE

__all__ = ("Foreign", "Token", "tokenize")

Kind: TypeAlias = Literal["number", "text", "template", "name", "mark", "end"]


class Foreign(Exception):
    """The code is not in the subset, or is not JavaScript at all."""


class Token(NamedTuple):
    """One token; a template carries its texts and the tokens between them."""

    kind: Kind
    text: str
    number: float = 0.0
    texts: tuple[str, ...] = ()
    holes: tuple[tuple[Token, ...], ...] = ()


MAX_TEMPLATE_NESTING: Final = 8
_BLANK: Final = re.compile(f"[{WHITE_SPACE}]*")
_NUMBER: Final = re.compile(
    r"(?:0[xX](?P<hex>[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)|0[oO](?P<oct>[0-7]+)|0[bB](?P<bin>[01]+)"
    r"|(?P<dec>(?:(?:0|[1-9][0-9]*(?:_[0-9]+)*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?))"
)
_NAME: Final = re.compile(r"[^\W\d]\w*(?:\$\w*)*|\$[\w$]*")
# Longest first, so that "===" is not read as "==" and "=".
_MARK: Final = re.compile(r"===|!==|>>>|\*\*|\?\?|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%<>!()\[\].,?:&|^~]")
# Increments, assignments, arrows, optional chains and comments begin like a mark of the subset.
_FOREIGN: Final = re.compile(r"\+\+|--|//|/\*|=>|=(?!=)|\?\.(?![0-9])|\.\.\.|<!--|[-+*/%&|^]=|<<=|>>=|\*\*=")
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "v": "\v", "f": "\f"}
_CODE_UNIT: Final = re.compile(r"x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}")


def tokenize(code: str) -> tuple[Token, ...]:
    """Return the tokens of `code`, an end token last.

    Raises `Foreign` if some of it is outside the subset.
    """
    tokens, position = _scan(code, 0, 0)
    if position != len(code):
        _refuse("a closing brace")
    return tokens


def _refuse(what: str) -> NoReturn:
    raise Foreign(what)


def _scan(code: str, position: int, nesting: int) -> tuple[tuple[Token, ...], int]:
    """Read tokens up to the end of the code or, in a template's hole, its closing brace."""
    tokens: list[Token] = []
    while True:
        blank = _BLANK.match(code, position)
        position = blank.end() if blank else position
        if position >= len(code) or code[position] == "}":
            tokens.append(Token("end", ""))
            return tuple(tokens), position
        token, position = _next(code, position, nesting)
        tokens.append(token)


def _next(code: str, position: int, nesting: int) -> tuple[Token, int]:
    character = code[position]
    if character in "'\"":
        return _text(code, position)
    if character == "`":
        return _template(code, position, nesting)
    if name := _NAME.match(code, position):
        return _name(name)
    if character.isdecimal() or (character == "." and code[position + 1 : position + 2].isdecimal()):
        return _number(code, position)
    if _FOREIGN.match(code, position):
        _refuse("an operator outside the subset")
    if mark := _MARK.match(code, position):
        return Token("mark", mark.group()), mark.end()
    return _refuse("a character outside the subset")


def _name(found: re.Match[str]) -> tuple[Token, int]:
    name = found.group()
    if not name.isascii() and not name.replace("$", "_").isidentifier():
        _refuse("a name outside the subset")
    return Token("name", name), found.end()


def _number(code: str, position: int) -> tuple[Token, int]:
    found = _NUMBER.match(code, position)
    if not found:
        return _refuse("a number outside the subset")
    end = found.end()
    if end < len(code) and (code[end].isalnum() or code[end] in "_$\\" or not code[end].isascii()):
        _refuse("a number outside the subset")
    digits = found.group().replace("_", "")
    if found["dec"]:
        return Token("number", digits, float(digits)), end
    base = 16 if found["hex"] else 8 if found["oct"] else 2
    return Token("number", digits, _whole(digits[2:], base)), end


def _whole(digits: str, base: int) -> float:
    if len(digits) > 200:
        _refuse("a very long number")
    return float(int(digits, base))


def _text(code: str, position: int) -> tuple[Token, int]:
    quote = code[position]
    parts: list[str] = []
    position += 1
    while position < len(code):
        character = code[position]
        if character == quote:
            return Token("text", _joined(parts)), position + 1
        if character in "\n\r":
            break
        part, position = _character(code, position)
        parts.append(part)
    return _refuse("a text that does not end")


def _template(code: str, position: int, nesting: int) -> tuple[Token, int]:
    if nesting >= MAX_TEMPLATE_NESTING:
        _refuse("templates nested deeply")
    texts: list[str] = []
    holes: list[tuple[Token, ...]] = []
    parts: list[str] = []
    position += 1
    while position < len(code):
        if code[position] == "`":
            return Token("template", "", 0.0, (*texts, _joined(parts)), tuple(holes)), position + 1
        if code.startswith("${", position):
            tokens, position = _scan(code, position + 2, nesting + 1)
            holes.append(tokens)
            texts.append(_joined(parts))
            parts = []
            position += 1
            continue
        part, position = _character(code, position)
        parts.append("\n" if part in ("\r", "\r\n") and code[position - 1] == part[-1] else part)
    return _refuse("a template that does not end")


def _character(code: str, position: int) -> tuple[str, int]:
    """Return what the character or escape at `position` stands for, and where the next begins."""
    character = code[position]
    if character == "\r" and code.startswith("\r\n", position):
        return "\r\n", position + 2
    if character != "\\":
        return character, position + 1
    return _escape(code, position + 1)


def _escape(code: str, position: int) -> tuple[str, int]:
    if position >= len(code):
        _refuse("a text that does not end")
    if unit := _CODE_UNIT.match(code, position):
        point = int(next(group for group in unit.groups() if group), 16)
        if point > 0x10FFFF:
            _refuse("a character that does not exist")
        return chr(point), unit.end()
    character = code[position]
    # A zero, other digits and line ends after a backslash have old meanings of their own.
    if character in "xu\n\r\u2028\u2029" or character.isdecimal():
        _refuse("an escape outside the subset")
    return _ESCAPES.get(character, character), position + 1


def _joined(parts: list[str]) -> str:
    text = "".join(parts)
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
