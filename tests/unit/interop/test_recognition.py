"""A file is known by what is in it, and what cannot be read says how to mend that."""

from __future__ import annotations

import json

import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.document import write_yaml
from dialogkit.interop import Format, read_any, read_many, recognize
from dialogkit.kit import InvalidDocument
from tests.support.flows import a_flow, message
from tests.support.foreign import an_export, bubble, group

FLOW = a_flow(message("Hi"))
EXPORT = an_export(group("g1", bubble("Hi")))


@pytest.mark.parametrize(
    ("data", "format"),
    [
        pytest.param(codec().encode(FLOW), Format.DIALOGKIT_JSON, id="a flow as JSON"),
        pytest.param(write_yaml(codec(), FLOW), Format.DIALOGKIT_YAML, id="a flow as YAML"),
        pytest.param(json.dumps(EXPORT).encode(), Format.TYPEBOT, id="an export of Typebot"),
        pytest.param(json.dumps({"typebot": EXPORT}).encode(), Format.TYPEBOT, id="an answer of Typebot's API"),
        pytest.param(b"\xef\xbb\xbf \n" + json.dumps(EXPORT).encode(), Format.TYPEBOT, id="a byte order mark"),
    ],
)
def test_a_file_is_known_by_its_content(data: bytes, format: Format) -> None:
    assert recognize(data).format is format
    assert read_any(data, "any.name").report.format == format


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"  \n", "empty", id="nothing"),
        pytest.param(b'{"groups": [', "not JSON", id="half a file"),
        pytest.param(b"[1, 2]", "a list", id="a list"),
        pytest.param(b"[" * 100_000, "nested too deeply", id="brackets without end"),
        pytest.param(b'{"groups": 5}', "no list of groups", id="groups that are none"),
        pytest.param(b'{"hello": "world"}', "", id="any object"),
        pytest.param(b"\xff\xfe\x00", "not UTF-8", id="bytes"),
    ],
)
def test_what_cannot_be_read_says_why_and_how_to_mend_it(data: bytes, words: str) -> None:
    with pytest.raises(InvalidDocument) as fault:
        read_any(data, "bot.json")

    assert words in fault.value.message
    assert fault.value.fix


def test_an_export_from_before_version_3_asks_for_a_newer_one() -> None:
    old = {"blocks": [{"id": "b", "steps": [{"id": "s", "type": "text"}]}], "edges": [], "variables": []}

    with pytest.raises(InvalidDocument, match="before version 3") as fault:
        recognize(json.dumps(old).encode())

    assert "export it again" in fault.value.fix


def test_a_flow_without_a_name_or_an_id_is_called_after_its_file() -> None:
    nameless = {key: value for key, value in EXPORT.items() if key not in ("id", "name")}

    flow = read_any(json.dumps(nameless).encode(), "folder/welcome.json").flow

    assert (flow.id, flow.name) == ("welcome", "welcome")


def test_files_that_are_read_together_may_not_hold_the_same_flow() -> None:
    data = codec().encode(FLOW)
    other = codec().encode(a_flow(message("Hi"), id="other"))

    assert set(read_many({"a.json": data, "b.json": other})) == {"flow", "other"}
    with pytest.raises(InvalidDocument, match="another file"):
        read_many({"a.json": data, "b.json": data})
