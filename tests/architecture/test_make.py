"""`make` tells what it can do, and does nothing twice."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
HELP = re.compile(r"^([a-z-]+):.*?## (\S.*)$", re.MULTILINE)


def test_make_alone_lists_every_target_with_what_it_is_for() -> None:
    make = shutil.which("make")
    assert make

    shown = subprocess.run([make, "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    phony = re.findall(r"[\w-]+", re.sub(r"\\\n", " ", MAKEFILE).split(".PHONY:")[1].splitlines()[0])
    assert [target for target in phony if target not in shown] == []
    assert {target for target, _ in HELP.findall(MAKEFILE)} == set(phony)


@pytest.mark.parametrize("tool", sorted(set(re.findall(r"\$\(PY\) -m ((?:tools|bench)[\w.]*)", MAKEFILE))))
def test_every_tool_that_make_runs_is_there(tool: str) -> None:
    place = ROOT.joinpath(*tool.split("."))

    assert place.with_suffix(".py").is_file() or (place / "__main__.py").is_file()


@pytest.mark.parametrize("script", sorted(set(re.findall(r"\$\(PY\) (tools/\w+\.py)", MAKEFILE))))
def test_every_script_that_make_runs_is_there(script: str) -> None:
    assert (ROOT / script).is_file()
