"""Compile an expression once, into closures; evaluate it often.

Reading code is in `tokens` and `syntax`, meaning in `operators` and `library`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias, assert_never

from dialogkit.expressions.javascript.errors import JavaScriptError, NeedsSandbox
from dialogkit.expressions.javascript.library import CONSTANTS, FUNCTIONS, call_method
from dialogkit.expressions.javascript.operators import (
    BINARY,
    Operation,
    concatenate,
    get_property,
    kind_name,
    to_int32,
)
from dialogkit.expressions.javascript.syntax import (
    Binary,
    Call,
    Conditional,
    Group,
    Index,
    ListOf,
    Literal,
    Logical,
    Method,
    Name,
    Node,
    Template,
    Unary,
    parse,
)
from dialogkit.expressions.javascript.tokens import Foreign, tokenize
from dialogkit.expressions.javascript.values import (
    UNDEFINED,
    WHITE_SPACE,
    JSValue,
    Meter,
    lift,
    lower,
    to_boolean,
    to_number,
    to_text,
)

__all__ = ("Compiled", "compile_javascript")

MAX_CODE: Final = 4000
_RETURN: Final = re.compile(rf"return(?![\w$\\])[{WHITE_SPACE}]*")
_LINE_END: Final = re.compile("[\n\r\u2028\u2029]")
_NAN: Final = float("nan")
_UNBOUND: Final = object()


class _Frame(Meter):
    """One evaluation: its variables and what it may still do."""

    __slots__ = ("arguments",)

    def __init__(self, arguments: Mapping[str, JSValue]) -> None:
        super().__init__()
        self.arguments = arguments


Run: TypeAlias = Callable[[_Frame], JSValue]


class Compiled:
    """An expression ready to be evaluated; it keeps no state between evaluations."""

    __slots__ = ("_run", "names")

    def __init__(self, run: Run, names: frozenset[str]) -> None:
        self._run = run
        self.names = names
        """The variables that the expression reads."""

    def evaluate(self, arguments: Mapping[str, JSValue]) -> JSValue:
        """Return the value; whole numbers are `int`, others `float`, NaN among them.

        Raises `JavaScriptError` where JavaScript throws, and `NeedsSandbox` when these values
        lead out of the subset: the code has then to be run by the sandbox.
        """
        return lower(self._run(_Frame(arguments)))


def compile_javascript(code: str) -> Compiled | None:
    """Compile one expression, with or without `return` before it and semicolons after it.

    `None` says that it is not in the subset, or no JavaScript at all: run it in the sandbox.
    """
    expression = _expression_of(code)
    if expression is None:
        return None
    if not expression:
        return Compiled(_constant(UNDEFINED), frozenset())
    try:
        tree = parse(tokenize(expression))
    except Foreign:
        return None
    names: set[str] = set()
    return Compiled(_Compiler(names).node(tree), frozenset(names))


def _expression_of(code: str) -> str | None:
    if len(code) > MAX_CODE:
        return None
    code = code.strip(WHITE_SPACE)
    found = _RETURN.match(code)
    if found:
        # A line end after `return` returns undefined.
        if _LINE_END.search(found.group()):
            return None
        code = code[found.end() :]
    while code.endswith(";"):
        code = code[:-1].rstrip(WHITE_SPACE)
    return code


def _constant(value: JSValue) -> Run:
    return lambda _frame: value


class _Compiler:
    """Turn a tree into closures, collecting the names it reads."""

    def __init__(self, names: set[str]) -> None:
        self._names = names

    def node(self, node: Node) -> Run:
        match node:
            case Literal(value):
                return _constant(value)
            case Name(name):
                self._names.add(name)
                return _name(name)
            case Group(inner):
                return self.node(inner)
            case Binary(operator, left, right):
                return _binary(operator, self.node(left), self.node(right))
            case Logical(operator, left, right):
                return _logical(operator, self.node(left), self.node(right))
            case Unary(operator, operand):
                return self._unary(operator, operand)
            case _:
                return self._other(node)

    def _other(self, node: Conditional | Template | ListOf | Index | Call | Method) -> Run:
        match node:
            case Conditional(test, yes, no):
                return _conditional(self.node(test), self.node(yes), self.node(no))
            case Template(texts, holes):
                return _template(texts, self._all(holes))
            case ListOf(items):
                return _list(self._all(items))
            case Index(base, key):
                return _index(self.node(base), self.node(key))
            case Call(function, arguments):
                return _call(function, self._all(arguments))
            case Method(base, method, arguments):
                return _method(self.node(base), method, self._all(arguments))
        assert_never(node)

    def _all(self, nodes: tuple[Node, ...]) -> tuple[Run, ...]:
        return tuple(self.node(node) for node in nodes)

    def _unary(self, operator: str, operand: Node) -> Run:
        run = self.node(operand)
        if operator != "typeof":
            return _unary(operator, run)
        while isinstance(operand, Group):
            operand = operand.inner
        may_be_unbound = isinstance(operand, Name) and operand.name not in _GLOBAL_VALUES
        return _type_of(run, operand.name if may_be_unbound and isinstance(operand, Name) else None)


_GLOBAL_VALUES: Final[dict[str, JSValue]] = {
    "undefined": UNDEFINED,
    "NaN": _NAN,
    "Infinity": float("inf"),
}


def _name(name: str) -> Run:
    missing: object = _GLOBAL_VALUES.get(name, _UNBOUND)

    def run(frame: _Frame) -> JSValue:
        value = frame.arguments.get(name, missing)
        if type(value) is float:
            return value
        if value is _UNBOUND:
            raise JavaScriptError("ReferenceError", f"{name} is not defined")
        return lift(value)  # type: ignore[arg-type]  # a sentinel apart from JavaScript's values

    return run


def _type_of(run: Run, name: str | None) -> Run:
    def type_of(frame: _Frame) -> JSValue:
        if name is not None and name not in frame.arguments:
            return "undefined"
        return kind_name(run(frame))

    return type_of


def _binary(operator: str, left: Run, right: Run) -> Run:
    operation = BINARY[operator]
    special = _FAST.get(operator)
    if special:
        return special(operation, left, right)

    def run(frame: _Frame) -> JSValue:
        first = left(frame)
        return operation(first, right(frame), frame)

    return run


def _fast_add(operation: Operation, left: Run, right: Run) -> Run:
    def run(frame: _Frame) -> JSValue:
        first, second = left(frame), right(frame)
        if type(first) is float and type(second) is float:
            return first + second
        return operation(first, second, frame)

    return run


def _fast_subtract(operation: Operation, left: Run, right: Run) -> Run:
    def run(frame: _Frame) -> JSValue:
        first, second = left(frame), right(frame)
        if type(first) is float and type(second) is float:
            return first - second
        return operation(first, second, frame)

    return run


def _fast_multiply(operation: Operation, left: Run, right: Run) -> Run:
    def run(frame: _Frame) -> JSValue:
        first, second = left(frame), right(frame)
        if type(first) is float and type(second) is float:
            return first * second
        return operation(first, second, frame)

    return run


_FAST: Final[dict[str, Callable[[Operation, Run, Run], Run]]] = {
    "+": _fast_add,
    "-": _fast_subtract,
    "*": _fast_multiply,
}


def _logical(operator: str, left: Run, right: Run) -> Run:
    def either(frame: _Frame) -> JSValue:
        value = left(frame)
        return value if to_boolean(value) else right(frame)

    def both(frame: _Frame) -> JSValue:
        value = left(frame)
        return right(frame) if to_boolean(value) else value

    def nullish(frame: _Frame) -> JSValue:
        value = left(frame)
        return right(frame) if value is None or value is UNDEFINED else value

    return {"||": either, "&&": both, "??": nullish}[operator]


def _conditional(test: Run, yes: Run, no: Run) -> Run:
    return lambda frame: yes(frame) if to_boolean(test(frame)) else no(frame)


def _unary(operator: str, operand: Run) -> Run:
    operations: dict[str, Run] = {
        "-": lambda frame: -to_number(operand(frame), frame),
        "+": lambda frame: to_number(operand(frame), frame),
        "!": lambda frame: not to_boolean(operand(frame)),
        "~": lambda frame: float(~to_int32(to_number(operand(frame), frame))),
    }
    return operations[operator]


def _template(texts: tuple[str, ...], holes: tuple[Run, ...]) -> Run:
    def run(frame: _Frame) -> JSValue:
        whole = texts[0]
        for hole, text in zip(holes, texts[1:], strict=True):
            whole = concatenate(whole, to_text(hole(frame), frame), frame)
            whole = concatenate(whole, text, frame)
        return whole

    return run


def _list(items: tuple[Run, ...]) -> Run:
    return lambda frame: [item(frame) for item in items]


def _index(base: Run, key: Run) -> Run:
    def run(frame: _Frame) -> JSValue:
        value = base(frame)
        return get_property(value, key(frame), frame)

    return run


def _call(name: str, arguments: tuple[Run, ...]) -> Run:
    owner = name.partition(".")[0]
    constant = CONSTANTS.get(name)

    def run(frame: _Frame) -> JSValue:
        if owner in frame.arguments:
            raise NeedsSandbox(f"{owner} is a variable")
        if constant is not None:
            return constant
        return FUNCTIONS[name]([argument(frame) for argument in arguments], frame)

    return run


def _method(base: Run, name: str, arguments: tuple[Run, ...]) -> Run:
    def run(frame: _Frame) -> JSValue:
        value = base(frame)
        if value is None or value is UNDEFINED:
            raise JavaScriptError("TypeError", f"cannot read property '{name}' of {to_text(value)}")
        return call_method(value, name, [argument(frame) for argument in arguments], frame)

    return run
