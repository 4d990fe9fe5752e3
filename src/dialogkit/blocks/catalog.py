"""Every block type, found by looking into this package; nothing else lists them.

A type is a class with a `tag` and a `run`, in a module of its own. Its messages and asks
are the `Message` and `Ask` classes of the same module.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from types import ModuleType
from typing import TypeVar, Union

import msgspec

import dialogkit.blocks
from dialogkit.document import Block, Codec, Flow, FlowOf
from dialogkit.engine import Ask, Message, TextMessage

__all__ = ("ask_types", "block_types", "codec", "message_types", "type_name")


@cache
def block_types() -> dict[str, type[Block]]:
    """Return the block types by name, in alphabetical order."""
    return _by_name(found for found in _classes(Block) if hasattr(found, "run"))


@cache
def message_types() -> dict[str, type[Message]]:
    """Return the types of messages by name."""
    return _by_name((TextMessage, *_classes(Message)))


@cache
def ask_types() -> dict[str, type[Ask]]:
    """Return the types of asks by name."""
    return _by_name(_classes(Ask))


@cache
def codec() -> Codec:
    """Return what reads and writes flows with all block types."""
    return Codec(_flow_type())


def type_name(struct: type[msgspec.Struct]) -> str:
    """Return the tag of a tagged struct."""
    return str(struct.__struct_config__.tag)


def _flow_type() -> type[Flow]:
    return FlowOf[Union[tuple(block_types().values())]]  # type: ignore[misc, return-value]  # noqa: UP007 - the union is built at run time


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = (info.name for info in pkgutil.iter_modules(dialogkit.blocks.__path__))
    return tuple(importlib.import_module(f"dialogkit.blocks.{name}") for name in names if name != "catalog")


S = TypeVar("S", bound=msgspec.Struct)


def _by_name(found: Iterable[type[S]]) -> dict[str, type[S]]:
    return dict(sorted((type_name(one), one) for one in found))


def _classes(parent: type[S]) -> list[type[S]]:
    return [
        found
        for module in _modules()
        for found in vars(module).values()
        if isinstance(found, type)
        and issubclass(found, parent)
        and found.__module__ == module.__name__
        and found.__struct_config__.tag is not None
    ]
