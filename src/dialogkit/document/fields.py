"""The types of fields that many blocks have: words, addresses, code, names of variables.

Each carries its maximum from `dialogkit.document.limits`.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from dialogkit.document.limits import MAX_CODE, MAX_NAME, MAX_TEXT, MAX_URL

__all__ = ("Address", "Code", "Label", "NodeName", "Part", "Reference", "SubflowReference", "Words")

Words: TypeAlias = Annotated[str, Meta(max_length=MAX_TEXT)]
"""What a visitor reads; names may stand in it."""

Address: TypeAlias = Annotated[str, Meta(max_length=MAX_URL)]
"""A web address; names may stand in it."""

Code: TypeAlias = Annotated[str, Meta(max_length=MAX_CODE)]
"""JavaScript in which names may stand."""

Label: TypeAlias = Annotated[str, Meta(max_length=MAX_NAME)]
"""What an author reads in the builder."""

Reference: TypeAlias = Annotated[str, Meta(max_length=MAX_NAME, extra_json_schema={"format": "variable"})]
"""The name of a variable; "" is none."""

SubflowReference: TypeAlias = Annotated[
    str, Meta(max_length=MAX_NAME, extra_json_schema={"format": "subflow-variable"})
]
"""The name of a variable of the flow that is entered."""

NodeName: TypeAlias = Annotated[str, Meta(max_length=MAX_NAME, extra_json_schema={"format": "node"})]
"""A node by its id or title; names may stand in it."""


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A piece of a block, such as a button: strict and frozen like the block itself."""
