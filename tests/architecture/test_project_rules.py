"""Each of the project's own lint rules finds what it is for, and an excuse counts only with a reason."""

from pathlib import PurePosixPath

import pytest

from tools.lint.__main__ import faults_in
from tools.lint.source import Source

HEAD = '"""What it is for."""\n'


def rules_broken_by(text: str, path: str = "src/dialogkit/engine/turn.py") -> set[str]:
    return {fault.rule for fault in faults_in([Source(PurePosixPath(path), text)])}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("docstring", "x = 1\n"),
        ("docstring", HEAD + 'def f():\n    """no sentence"""\n'),
        ("marker", HEAD + "# TO" + "DO later\n"),
        ("outbound", HEAD + "import httpx2\n"),
        ("outbound", HEAD + "from urllib.request import urlopen\n"),
        ("outbound", HEAD + "from urllib import request\n"),
        ("place", HEAD + "x = 'https://pypi" + ".org/simple'\n"),
        ("place", HEAD + "x = '/home" + "/ada/dialogkit'\n"),
        ("pure", HEAD + "x = datetime.now()\n"),
        ("pure", HEAD + "x = uuid.uuid4()\n"),
        ("pure", HEAD + "x = open('f')\n"),
        ("size", HEAD + "x = 1\n" * 400),
        ("size", HEAD + "def f():\n" + "    x = 1\n" * 40),
        ("sql", HEAD + "db.execute(f'select * from t where id = {x}')\n"),
        ("sql", HEAD + "db.execute('select ' + x)\n"),
        ("sql", HEAD + "db.execute('select {}'.format(x))\n"),
    ],
)
def test_a_rule_finds_what_it_is_for(rule: str, text: str) -> None:
    assert rule in rules_broken_by(text)


def test_a_module_named_for_nothing_is_found() -> None:
    assert "name" in rules_broken_by(HEAD, path="src/dialogkit/engine/ut" + "ils.py")


def test_a_package_that_hides_what_it_offers_is_found() -> None:
    offer = HEAD + "from dialogkit.engine.turn import take\n"

    assert "exports" in rules_broken_by(offer, path="src/dialogkit/engine/__init__.py")


def test_a_sound_module_breaks_no_rule() -> None:
    assert rules_broken_by(HEAD + 'def f(x: int) -> int:\n    """Return it."""\n    return x\n') == set()


def test_an_excuse_counts_only_with_a_reason() -> None:
    query = "db.execute(f'pragma user_version = {int(x)}')"

    assert rules_broken_by(f"{HEAD}{query}  # lint: sql - a pragma takes no parameter\n") == set()
    assert rules_broken_by(f"{HEAD}{query}  # lint: sql\n") == {"sql"}


def test_a_guarded_client_may_open_connections() -> None:
    assert rules_broken_by(HEAD + "import httpx2\n", path="src/dialogkit/adapters/outbound.py") == set()
