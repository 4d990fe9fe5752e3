"""Transcript tests: what they match, where they stop, and what they say of a flow that went another way."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest

from dialogkit.document import Flow
from dialogkit.engine import compile_flow
from dialogkit.kit import InvalidDocument, Value
from dialogkit.quality import Outcome, read_tests, run_case
from dialogkit.quality.transcripts.matching import words_match
from tests.support.flows import a_flow, block, choice, edge, message, node, question

CHAT = a_flow(
    node(
        "main", question("name", id="name"), message("Hi **{{ name }}**!", "hi"), choice("way", "In", "Out", id="way")
    ),
    node("in", message("Come in.", "welcome")),
    node("out", message("Bye.", "bye")),
    edges=[edge("way", "in", "in"), edge("way", "out", "out")],
)
REQUEST = a_flow(
    block("http_request", "fetch", url="https://api.example.com/rate", saves=[{"variable": "rate", "path": "rate"}]),
    message("The rate is {{ rate }}."),
)
WAITS = a_flow(
    node("main", block("timeout", "clock", seconds=600), question("name", id="name"), message("Hi")),
    node("late", message("Too late.")),
    edges=[edge("clock", "late", "expired")],
)


def run(flow: Flow, talk: str, *, stubs: Mapping[str, Value] | None = None, seed: int | None = None) -> Outcome:
    """Play a test whose talk, and what follows it, is written in YAML; `|` keeps its lines together."""
    file = read_tests(f"tests:\n  - name: A test\n    talk:\n{talk}".encode())
    return asyncio.run(run_case(file, file.tests[0], compile_flow(flow), seed=seed, stubs=stubs))


def lines(*spoken: str, after: str = "") -> str:
    return "".join(f"      - {line}\n" for line in spoken) + after


ALL = (
    "bot: What is your name?",
    "visitor: Ada",
    'bot: "Hi **Ada**!"',
    "asks: [In, Out]",
    "visitor: In",
    "bot: Come in.",
)


def test_a_talk_that_goes_as_written_passes() -> None:
    outcome = run(CHAT, lines(*ALL))

    assert outcome.passed
    assert outcome.turns == 3
    assert outcome.path == (("name", "next"), ("hi", "next"), ("way", "in"), ("welcome", "next"))


@pytest.mark.parametrize(
    ("expected", "words", "matches"),
    [
        ("Hi Ada", " Hi Ada\n", True),
        ("Hi …", "Hi Ada", True),
        ("…", "", True),
        ("Hi … and…!", "Hi Ada and\nBob!", True),
        ("Hi", "Hi Ada", False),
        ("hi Ada", "Hi Ada", False),
        ("Hi.*", "Hi Ada", False),
        ("(1+1)", "(1+1)", True),
    ],
)
def test_words_match_to_the_letter_save_where_any_may_stand(expected: str, words: str, matches: bool) -> None:
    assert words_match(expected, words) is matches


@pytest.mark.parametrize(
    ("spoken", "line", "words"),
    [
        pytest.param(["bot: Hello"], 0, "expected the bot to say 'Hello', got 'What is your name?'", id="other words"),
        pytest.param(
            [*ALL[:2], "bot: {type: image}"], 2, 'expected type of the message to be "image"', id="other kind"
        ),
        pytest.param([*ALL[:1], "bot: More"], 1, "it said nothing more", id="silence"),
        pytest.param(["visitor: Ada"], 0, "the bot also said 'What is your name?'", id="words passed over"),
        pytest.param([*ALL[:5]], None, "the bot also said 'Come in.'", id="words left over"),
        pytest.param([*ALL[:3], "asks: [In]"], 3, "expected the choices ['In'], got ['In', 'Out']", id="other choices"),
        pytest.param([*ALL[:3], "asks: text"], 3, "expected 'text' to be asked, got 'choice'", id="other question"),
        pytest.param(
            [*ALL[:1], "asks: {type: text, button: Go}"], 1, "expected button of what is asked", id="other ask"
        ),
        pytest.param([*ALL, "visitor: Hello?"], 6, "the conversation is over", id="nobody listens"),
        pytest.param([*ALL[:1], "command: help"], 1, "no command 'help'", id="no such command"),
        pytest.param([*ALL[:1], "timeout: true"], 1, "waits for another thing", id="no timeout"),
        pytest.param(
            [*ALL[:3], "skip: true"], None, "also said 'An answer is needed here.'", id="a refusal is a message"
        ),
    ],
)
def test_a_talk_that_goes_another_way_fails_at_its_line(spoken: list[str], line: int | None, words: str) -> None:
    outcome = run(CHAT, lines(*spoken))

    [failure] = outcome.failures
    assert failure.line == line
    assert words in failure.message


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("status: waiting", "expected the conversation to be 'waiting', it is 'ended'"),
        ("variables: {name: Bob}", 'expected name to be "Bob", it is "Ada"'),
        ("variables: {name: null}", 'expected name to be null, it is "Ada"'),
        ("path: [welcome, name]", "expected to come by 'name'; the path was name.next → hi.next → way.in"),
        ("path: [way.out]", "expected to come by 'way.out'"),
        ("never: [hi]", "'hi' was not to be come by"),
        ("effects: [{type: http}]", "expected 1 effect, got 0: none"),
    ],
)
def test_what_must_hold_at_the_end_is_compared(expected: str, words: str) -> None:
    [failure] = run(CHAT, lines(*ALL, after=f"    expect: {{{expected}}}\n")).failures

    assert failure.line is None
    assert words in failure.message


def test_where_a_talk_stays_in_a_subflow_is_told_with_its_id() -> None:
    child = a_flow(question("name", "Name?", "ask"), id="child")
    program = compile_flow(a_flow(block("subflow", "sub", flow="child")), {child.id: child})
    file = read_tests(b"tests:\n  - name: A test\n    talk:\n      - bot: Name?\n")

    assert asyncio.run(run_case(file, file.tests[0], program)).blocks == {"sub", "child/ask"}


def test_all_that_holds_at_the_end_passes() -> None:
    expected = "status: ended, variables: {name: Ada, way: In, other: null}, path: [name, way.in], never: [bye]"

    assert run(CHAT, lines(*ALL, after=f"    expect: {{{expected}, effects: []}}\n")).failures == ()


def test_a_truth_value_is_not_a_number() -> None:
    flow = a_flow(message("Hi"), variables={"n": 1})

    [failure] = run(flow, lines("bot: Hi", after="    expect: {variables: {n: true}}\n")).failures

    assert failure.message == "expected n to be true, it is 1"


def test_what_must_hold_can_be_said_in_the_middle() -> None:
    outcome = run(CHAT, lines(*ALL[:3], "expect: {status: waiting, variables: {name: Bob}}", *ALL[3:]))

    [failure] = outcome.failures
    assert (failure.line, outcome.turns) == (3, 3)


def test_an_effect_is_answered_by_its_stub_and_told_of() -> None:
    after = "    stubs: {fetch: {rate: 1.08}}\n    expect: {effects: [{method: GET, url: 'https://api.…/rate'}]}\n"

    assert run(REQUEST, lines("bot: The rate is 1.08.", after=after)).failures == ()


def test_stubs_of_the_command_line_take_the_place_of_the_files() -> None:
    talk = lines("bot: The rate is 2.", after="    stubs: {fetch: {rate: 1}}\n")

    assert run(REQUEST, talk, stubs={"fetch": {"rate": 2}}).failures == ()


def test_an_effect_that_is_not_as_expected_says_what_differs() -> None:
    after = "    stubs: {fetch: {rate: 1}}\n    expect: {effects: [{method: POST}]}\n"

    [failure] = run(REQUEST, lines("bot: The rate is 1.", after=after)).failures

    assert failure.message == 'expected method of the effect of \'fetch\' to be "POST", got "GET"'


def test_without_a_stub_nothing_reaches_the_outside() -> None:
    after = "    expect: {effects: [{url: …}], variables: {rate: null}}\n"

    assert run(REQUEST, lines("bot: The rate is .", after=after)).failures == ()


def test_time_passes_only_as_far_as_the_test_says() -> None:
    asked = "bot: What is your name?"

    assert run(WAITS, lines(asked, "wait: 9 minutes", "visitor: Ada", "bot: Hi")).failures == ()
    assert run(WAITS, lines(asked, "wait: 10 minutes", "bot: Too late.")).failures == ()
    assert run(WAITS, lines(asked, "wait: 5 min", "wait: 5m", "bot: Too late.")).failures == ()
    assert run(WAITS, lines(asked, "timeout: true", "bot: Too late.")).failures == ()


def test_a_test_may_begin_elsewhere_and_with_variables() -> None:
    after = "    start: hi\n    variables: {name: Bob}\n"

    assert run(CHAT, lines('bot: "Hi **Bob**!"', after=after)).failures == ()


def test_a_start_that_is_not_there_is_a_failure_and_no_crash() -> None:
    [failure] = run(CHAT, lines("bot: Hi", after="    start: nowhere\n")).failures

    assert (failure.line, "nowhere" in failure.message) == (None, True)


def test_the_seed_decides_chance() -> None:
    flow = a_flow(
        node("main", block("ab_split", "split")),
        node("a", message("A")),
        node("b", message("B")),
        edges=[edge("split", "a", "a"), edge("split", "b", "b")],
    )
    ways = [run(flow, lines("bot: …"), seed=seed).path for seed in range(20)]

    assert ways == [run(flow, lines("bot: …"), seed=seed).path for seed in range(20)]
    assert len({way[0] for way in ways}) == 2


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("tests: []\n", "tests", 1),
        ("tests:\n  - name: A\n    talk:\n      - bot: Hi\n        visitor: Ada\n", "bot and visitor", 4),
        ("tests:\n  - name: A\n    talk:\n      - {}\n", "nothing", 4),
        ("tests:\n  - name: A\n    talk:\n      - bott: Hi\n", "bott", 4),
        ("tests:\n  - name: A\n    tak: []\n", "tak", 3),
    ],
)
def test_a_file_that_is_no_test_says_where(text: str, words: str, line: int) -> None:
    with pytest.raises(InvalidDocument) as fault:
        read_tests(text.encode())

    assert words in f"{fault.value.message} {fault.value.fix} {fault.value.path}"
    assert fault.value.line == line


def test_a_time_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidDocument, match="soon"):
        run(WAITS, lines("bot: …", "wait: soon"))
