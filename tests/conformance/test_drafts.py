"""The builder's drafts and the server's are one: the same maps of every flow, the same flow of every draft.

The builder's own code is run, by Node; what it edits by chance is read here through the updates that it sends.
"""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow
from dialogkit.document.outline import Outline
from dialogkit.expressions import dialect_named
from dialogkit.flows.drafts.admission import admit
from dialogkit.flows.drafts.assembling import assemble
from dialogkit.flows.drafts.document import SharedDocument
from dialogkit.flows.drafts.fitting import read
from dialogkit.flows.drafts.shape import flatten
from dialogkit.interop import read_any
from dialogkit.kit import BlockId
from tests.support.drafts import EXAMPLES, example
from tools.web import WEB, NodeIsMissing, node_home

EDITS = 150


def in_the_builder(flows: list[Flow], *, edits: int = 0) -> list[Any]:
    """Return what the builder makes of `flows`."""
    try:
        node = node_home() / "bin" / "node"
    except NodeIsMissing as missing:
        pytest.skip(str(missing))
    if not (WEB / "node_modules" / "yjs").is_dir():
        pytest.skip("the packages of the web are not installed")
    told = subprocess.run(
        [node, WEB / "drafts.js", str(edits)],
        input=b"[" + b",".join(codec().encode(flow) for flow in flows) + b"]",
        stdout=subprocess.PIPE,
        check=True,
    )
    found: list[Any] = msgspec.json.decode(told.stdout)
    assert len(found) == len(flows)
    return found


def document(flow: Flow) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.json.decode(codec().encode(flow))
    return plain


def filled(maps: dict[str, Any]) -> dict[str, Any]:
    return {name: entries for name, entries in maps.items() if entries and name != "comments"}


def expect_one_form(flows: list[Flow]) -> None:
    for flow, told in zip(flows, in_the_builder(flows), strict=True):
        maps = flatten(document(flow))
        here = read(maps, flow.id).flow
        assert told["maps"] == filled(maps), flow.id
        assert codec().convert(told["flow"]) == here, flow.id
        again = told["renamed"]["names"]
        wanted = {block: {again.get(name, name) for name in names} for block, names in names_in(here).items()}
        assert names_in(codec().convert(told["renamed"]["flow"])) == wanted, flow.id


def names_in(flow: Flow) -> dict[BlockId, set[str]]:
    """Return the variables that each block sets or reads."""
    dialect, declared = dialect_named(flow.dialect), frozenset(variable.name for variable in flow.variables)
    found: dict[BlockId, set[str]] = {}
    for block, _ in Outline(flow).all_blocks():
        in_texts = [dialect.template(text, declared).names() for text in block.texts()]
        in_code = [dialect.script(code, declared).names() for code in block.scripts()]
        found[block.id] = {*block.sets(), *block.reads()}.union(*in_texts, *in_code)
    return found


def foreign(corpus: Path) -> list[Flow]:
    files = [*(corpus / "typebot" / "templates").glob("*.json"), *(corpus / "typebot" / "cases").glob("*.json")]
    return [read_any(file.read_bytes(), file.name).flow for file in sorted(files)]


def test_the_examples_have_one_form_and_their_variables_other_names_in_the_builder_and_here() -> None:
    expect_one_form([example(name) for name in EXAMPLES])


@pytest.mark.corpus
def test_flows_that_nobody_here_wrote_have_one_form_in_the_builder_and_here(corpus: Path) -> None:
    expect_one_form(foreign(corpus))


def test_what_is_edited_in_the_builder_is_read_here_as_it_is_read_there() -> None:
    flows = [example(name) for name in EXAMPLES]

    for flow, told in zip(flows, in_the_builder(flows, edits=EDITS), strict=True):
        after, shared = told["after"], SharedDocument()
        for update in after["updates"]:
            admit(base64.b64decode(update))
            shared.apply(base64.b64decode(update))
        there, repairs = assemble(shared.maps(), flow.id)
        assert filled(shared.maps()) == filled(after["maps"])
        assert [_place(repair) for repair in msgspec.to_builtins(repairs)] == after["repairs"]
        assert there == after["flow"]


def _place(repair: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in repair.items() if name not in ("message", "fix")}
