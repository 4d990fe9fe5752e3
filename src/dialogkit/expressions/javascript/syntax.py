"""Read tokens into a tree: a Pratt parser for one expression of the subset.

It refuses whatever it does not know, valid or not; the sandbox then decides.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

from dialogkit.expressions.javascript.library import CONSTANTS, FUNCTIONS, METHODS
from dialogkit.expressions.javascript.names import GLOBALS, RESERVED
from dialogkit.expressions.javascript.tokens import Foreign, Token
from dialogkit.expressions.javascript.values import JSValue

__all__ = (
    "Binary",
    "Call",
    "Conditional",
    "Group",
    "Index",
    "ListOf",
    "Literal",
    "Logical",
    "Method",
    "Name",
    "Node",
    "Template",
    "Unary",
    "parse",
)

MAX_PARTS: Final = 200
MAX_NESTING: Final = 32
_UNARY: Final = 15
_TERNARY: Final = 2
_NULLISH: Final = 3
_POWER: Final = 14
_BINDING: Final = {
    "||": 4,
    "&&": 5,
    "|": 6,
    "^": 7,
    "&": 8,
    **dict.fromkeys(("==", "!=", "===", "!=="), 9),
    **dict.fromkeys(("<", ">", "<=", ">="), 10),
    **dict.fromkeys(("<<", ">>", ">>>"), 11),
    **dict.fromkeys(("+", "-"), 12),
    **dict.fromkeys(("*", "/", "%"), 13),
    "**": _POWER,
    "??": _NULLISH,
    "?": _TERNARY,
}
_WORDS: Final[dict[str, JSValue]] = {"true": True, "false": False, "null": None}
_LOOSE_NAMES: Final = frozenset(("undefined", "NaN", "Infinity"))


class Literal(NamedTuple):
    """A value written out."""

    value: JSValue


class Name(NamedTuple):
    """A variable, or one of the three global constants."""

    name: str


class Template(NamedTuple):
    """A text with holes; there is one text more than holes."""

    texts: tuple[str, ...]
    holes: tuple[Node, ...]


class ListOf(NamedTuple):
    """A list written out."""

    items: tuple[Node, ...]


class Unary(NamedTuple):
    """An operator before its operand, `typeof` among them."""

    operator: str
    operand: Node


class Binary(NamedTuple):
    """An operator that needs both sides."""

    operator: str
    left: Node
    right: Node


class Logical(NamedTuple):
    """An operator that may not need its right side."""

    operator: str
    left: Node
    right: Node


class Conditional(NamedTuple):
    """`test ? yes : no`."""

    test: Node
    yes: Node
    no: Node


class Index(NamedTuple):
    """A property by name or by computed key."""

    base: Node
    key: Node


class Call(NamedTuple):
    """A global function or constant, such as `Math.round` or `Number`."""

    function: str
    arguments: tuple[Node, ...]


class Method(NamedTuple):
    """A method of a value."""

    base: Node
    method: str
    arguments: tuple[Node, ...]


class Group(NamedTuple):
    """What stood in parentheses; it matters to `**` and `??` only."""

    inner: Node


Node: TypeAlias = (
    Literal | Name | Template | ListOf | Unary | Binary | Logical | Conditional | Index | Call | Method | Group
)


def parse(tokens: tuple[Token, ...]) -> Node:
    """Return the tree of one whole expression, semicolons after it allowed.

    Raises `Foreign` if it is anything else.
    """
    return _Parser(tokens, [0]).whole()


class _Parser:
    """A place among tokens; `parts` is shared with the parsers of a template's holes."""

    def __init__(self, tokens: tuple[Token, ...], parts: list[int], nesting: int = 0) -> None:
        self._tokens = tokens
        self._position = 0
        self._parts = parts
        self._nesting = nesting

    def whole(self) -> Node:
        node = self._expression(0)
        if self._tokens[self._position].kind != "end":
            raise Foreign("more than one expression")
        return node

    def _take(self) -> Token:
        token = self._tokens[self._position]
        self._position += 1
        self._parts[0] += 1
        if self._parts[0] > MAX_PARTS:
            raise Foreign("a long expression")
        return token

    def _at(self, mark: str) -> bool:
        token = self._tokens[self._position]
        return token.kind == "mark" and token.text == mark

    def _skip(self, mark: str) -> bool:
        if self._at(mark):
            self._position += 1
            return True
        return False

    def _expect(self, mark: str) -> None:
        if not self._skip(mark):
            raise Foreign(f"no {mark}")

    def _expression(self, binding: int) -> Node:
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise Foreign("deep nesting")
        left = self._prefix()
        while True:
            token = self._tokens[self._position]
            power = _BINDING.get(token.text, 0) if token.kind == "mark" else 0
            if power <= binding:
                break
            self._take()
            left = self._infix(token.text, power, left)
        self._nesting -= 1
        return left

    def _infix(self, operator: str, power: int, left: Node) -> Node:
        if operator == "?":
            yes = self._expression(0)
            self._expect(":")
            return Conditional(left, yes, self._expression(_TERNARY - 1))
        if operator == "**":
            if isinstance(left, Unary):
                raise Foreign("a sign before a power")
            return Binary(operator, left, self._expression(power - 1))
        right = self._expression(power)
        if operator in ("||", "&&", "??"):
            return _logical(operator, left, right)
        return Binary(operator, left, right)

    def _prefix(self) -> Node:
        token = self._take()
        if token.kind == "mark" and token.text in ("-", "+", "!", "~"):
            return Unary(token.text, self._expression(_UNARY))
        if token.kind == "name" and token.text == "typeof":
            return Unary("typeof", self._expression(_UNARY))
        return self._suffixes(self._primary(token))

    def _primary(self, token: Token) -> Node:
        match token.kind:
            case "number":
                return Literal(token.number)
            case "text":
                return Literal(token.text)
            case "template":
                return Template(token.texts, tuple(self._hole(hole) for hole in token.holes))
            case "name":
                return self._name(token.text)
            case _:
                return self._enclosed(token.text)

    def _hole(self, tokens: tuple[Token, ...]) -> Node:
        return _Parser(tokens, self._parts, self._nesting).whole()

    def _enclosed(self, mark: str) -> Node:
        if mark == "(":
            inner = self._expression(0)
            self._expect(")")
            return Group(inner)
        if mark == "[":
            return ListOf(self._items("]"))
        raise Foreign("something that begins no expression")

    def _name(self, name: str) -> Node:
        if name in _WORDS:
            return Literal(_WORDS[name])
        if name in RESERVED:
            raise Foreign("a word with a meaning of its own")
        if name not in GLOBALS or name in _LOOSE_NAMES:
            return Name(name)
        return self._global(name)

    def _global(self, name: str) -> Node:
        if self._skip("."):
            name = f"{name}.{self._take().text}"
        if name in CONSTANTS:
            return Call(name, ())
        if name in FUNCTIONS and self._skip("("):
            return Call(name, self._items(")"))
        raise Foreign("a global outside the subset")

    def _suffixes(self, node: Node) -> Node:
        while True:
            if self._skip("."):
                node = self._member(node)
            elif self._skip("["):
                node = Index(node, self._expression(0))
                self._expect("]")
                self._parts[0] += 1
            else:
                break
            if self._at("(") and not isinstance(node, Method):
                raise Foreign("a call of a value")
        return node

    def _member(self, base: Node) -> Node:
        token = self._take()
        if token.kind != "name":
            raise Foreign("a dot without a name")
        if not self._skip("("):
            return Index(base, Literal(token.text))
        if token.text not in METHODS:
            raise Foreign("a method outside the subset")
        return Method(base, token.text, self._items(")"))

    def _items(self, closing: str) -> tuple[Node, ...]:
        items: list[Node] = []
        while not self._skip(closing):
            items.append(self._expression(0))
            if not self._at(closing):
                self._expect(",")
        return tuple(items)


def _logical(operator: str, left: Node, right: Node) -> Node:
    for side in (left, right):
        if isinstance(side, Logical) and (side.operator == "??") != (operator == "??"):
            raise Foreign("?? beside another logical operator")
    return Logical(operator, left, right)
