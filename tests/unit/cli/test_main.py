"""The command line as a whole: help, versions, and words that mean nothing."""

from __future__ import annotations

import subprocess
import sys

import dialogkit
from dialogkit.cli import VERBS
from tests.support.command_line import run_command


def test_help_names_every_verb() -> None:
    ran = run_command("--help")

    assert ran.code == 0
    assert all(verb in ran.out for verb in VERBS)


def test_the_version_is_printed() -> None:
    assert run_command("--version").out.strip() == dialogkit.__version__


def test_a_verb_that_is_not_there_is_an_error() -> None:
    assert run_command("frobnicate").code != 0


def test_whoever_stops_reading_is_no_error() -> None:
    blocks = subprocess.Popen(
        [sys.executable, "-c", "from dialogkit.cli import main; main(['blocks', '--json'])"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert blocks.stdout is not None
    assert blocks.stderr is not None
    blocks.stdout.close()

    assert b"Traceback" not in blocks.stderr.read()
    blocks.stderr.close()
    assert blocks.wait() == 0
