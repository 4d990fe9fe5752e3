"""A malformed document is refused with where it stands, what was expected and how to mend it."""

from typing import Any

import msgspec
import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.kit import InvalidDocument


def refused(**fields: Any) -> InvalidDocument:
    with pytest.raises(InvalidDocument) as caught:
        codec().convert({"id": "demo", "name": "Demo", **fields})
    return caught.value


def in_block(**fields: Any) -> dict[str, Any]:
    return {"nodes": [{"id": "n", "title": "N", "blocks": [{"id": "b", **fields}]}]}


@pytest.mark.parametrize(
    ("fields", "path", "message", "fix"),
    [
        (
            in_block(type="text", txt="hi"),
            "$.nodes[0].blocks[0].txt",
            "Node `n`, block `b`: unknown field `txt`; did you mean `text`?",
            "Write `text` instead of `txt`.",
        ),
        (
            in_block(type="text", colour="red"),
            "$.nodes[0].blocks[0].colour",
            "Node `n`, block `b`: unknown field `colour`.",
            "Known fields: type, id, note, text.",
        ),
        (
            in_block(type="text-question"),
            "$.nodes[0].blocks[0].type",
            "Node `n`, block `b`: unknown type `text-question`; did you mean `text_question`?",
            "Write `text_question` instead of `text-question`.",
        ),
        (
            in_block(text="hi"),
            "$.nodes[0].blocks[0]",
            "Node `n`, block `b`: the field `type` is missing.",
            "Add `type`.",
        ),
        (
            in_block(type="text", text=3),
            "$.nodes[0].blocks[0].text",
            "Node `n`, block `b`: `text`: expected `str`, got `int`.",
            'Put it in quotes: "3".',
        ),
        (
            {"variables": [{"name": "Age", "type": "numbr"}]},
            "$.variables[0].type",
            "Variable `Age`: `type` cannot be `numbr`; did you mean `number`?",
            "Write `number` instead of `numbr`.",
        ),
        (
            {"dialect": "klingon"},
            "$.dialect",
            "`dialect` cannot be `klingon`.",
            "It can be: goflow, native, typebot, typebot-5.",
        ),
        (
            {"settings": {"typing": {"enabled": "yes"}}},
            "$.settings.typing.enabled",
            "`enabled`: expected `bool`, got `str`.",
            "Write true or false, without quotes.",
        ),
        (
            in_block(type="text", text=["hi"]),
            "$.nodes[0].blocks[0].text",
            "Node `n`, block `b`: `text`: expected `str`, got `array`.",
            "Write a text.",
        ),
        (
            in_block(type="text", text=None),
            "$.nodes[0].blocks[0].text",
            "Node `n`, block `b`: `text`: expected `str`, got `null`.",
            "Leave it out if it is to be empty.",
        ),
        (
            {"theme": "dark"},
            "$.theme",
            "`theme`: expected `object`, got `str`.",
            "Write its fields, each with its name.",
        ),
        (
            {"variables": [{"name": "A", "retention_days": 0}]},
            "$.variables[0].retention_days",
            "Variable `A`: `retention_days`: expected `int` >= 1.",
            "Write a larger number.",
        ),
        (
            {"variables": [{"name": "A" * 201}]},
            "$.variables[0].name",
            f"Variable `{'A' * 60}…`: `name`: expected `str` of length <= 200.",
            "Make it shorter.",
        ),
        (
            {"nodes": {}},
            "$.nodes",
            "`nodes`: expected `array`, got `object`.",
            "Write a list: each member on a line of its own that begins with a dash.",
        ),
    ],
)
def test_a_fault_is_named_and_can_be_mended(fields: dict[str, Any], path: str, message: str, fix: str) -> None:
    fault = refused(**fields)

    assert (fault.path, fault.message, fault.fix) == (path, message, fix)


def test_a_document_that_is_no_object_is_refused() -> None:
    with pytest.raises(InvalidDocument, match="is an object"):
        codec().decode(b"[]")


@pytest.mark.parametrize("data", [b"{", b"\xff", b"", b"[" * 100_000])
def test_bytes_that_are_no_json_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidDocument, match="not JSON"):
        codec().decode(data)


def test_canonical_json_comes_back_byte_for_byte() -> None:
    flow = codec().convert({"name": "Demo", "id": "demo", "locale": "en", "variables": [{"name": "A", "default": [1]}]})

    written = codec().encode(flow)

    assert written == b'{"format":1,"id":"demo","name":"Demo","variables":[{"name":"A","default":[1]}]}'
    assert codec().encode(codec().decode(written)) == written
    assert msgspec.json.decode(written)["format"] == 1
