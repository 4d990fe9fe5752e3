"""The names JavaScript gives a meaning of its own, so that no variable is mistaken for one.

A test compares the lists with the engine's own.
"""

from __future__ import annotations

from typing import Final

__all__ = ("GLOBALS", "INHERITED", "RESERVED")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RESERVED: Final = _words(
    """arguments async await break case catch class const continue debugger default delete do else enum
    eval export extends false finally for function if implements import in instanceof interface let new null of
    package private protected public return static super switch this throw true try typeof using var void while with
    yield"""
)
"""Words that may not be read as variables here; what they mean is left to the sandbox."""

GLOBALS: Final = _words(
    """AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array
    Boolean DOMException DataView Date DisposableStack Error EvalError FinalizationRegistry Float16Array
    Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array InternalError Intl
    Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set
    SharedArrayBuffer String SuppressedError Symbol SyntaxError TypeError URIError Uint16Array
    Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet atob btoa console decodeURI
    decodeURIComponent encodeURI encodeURIComponent escape eval fetch globalThis isFinite isNaN parseFloat
    parseInt performance queueMicrotask setVariable undefined unescape"""
)
"""What the sandbox defines for every script; any other unbound name throws a ReferenceError."""

_OBJECT: Final = _words(
    """__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ constructor
    hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf"""
)
_TEXT: Final = _words(
    """anchor at big blink bold charAt charCodeAt codePointAt concat endsWith fixed fontcolor fontsize
    includes indexOf isWellFormed italics lastIndexOf length link localeCompare match matchAll normalize
    padEnd padStart repeat replace replaceAll search slice small split startsWith strike sub substr
    substring sup toLocaleLowerCase toLocaleUpperCase toLowerCase toUpperCase toWellFormed trim trimEnd
    trimLeft trimRight trimStart"""
)
_LIST: Final = _words(
    """at concat copyWithin entries every fill filter find findIndex findLast findLastIndex flat flatMap
    forEach includes indexOf join keys lastIndexOf length map pop push reduce reduceRight reverse shift
    slice some sort splice toReversed toSorted toSpliced unshift values with"""
)
_NUMBER: Final = frozenset(("toExponential", "toFixed", "toPrecision"))

INHERITED: Final[dict[type, frozenset[str]]] = {
    dict: _OBJECT,
    str: _OBJECT | _TEXT,
    list: _OBJECT | _LIST,
    float: _OBJECT | _NUMBER,
    bool: _OBJECT,
}
"""Per kind of value, the properties it has from its prototypes."""
