"""The gallery that a new flow may begin from."""

from __future__ import annotations

from dialogkit.blocks.catalog import codec
from dialogkit.document import check
from dialogkit.flows.examples import examples
from tests.examples.test_examples import FLOWS


def test_the_gallery_offers_every_example_with_words_of_its_own() -> None:
    offered = examples().items

    assert {one.id for one in offered} == {file.parent.name for file in FLOWS}
    assert len({one.about for one in offered}) == len(offered)


def test_an_example_of_the_gallery_is_a_flow_without_problems() -> None:
    for one in examples().items:
        flow = codec().decode(bytes(one.document))

        assert (flow.name, check(flow)) == (one.name, ())
