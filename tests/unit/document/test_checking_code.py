"""Code with an open bracket or quote is found; code that is sound never is."""

import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.document import check
from dialogkit.document.checking_code import code_fault


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("f(1", "the ( in line 1 is never closed"),
        ("if (a) {\n  b()\n", "the { in line 1 is never closed"),
        ("f(1))", "the ) in line 1 closes nothing"),
        ("[1, 2)", "the ) in line 1 closes nothing"),
        ("a = 'it\nb", "a quote in line 1 is never closed"),
        ('x\n + "no', "a quote in line 2 is never closed"),
        ("`Hello", "the template in line 1 is never closed"),
        ("`Hello ${name`", "the template in line 1 is never closed"),
        ("1 /* why", "the comment in line 1 is never closed"),
        ("}", "the } in line 1 closes nothing"),
    ],
)
def test_what_is_open_or_closes_nothing_is_found(code: str, fault: str) -> None:
    assert code_fault(code) == fault


@pytest.mark.parametrize(
    "code",
    [
        "",
        "{{ Score }} + 1",
        "const a = [1, 2].map(x => ({ x })); return a",
        "'it\\'s (' + \"a \\\" ]\" + `}`",
        "`a ${b ? `(${c})` : '}'} d`",
        "`costs $5 \\` and \\${x`",
        "/[(\\/\\]]+\\)/g.test(a) // don't",
        "a / b / (c)",
        "return /'/.test(a)",
        "/* it's { */ 1",
        "const s = a.replace(/\"/g, '')",
        "x = y\n/z/ 2",
    ],
)
def test_sound_code_is_left_alone(code: str) -> None:
    assert code_fault(code) == ""


def test_check_warns_of_code_that_cannot_run() -> None:
    value = {"type": "code", "code": "({{ A }} + 1"}
    block = {"type": "set_variable", "id": "count", "variable": "A", "value": value}
    flow = {"id": "demo", "name": "Demo", "variables": [{"name": "A"}], "nodes": [{"id": "n", "blocks": [block]}]}

    found = {dialect: check(codec().convert(flow | {"dialect": dialect})) for dialect in ("native", "typebot")}

    assert [(one.code, one.severity, one.block) for one in found["native"]] == [("code", "warning", "count")]
    assert "code" not in [one.code for one in found["typebot"]]
