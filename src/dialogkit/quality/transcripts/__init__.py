"""Transcript tests: conversations written down beside a flow, and played against it."""

from __future__ import annotations

from dialogkit.quality.transcripts.format import Expectation, Line, TestCase, TestFile, read_tests
from dialogkit.quality.transcripts.running import Failure, Outcome, run_case

__all__ = ("Expectation", "Failure", "Line", "Outcome", "TestCase", "TestFile", "read_tests", "run_case")
