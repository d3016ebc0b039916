"""Every script of data/conversations, played with the real client against the strict double."""

from __future__ import annotations

import conversations
import pytest
import scripts

SCRIPTS = scripts.read()


@pytest.mark.parametrize("script", SCRIPTS, ids=scripts.titles(SCRIPTS))
async def test_conversation(script: scripts.Script) -> None:
    await conversations.play(script)
