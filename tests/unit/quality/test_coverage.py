"""Coverage counts the blocks and exits of a flow that conversations came by."""

from __future__ import annotations

from dialogkit.quality import measure_coverage
from tests.support.flows import a_flow, choice, message

FLOW = a_flow(choice("colour", "Red", "Blue", id="colour"), message("Thanks", "thanks"))


def test_nothing_was_come_by_before_a_conversation() -> None:
    found = measure_coverage(FLOW, [])

    assert (found.blocks, found.blocks_seen, found.handles, found.handles_seen) == (2, 0, 4, 0)
    assert found.missing == ("colour.red", "colour.blue", "colour.next", "thanks.next")


def test_conversations_are_taken_together() -> None:
    found = measure_coverage(FLOW, [[("colour", "red"), ("thanks", "next")], [("colour", "blue")]])

    assert (found.blocks_seen, found.handles_seen, found.missing) == (2, 3, ("colour.next",))


def test_a_block_that_was_seen_but_never_left_counts_as_seen() -> None:
    found = measure_coverage(FLOW, [], ["colour"])

    assert (found.blocks_seen, found.handles_seen) == (1, 0)


def test_exits_that_the_flow_does_not_have_are_not_counted() -> None:
    found = measure_coverage(FLOW, [[("gone", "next"), ("colour", "gone")]])

    assert (found.blocks_seen, found.handles_seen) == (1, 0)


def test_the_blocks_of_a_subflow_are_not_taken_for_the_flows_own() -> None:
    found = measure_coverage(FLOW, [[("child/colour", "red"), ("child/thanks", "next")]], ["child/colour"])

    assert (found.blocks_seen, found.handles_seen) == (0, 0)
