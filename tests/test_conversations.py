"""Every script of data/conversations, played with the real client against the strict double."""

from __future__ import annotations

import conversations
import pytest

SCRIPTS = conversations.read()


@pytest.mark.parametrize("script", SCRIPTS, ids=conversations.titles(SCRIPTS))
async def test_conversation(script: conversations.Script) -> None:
    await conversations.play(script)
