"""What all tests share: the shipped base, built once a session."""

from __future__ import annotations

import bases
import pytest

from knowledge.model import KnowledgeBase


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    """The base that is shipped."""
    return bases.shipped()
