"""What DialogKit needs from others: locked by hash, without addresses, under licences that bind nobody."""

import re
import tomllib
from importlib.metadata import distributions, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>\S+)", re.MULTILINE)


def pins(lock: Path) -> dict[str, str]:
    return {found["name"]: found["version"] for found in PINNED.finditer(lock.read_text())}


def normal(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", requirement)[0]).lower()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_pins_every_package_by_hash_and_names_no_address(lock: Path) -> None:
    blocks = re.split(r"\n(?=\S)", lock.read_text().strip())

    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in lock.read_text()


def test_the_lock_holds_what_the_project_asks_for() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]

    assert {normal(each) for each in wanted} - {
        normal(name) for name in pins(ROOT / "requirements" / "run.txt")
    } == set()


def test_all_locks_agree_on_versions() -> None:
    dev = pins(ROOT / "requirements" / "dev.txt")
    others = {**pins(ROOT / "requirements" / "run.txt"), **pins(ROOT / "requirements" / "build.txt")}

    assert {name for name, version in others.items() if dev.get(name, version) != version} == set()


INSTALLED = {normal(each.metadata["Name"]) for each in distributions()}
"""A lock is for all platforms; licences are looked up for what is installed on this one."""


@pytest.mark.parametrize("name", sorted({normal(name) for name in pins(ROOT / "requirements" / "run.txt")} & INSTALLED))
def test_nothing_that_runs_is_under_a_licence_that_binds_its_users(name: str) -> None:
    about = metadata(name)
    short = [text for text in about.get_all("License", []) if len(text) < 200]
    licences = " ".join([*short, *about.get_all("License-Expression", []), *about.get_all("Classifier", [])])

    assert not re.search(r"(?<!L)(?<!Lesser )\bA?GPL|Affero|GNU General Public", licences)


def test_the_web_lock_names_no_address_of_a_registry() -> None:
    lock = (ROOT / "web" / "package-lock.json").read_text()

    assert re.findall(r'"resolved": "(?!(?:builder|flow|widget)")[^"]*"', lock) == []
