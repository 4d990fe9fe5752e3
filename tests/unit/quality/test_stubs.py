"""Stubs stand for the outside world, by the id of the block that asks."""

from __future__ import annotations

import asyncio

import pytest

from dialogkit.engine import Effect, EffectResult, HttpRequest, RunScript, Session, Step
from dialogkit.kit import BlockId, Value
from dialogkit.quality import StubbedPerformer, stub_result

REQUEST = HttpRequest(block=BlockId("fetch"), method="GET", url="https://api.example.com/")
SCRIPT = RunScript(block=BlockId("code"), code="return 1")
OK: dict[str, Value] = {"status": 200, "headers": {}}


def perform(stubs: dict[str, Value], *effects: Effect) -> list[EffectResult]:
    performer = StubbedPerformer(stubs)

    async def all_of() -> list[EffectResult]:
        return [await performer(effect, Step(session=Session())) for effect in effects]

    results = asyncio.run(all_of())
    assert [(done.effect, done.result) for done in performer.done] == list(zip(effects, results, strict=True))
    return results


@pytest.mark.parametrize(
    ("stub", "result"),
    [
        pytest.param({"rate": 1}, EffectResult(value={"rate": 1}, data=OK), id="a body alone"),
        pytest.param(None, EffectResult(value=None, data=OK), id="no body"),
        pytest.param({}, EffectResult(value={}, data=OK), id="an empty body"),
        pytest.param(
            {"status": 404, "body": "gone"}, EffectResult(value="gone", data=OK | {"status": 404}), id="a status"
        ),
        pytest.param(
            {"body": 1, "headers": {"x": "y"}}, EffectResult(value=1, data=OK | {"headers": {"x": "y"}}), id="headers"
        ),
        pytest.param(
            {"error": "timeout", "message": "too slow"},
            EffectResult(error="timeout", message="too slow"),
            id="an error",
        ),
        pytest.param({"status": 200, "rate": 1}, EffectResult(value={"status": 200, "rate": 1}, data=OK), id="both"),
    ],
)
def test_a_stub_of_a_request_is_a_body_or_a_whole_response(stub: Value, result: EffectResult) -> None:
    assert stub_result(REQUEST, stub) == result


def test_a_stub_of_a_script_is_its_value() -> None:
    assert stub_result(SCRIPT, {"status": 500}) == EffectResult(value={"status": 500})


def test_several_answers_are_given_in_turn_and_the_last_again_and_again() -> None:
    results = perform({"fetch": {"answers": [1, 2]}}, *[REQUEST] * 4)

    assert [result.value for result in results] == [1, 2, 2, 2]


def test_no_answers_are_nothing() -> None:
    assert perform({"fetch": {"answers": []}}, REQUEST)[0].value is None


def test_what_has_no_stub_fails_and_names_the_block() -> None:
    [result] = perform({"other": 1}, REQUEST)

    assert (result.error, result.message) == ("unstubbed", "The block 'fetch' has no stub.")


def test_what_has_no_stub_goes_to_the_fallback() -> None:
    async def outside(effect: Effect, step: Step) -> EffectResult:
        return EffectResult(value="from outside")

    performer = StubbedPerformer({"fetch": 1}, outside)

    async def both() -> list[Value]:
        return [(await performer(effect, Step(session=Session()))).value for effect in (REQUEST, SCRIPT)]

    assert asyncio.run(both()) == [1, "from outside"]
