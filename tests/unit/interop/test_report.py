"""A report counts each block once, by the worst that is known of it, and names what is not exact."""

from __future__ import annotations

from dialogkit.blocks.catalog import codec
from dialogkit.interop import Fidelity, read_any
from dialogkit.interop.report import Ledger
from dialogkit.kit import BlockId
from tests.support.foreign import an_export, bubble, group, imported, part


def test_a_block_counts_by_its_worst_note() -> None:
    ledger = Ledger()
    ledger.begin(BlockId("a"), "text")
    ledger.begin(BlockId("b"), "Webhook")
    ledger.unsupported("does nothing")
    ledger.approximate("a detail")
    ledger.begin(BlockId("c"), "image")
    ledger.approximate("a detail")
    ledger.remark("by the way")

    report = ledger.report(format="typebot", version="6")

    assert (report.blocks, report.exact, report.approximate, report.unsupported) == (3, 1, 1, 1)
    assert [(note.block, note.kind) for note in report.notes] == [
        ("b", Fidelity.UNSUPPORTED),
        ("b", Fidelity.APPROXIMATE),
        ("c", Fidelity.APPROXIMATE),
        ("c", Fidelity.EXACT),
    ]


def test_a_note_is_told_once() -> None:
    ledger = Ledger()
    ledger.begin(BlockId("a"), "text")
    ledger.remark("again")
    ledger.remark("again")

    assert len(ledger.report(format="typebot", version="6").notes) == 1


def test_a_note_about_the_whole_flow_counts_as_no_block() -> None:
    ledger = Ledger()
    ledger.begin_flow()
    ledger.approximate("a setting")

    report = ledger.report(format="typebot", version="6")

    assert (report.blocks, report.approximate, report.notes[0].block) == (0, 0, "")


def test_an_unknown_block_is_named_and_kept_whole() -> None:
    unknown = part("teleporter", "b2", options={"to": "the moon"})

    found = imported(an_export(group("g1", bubble("Hi"), unknown)))

    report = found.report
    assert (report.format, report.version, report.blocks) == ("typebot", "6.1", 3)
    assert (report.exact, report.unsupported) == (2, 1)
    [note] = report.notes
    assert (note.block, note.type, note.kind) == ("b2", "teleporter", Fidelity.UNSUPPORTED)
    assert getattr(found.flow.nodes[0].blocks[1], "data", None) == unknown


def test_a_known_block_with_impossible_fields_is_kept_as_a_placeholder() -> None:
    strange = part("number input", "b2", options={"min": {"not": "a number"}, "labels": {"placeholder": "x" * 200_000}})

    found = imported(an_export(group("g1", strange)))

    assert found.report.blocks == 2
    assert found.flow.nodes[0].blocks[0].id == "b2"


def test_a_flow_of_our_own_is_exact() -> None:
    flow = imported(an_export(group("g1", bubble("Hi"), part("teleporter", "b2")))).flow

    report = read_any(codec().encode(flow)).report

    assert (report.format, report.blocks, report.exact, report.notes) == ("dialogkit", 3, 3, ())
