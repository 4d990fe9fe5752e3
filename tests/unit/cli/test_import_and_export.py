"""`dialogkit import` and `export` bring flows from one form into another and lose nothing on the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dialogkit.interop import read_any
from tests.support.command_line import run_command
from tests.support.flow_files import FlowFolder
from tests.support.flows import a_flow, choice, edge, message, node, question
from tests.support.foreign import an_export, bubble, group, part

FLOW = a_flow(
    node("main", question("name", id="name"), choice("way", "In", "Out", id="way")),
    node("in", message("Hi\n\n- **{{ name }}**: “yes” # no comment", "hi"), title="In: 1"),
    edges=[edge("way", "in", "in"), edge("way", None, "out")],
    variables=[{"name": "name", "type": "text", "default": "007"}, {"name": "way", "default": ["on", "no", ""]}],
)
EXPORT = json.dumps(an_export(group("g1", bubble("Hi"), part("teleporter", "b2"))))


@pytest.fixture
def save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlowFolder:
    """Return the folder in which commands run; called, it saves a flow."""
    return FlowFolder(tmp_path, monkeypatch)


def test_an_import_writes_a_flow_and_prints_its_report(save: FlowFolder) -> None:
    save(EXPORT, "bot.json")

    ran = run_command("import", "bot.json", "--json")

    report = ran.json
    assert ran.code == 0
    assert (report["format"], report["version"]) == ("typebot", "6.1")
    assert (report["blocks"], report["exact"], report["approximate"], report["unsupported"]) == (3, 2, 0, 1)
    [note] = report["notes"]
    assert (note["block"], note["type"], note["kind"]) == ("b2", "teleporter", "unsupported")
    assert note["message"]
    assert read_any(Path("bot.yaml").read_bytes()).flow == read_any(EXPORT.encode()).flow


def test_people_read_what_an_import_cost(save: FlowFolder) -> None:
    save(EXPORT, "bot.json")

    out = run_command("import", "bot.json", "--output", "folder/new.json").out

    assert "folder/new.json: typebot 6.1, 3 blocks" in out
    assert "2 exact, 0 approximate, 1 unsupported" in out
    assert "unsupported teleporter b2: " in out
    assert json.loads(Path("folder/new.json").read_text())["id"] == "bot"


def test_a_flow_survives_the_way_to_yaml_and_json_and_back(save: FlowFolder) -> None:
    file = save(FLOW, "flow.json")

    assert run_command("export", file, "-o", "one.yaml").code == 0
    assert run_command("export", "one.yaml", "-o", "two.json").code == 0
    assert run_command("export", "two.json", "-o", "three.yml").code == 0

    assert Path("two.json").read_bytes() == file.read_bytes() + b"\n"
    assert Path("three.yml").read_bytes() == Path("one.yaml").read_bytes()
    assert read_any(Path("three.yml").read_bytes()).flow == FLOW


@pytest.mark.parametrize(("form", "first"), [("yaml", "format: 1"), ("json", "{")])
def test_an_export_is_printed_where_no_file_is_named(save: FlowFolder, form: str, first: str) -> None:
    ran = run_command("export", save(FLOW), "--to", form)

    assert ran.out.startswith(first)
    assert read_any(ran.out.encode()).flow == FLOW


def test_a_file_of_another_form_is_not_written(save: FlowFolder) -> None:
    ran = run_command("export", save(FLOW), "-o", "flow.txt")

    assert (ran.code, Path("flow.txt").exists()) == (1, False)
    assert "Let its name end in .yaml or .json." in ran.err


def test_a_place_that_cannot_be_written_is_told_in_a_line(save: FlowFolder) -> None:
    save("", "file")

    ran = run_command("export", save(FLOW), "-o", "file/flow.yaml")

    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "cannot be written" in ran.err
