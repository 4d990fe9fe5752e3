"""`dialogkit test`: the transcript tests of flows, and how much of the flows they cover."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from cyclopts import Parameter

from dialogkit.cli.files import read_bytes, read_flow
from dialogkit.cli.outside import Outside, parse_pairs
from dialogkit.cli.terminal import counted, paint, print_json, progress
from dialogkit.document import Flow
from dialogkit.document.yaml_reading import line_of
from dialogkit.engine import compile_flow
from dialogkit.kit import DialogKitError, FlowId, InvalidDocument, Missing, Value
from dialogkit.quality import Coverage, Outcome, TestCase, TestFile, measure_coverage, read_tests, run_case

__all__ = ("find_test_files", "run_tests")

SUFFIX = ".test.yaml"


class _Given(NamedTuple):
    """What the command line says in place of the files."""

    seed: int | None
    stubs: dict[str, Value]


class _Result(NamedTuple):
    """What came of one test file."""

    file: Path
    text: str
    outcomes: list[Outcome]
    coverage: Coverage | None
    fault: str = ""

    @property
    def passed(self) -> bool:
        """True where the file could be read and all its tests passed."""
        return not self.fault and all(outcome.passed for outcome in self.outcomes)


def run_tests(
    *paths: Path,
    json: bool = False,
    seed: int | None = None,
    stub: Annotated[list[str] | None, Parameter(negative="")] = None,
    missing: bool = False,
) -> int:
    """Play transcript tests: files that end in .test.yaml, those of flows, or all in a folder.

    Scripts run in the sandbox; requests to the outside are answered by stubs alone. Exit code 1 where a test fails.

    Parameters
    ----------
    json: bool
        Print results and coverage as one JSON object.
    seed: int
        The chance of every conversation, in place of what the files say.
    stub: list[str]
        NAME=VALUE answers the effects of the block NAME.
    missing: bool
        Name the exits that no test takes.
    """
    files = find_test_files(paths or (Path(),))
    stubs = parse_pairs(stub)
    results = [asyncio.run(_run_file(file, _Given(seed, stubs))) for file in progress(files, "Testing")]
    if json:
        print_json(_as_json(results))
    else:
        _print(results, missing=missing)
    return 0 if all(result.passed for result in results) else 1


def find_test_files(paths: tuple[Path, ...]) -> list[Path]:
    """Return the test files that `paths` mean, each once; raises `Missing` where one means none."""
    found: dict[Path, None] = {}
    for path in paths:
        files = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [_test_file_of(path)]
        if not files:
            raise Missing(f"There are no tests in {_named(path)}.", fix=f"Tests are files that end in {SUFFIX}.")
        found.update(dict.fromkeys(files))
    return list(found)


def _named(folder: Path) -> str:
    return f"`{folder}`" if folder.parts else "this folder"


def _test_file_of(path: Path) -> Path:
    return path if path.name.endswith(SUFFIX) else path.with_suffix("").with_suffix(SUFFIX)


async def _run_file(file: Path, given: _Given) -> _Result:
    text = ""
    try:
        data = read_bytes(file)
        text = data.decode(errors="replace")
        tests = read_tests(data)
        flows = _flows(file, tests)
    except DialogKitError as fault:
        line = f"line {fault.line}: " if isinstance(fault, InvalidDocument) and fault.line else ""
        return _Result(file, text, [], None, f"{line}{fault.message} {fault.fix}".strip())
    outside = Outside(requests=False)
    try:
        outcomes = [await _run_case(tests, case, flows, outside, given) for case in tests.tests]
    finally:
        await outside.close()
    blocks = {block for outcome in outcomes for block in outcome.blocks}
    return _Result(file, text, outcomes, measure_coverage(flows[0], [outcome.path for outcome in outcomes], blocks))


async def _run_case(
    tests: TestFile, case: TestCase, flows: tuple[Flow, dict[FlowId, Flow]], outside: Outside, given: _Given
) -> Outcome:
    locale = tests.locale if case.locale is None else case.locale
    program = compile_flow(*flows, locale=locale)
    return await run_case(tests, case, program, seed=given.seed, stubs=given.stubs, outside=outside.at)


def _flows(file: Path, tests: TestFile) -> tuple[Flow, dict[FlowId, Flow]]:
    """Return the flow under test and those it may enter."""
    named = tests.flow or file.name.removesuffix(SUFFIX) + ".yaml"
    others = [read_flow(file.parent / name).flow for name in tests.subflows]
    return read_flow(file.parent / named).flow, {other.id: other for other in others}


def _as_json(results: list[_Result]) -> dict[str, object]:
    outcomes = [outcome for result in results for outcome in result.outcomes]
    return {
        "passed": sum(outcome.passed for outcome in outcomes),
        "failed": sum(not outcome.passed for outcome in outcomes) + sum(bool(result.fault) for result in results),
        "tests": [_outcome_as_json(result, number) for result in results for number in range(len(result.outcomes))],
        "faults": [{"file": str(result.file), "message": result.fault} for result in results if result.fault],
        "coverage": [
            {"file": str(result.file), **msgspec.to_builtins(result.coverage)} for result in results if result.coverage
        ],
    }


def _outcome_as_json(result: _Result, number: int) -> dict[str, object]:
    outcome = result.outcomes[number]
    return {
        "file": str(result.file),
        "name": outcome.name,
        "passed": outcome.passed,
        "turns": outcome.turns,
        "failures": [{"line": line, "message": message} for line, message in _failures(result, number)],
    }


def _failures(result: _Result, number: int) -> Iterator[tuple[int, str]]:
    """Yield the line in the file, and what was not as expected there."""
    for failure in result.outcomes[number].failures:
        end = f"$.tests[{number}]"
        path = end if failure.line is None else f"{end}.talk[{failure.line}]"
        yield line_of(result.text, path), failure.message


def _print(results: list[_Result], *, missing: bool) -> None:
    for result in results:
        print(paint(str(result.file), "bold"))
        if result.fault:
            print(f"  {paint('✗', 'red')} {result.fault}")
        for number, outcome in enumerate(result.outcomes):
            print(f"  {paint('✓', 'green') if outcome.passed else paint('✗', 'red')} {outcome.name}")
            for line, message in _failures(result, number):
                print(f"    line {line}: {message}")
        if result.coverage is not None:
            _print_coverage(result.coverage, missing=missing)
    outcomes = [outcome for result in results for outcome in result.outcomes]
    failed = sum(not outcome.passed for outcome in outcomes) + sum(bool(result.fault) for result in results)
    words = f"{counted(len(outcomes), 'test')}, {failed} failed"
    print(paint(words, "red" if failed else "green"))


def _print_coverage(found: Coverage, *, missing: bool) -> None:
    blocks, exits = counted(found.blocks, "block"), counted(found.handles, "exit")
    words = f"{found.blocks_seen} of {blocks}, {found.handles_seen} of {exits}"
    print(f"  {paint(words, 'dim')}")
    if missing and found.missing:
        print(f"  {paint('not taken: ' + ', '.join(found.missing), 'dim')}")
