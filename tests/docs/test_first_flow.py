"""The tutorial tells the truth: its flows are files, they pass the check, and they say what it promises."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).parent / "dialogkit"
TUTORIAL = (ROOT / "docs" / "tutorials" / "first-flow.md").read_text()
FLOWS = [ROOT / "docs" / "examples" / f"coffee-{step}.yaml" for step in (1, 2)]


def dialogkit(*arguments: str | Path) -> str:
    run = subprocess.run([COMMAND, *arguments], capture_output=True, text=True, check=True)
    return run.stdout


def texts(turns: str) -> list[str]:
    return [message["text"] for line in turns.splitlines() for message in json.loads(line)["messages"]]


def test_the_flows_of_the_tutorial_are_the_example_files() -> None:
    assert re.findall(r"```yaml\n(.*?)```", TUTORIAL, re.DOTALL) == [flow.read_text() for flow in FLOWS]


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.stem)
def test_a_flow_of_the_tutorial_has_no_problem(flow: Path) -> None:
    assert json.loads(dialogkit("check", flow, "--json")) == []


def test_what_the_tutorial_shows_of_a_misspelt_name_is_what_check_prints(tmp_path: Path) -> None:
    flow = tmp_path / "coffee.yaml"
    flow.write_text(FLOWS[0].read_text().replace("{{ name }}", "{{ nmae }}"))
    shown = re.findall(r"```console\n\$ dialogkit check coffee.yaml\n(.*?)```", TUTORIAL, re.DOTALL)[1]

    run = subprocess.run([COMMAND, "check", flow.name], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert run.stdout == shown


def test_the_flow_of_the_tutorial_takes_an_order(tmp_path: Path) -> None:
    answers = tmp_path / "answers"
    answers.write_text("Ada\nLatte\n20\n2\n")

    heard = texts(dialogkit("chat", FLOWS[1], "--script", answers, "--json"))

    assert "Between one and nine, please." in heard
    assert heard[-1] == "Thank you, Ada: 2 × Latte, ready in five minutes."


def test_the_flow_of_the_tutorial_lets_a_visitor_go(tmp_path: Path) -> None:
    answers = tmp_path / "answers"
    answers.write_text("Ada\nNothing today\n")

    assert texts(dialogkit("chat", FLOWS[1], "--script", answers, "--json"))[-1] == "Another time, then."
