"""What all tests share: the shipped base, and a small one, each built once a session."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import bases
import pytest

from knowledge.model import KnowledgeBase


def pytest_configure(config: pytest.Config) -> None:
    """A folder for what all workers share; a worker is told of it by its environment."""
    os.environ.setdefault(bases.SHARED, tempfile.mkdtemp())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whoever is no worker clears it away."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(bases.SHARED), ignore_errors=True)


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    """The base that is shipped."""
    return bases.shipped()


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The base of data/mini: two articles, three entries, a few wordings."""
    from knowledge import build

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "DATA", bases.home(tmp_path_factory.mktemp("mini") / "home"))
        return build.compose()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of data/mini to spoil, in the place of the shipped knowledge."""
    from knowledge import build

    place = bases.home(tmp_path / "home")
    monkeypatch.setattr(build, "DATA", place)
    return place
