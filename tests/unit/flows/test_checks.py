"""The same draft is checked once; another one is checked anew, and the same one when a flow it enters is gone."""

from __future__ import annotations

from collections.abc import Collection

from dialogkit.document import Flow
from dialogkit.document.problems import Problem
from dialogkit.flows.checks import MAX_REMEMBERED, Checks
from dialogkit.kit import FlowId
from tests.support.flows import a_flow, message

FLOW = a_flow(message("Hi"))
CHILD = FlowId("child")


class Counted:
    """A check that finds nothing and counts."""

    def __init__(self) -> None:
        self.done: list[list[FlowId]] = []

    def __call__(self, flow: Flow, subflows: Collection[FlowId]) -> tuple[Problem, ...]:
        self.done.append(list(subflows))
        return ()


async def test_the_same_document_is_checked_once() -> None:
    check = Counted()
    checks = Checks(check)

    for _ in range(3):
        await checks.of(FLOW, "one", {CHILD})

    assert check.done == [[CHILD]]


async def test_another_document_and_other_subflows_are_checked_anew() -> None:
    check = Counted()
    checks = Checks(check)

    await checks.of(FLOW, "one", ())
    await checks.of(FLOW, "two", ())
    await checks.of(FLOW, "one", {CHILD})

    assert check.done == [[], [], [CHILD]]


async def test_only_so_many_checks_are_remembered() -> None:
    check = Counted()
    checks = Checks(check)

    for number in (*range(MAX_REMEMBERED + 1), 0, MAX_REMEMBERED):
        await checks.of(FLOW, str(number), ())

    assert len(check.done) == MAX_REMEMBERED + 2
