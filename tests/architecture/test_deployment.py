"""The deployment files are sound, and start the command as it really is."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
BIN = Path(sys.executable).parent
FLAG = re.compile(r"--[a-z][a-z-]+")


def compose() -> dict[str, Any]:
    read: dict[str, Any] = YAML(typ="safe").load(DEPLOY / "compose.yaml")
    return read


def test_the_dockerfile_has_no_known_fault() -> None:
    run = subprocess.run([BIN / "hadolint", DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False)

    assert run.stdout + run.stderr == ""


def test_the_container_of_compose_holds_no_more_rights_than_it_needs() -> None:
    service = compose()["services"]["dialogkit"]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_what_compose_mounts_is_where_the_server_keeps_its_data() -> None:
    service = compose()["services"]["dialogkit"]
    folders = [mount.split(":")[1] for mount in service["volumes"]]

    assert folders == [option.split("=")[1] for option in service["command"] if option.startswith("--data=")]
    assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()


def test_the_unit_is_accepted_by_systemd(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        pytest.skip("systemd-analyze is not on this machine")
    unit = tmp_path / "dialogkit.service"
    text = (DEPLOY / "dialogkit.service").read_text()
    unit.write_text(re.sub(r"ExecStart=\S+", f"ExecStart={sys.executable}", text))

    run = subprocess.run([analyze, "verify", "--man=no", unit], capture_output=True, text=True, check=False)

    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml", "dialogkit.service"])
def test_every_option_of_a_deployment_is_one_that_serve_has(name: str) -> None:
    text = (DEPLOY / name).read_text()
    used = set(re.findall(r"--(?:host|port|data|public-url|workers)\b", text))

    run = subprocess.run([BIN / "dialogkit", "serve", "--help"], capture_output=True, text=True, check=False)

    assert {"--host", "--port", "--data"} <= used
    assert used <= set(FLAG.findall(run.stdout)), run.stderr
