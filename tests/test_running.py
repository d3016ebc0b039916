"""The whole command against a server on loopback: it polls, it stops when told to, it says why it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import bases
import pytest
from botapi import TOKEN
from loopback import serving

from bot import knowledge_file, settings

ROOT = Path(__file__).parent.parent


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder with the knowledge file in it."""
    from knowledge import store

    given = settings.Settings(data_dir=tmp_path / "data")
    given.data_dir.mkdir()
    store.save(given.knowledge_file, bases.shipped())
    knowledge_file._note(given).write_text(knowledge_file._digest(given), "utf-8")
    return given.data_dir


def started(data_dir: Path, url: str, tmp_path: Path) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DATA_DIR": str(data_dir),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "LOG_LEVEL": "DEBUG",
        "NO_PROXY": "127.0.0.1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        env=environment,
        cwd=tmp_path,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_run_polls_until_it_is_told_to_stop(data_dir: Path, tmp_path: Path) -> None:
    with serving() as server, started(data_dir, server.url, tmp_path) as process:
        assert server.wait(lambda: len(server.seen("getUpdates")) >= 2, 30), process.communicate(timeout=5)
        process.send_signal(signal.SIGTERM)
        out, log = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "")
    assert "answering as @talks_bot" in log
    assert TOKEN.split(":")[1] not in log
    assert (data_dir / "state.db").is_file()


def test_run_ends_when_the_token_is_refused(data_dir: Path, tmp_path: Path) -> None:
    with serving() as server:
        server.script["getUpdates"] = [(200, []), *[(401, "Unauthorized")] * 5]
        began = time.monotonic()
        with started(data_dir, server.url, tmp_path) as process:
            out, log = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    assert log.splitlines()[-1].startswith("talks-bot: Telegram refused the token")
    assert TOKEN.split(":")[1] not in log
    assert time.monotonic() - began < 60
