"""A conversation is software: played, tested and measured without a server. No I/O here."""

from __future__ import annotations

from dialogkit.quality.coverage import Coverage, measure_coverage
from dialogkit.quality.player import Played, Player
from dialogkit.quality.replies import Option, options, reply
from dialogkit.quality.stubs import Done, StubbedPerformer, stub_result
from dialogkit.quality.transcripts import Failure, Outcome, TestCase, TestFile, read_tests, run_case

__all__ = (
    "Coverage",
    "Done",
    "Failure",
    "Option",
    "Outcome",
    "Played",
    "Player",
    "StubbedPerformer",
    "TestCase",
    "TestFile",
    "measure_coverage",
    "options",
    "read_tests",
    "reply",
    "run_case",
    "stub_result",
)
