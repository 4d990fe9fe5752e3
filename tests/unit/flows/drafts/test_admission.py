"""What comes from outside is looked through before it is taken in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text

from dialogkit.flows.drafts.admission import MAX_DEPTH, admit
from dialogkit.flows.drafts.document import SharedDocument
from dialogkit.kit import InvalidRequest
from tests.support.drafts import EXAMPLES, example, shared

WHOLE = shared(example("nps-survey")).update_since()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=15,
)


def update_of(name: str, value: Any) -> bytes:
    doc: Doc[Any] = Doc(client_id=1)
    doc.get("blocks", type=Map)[name] = value
    return bytes(doc.get_update())


def nested(depth: int) -> bytes:
    """Return an update with a list in a list in a list, made by hand: the library would not."""
    flat = update_of("a", [None])
    at = flat.index(b"u\x01~")
    return flat[:at] + b"u\x01" * depth + b"~" + flat[at + 3 :]


@pytest.mark.parametrize("name", EXAMPLES)
def test_drafts_are_admitted(name: str) -> None:
    admit(shared(example(name)).update_since())


@given(st.text(max_size=6), JSON)
def test_every_json_value_is_admitted(name: str, value: Any) -> None:
    admit(update_of(name, value))
    admit(update_of(name, Map({"field": value})))


def test_an_edit_over_another_and_a_removal_are_admitted() -> None:
    doc: Doc[Any] = Doc()
    blocks = doc.get("blocks", type=Map)
    for _ in range(3):
        blocks["a"] = Map({"text": "x"})
        blocks["a"]["text"] = "y"
        del blocks["a"]
        admit(doc.get_update())


@pytest.mark.parametrize(
    "value", [Text("x"), Array([1]), Map({"inner": Map({"deeper": 1})})], ids=["text", "list", "map"]
)
def test_what_a_draft_has_no_use_for_is_refused(value: Any) -> None:
    with pytest.raises(InvalidRequest):
        admit(update_of("a", value))


def test_a_list_as_a_root_is_refused() -> None:
    doc: Doc[Any] = Doc()
    doc.get("blocks", type=Array).append(1)

    with pytest.raises(InvalidRequest):
        admit(doc.get_update())


@pytest.mark.parametrize("depth", [MAX_DEPTH, 1_000, 450_000])
def test_a_value_nested_too_deep_is_refused(depth: int) -> None:
    with pytest.raises(InvalidRequest, match="nested"):
        admit(nested(depth))


def test_a_modest_depth_is_admitted_and_read() -> None:
    update = nested(MAX_DEPTH - 2)
    admit(update)

    document = SharedDocument()
    document.apply(update)

    assert str(document.maps()["blocks"]["a"]).count("[") == MAX_DEPTH - 2


@settings(max_examples=300)
@given(st.binary(max_size=80))
def test_noise_is_refused_or_taken_in_without_harm(noise: bytes) -> None:
    document = SharedDocument()
    try:
        admit(noise)
        document.apply(noise)
    except InvalidRequest:
        return
    document.maps()
    document.update_since()


@settings(max_examples=200)
@given(st.data())
def test_a_broken_update_does_no_harm(data: st.DataObject) -> None:
    whole = bytearray(WHOLE)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=4)):
        whole[at] = data.draw(st.integers(0, 255))
    document = SharedDocument()
    try:
        admit(bytes(whole))
        document.apply(bytes(whole))
    except InvalidRequest:
        return
    document.maps()
    document.update_since()


@pytest.mark.parametrize("state", [b"\x05", b"\xff" * 30, b"\x01"])
def test_a_broken_state_is_refused(state: bytes) -> None:
    with pytest.raises(InvalidRequest):
        SharedDocument().update_since(state)
