"""`dialogkit doctor` tells what is fit for use and what is not."""

from pathlib import Path

from dialogkit.storage.folder_lock import FolderLock
from tests.support.command_line import run_command


def findings(folder: Path) -> dict[str, dict[str, str]]:
    found: list[dict[str, str]] = run_command("doctor", "--data", folder, "--json").json
    return {finding["check"]: finding for finding in found}


def test_this_machine_can_run_dialogkit(tmp_path: Path) -> None:
    found = findings(tmp_path / "new")

    assert [found[check]["state"] for check in ("python", "sqlite", "time zones", "sandbox", "data folder")] == [
        "ok"
    ] * 5


def test_a_closed_folder_is_fine(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)

    found = findings(tmp_path)

    assert (found["permissions"]["state"], found["lock"]["message"]) == ("ok", "no server runs on it")


def test_a_folder_that_others_can_enter_is_pointed_out(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "dialogkit.db").touch(mode=0o644)

    found = findings(tmp_path)

    assert found["permissions"]["state"] == "warning"
    assert found["permissions"]["fix"].startswith("chmod ")


def test_a_server_on_the_folder_is_named(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    lock.acquire()

    found = findings(tmp_path)

    lock.release()
    assert "in use by process" in found["lock"]["message"]
