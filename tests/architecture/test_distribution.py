"""What is shipped is whole: the wheel, installed alone, serves a flow file with nothing else and no network."""

import os
import re
import socket
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = next(ROOT.glob("examples/*/flow.yaml"), None)
READY_WITHIN = 20


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a fresh environment with the wheel in it; only what it depends on comes from here."""
    home = tmp_path_factory.mktemp("empty")
    venv.create(home, with_pip=False)
    packages = next(home.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "install", "--quiet"]
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True, capture_output=True)
    return home / "bin" / "dialogkit"


def test_the_wheel_carries_the_built_web_and_no_sources_of_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert {"dialogkit/static/builder/index.html", "dialogkit/static/widget/embed.js"} <= set(names)
    assert {"dialogkit/static/widget/widget.js", "dialogkit/examples/gallery.toml"} <= set(names)
    assert [name for name in names if name.endswith((".ts", ".tsx")) or "node_modules" in name] == []
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"dialogkit"}


@pytest.mark.slow
def test_the_wheel_installed_alone_serves_a_flow_without_a_network(installed: Path, tmp_path: Path) -> None:
    assert EXAMPLE is not None
    flow = tmp_path / "alone.yaml"
    flow.write_bytes(EXAMPLE.read_bytes())

    with served(installed, flow, tmp_path / "data") as address:
        page = urlopen(f"{address}/f/alone", timeout=5).read().decode()
        loader = urlopen(f"{address}/embed.js", timeout=5).read()
        files = re.findall(r'(?:src|href)="(/[^"]+)"', page)
        statuses = {file: urlopen(address + file, timeout=5).status for file in files}

    assert loader
    assert "/static/builder/icon.svg" in files
    assert set(statuses.values()) == {200}


@contextmanager
def served(command: Path, flow: Path, data: Path) -> Iterator[str]:
    """Run `serve` away from the repository until it is ready, and end it afterwards."""
    port = _free_port()
    environment = {"PATH": os.defpath, "HOME": str(data.parent), "no_proxy": "*"}
    arguments = [str(command), "serve", str(flow), "--port", str(port), "--data", str(data)]
    with open(data.parent / "log", "wb") as log:
        process = subprocess.Popen(arguments, cwd=data.parent, env=environment, stdout=log, stderr=log)
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            urlopen(f"{address}/health/ready", timeout=1)
        except URLError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not become ready")
