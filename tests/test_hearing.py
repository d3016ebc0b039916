"""What was mistyped is heard as it was meant, and less surely so."""

from __future__ import annotations

import pytest

from knowledge.hearing import hear
from knowledge.model import KnowledgeBase


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("when are the nxet tlaks", "when are the next talks"),
        ("коли раундд перегворів", "коли раунд переговорів"),
        ("koly nastupni peregovory", "коли наступні переговори"),
        ("ntcn", "тест"),
        ("when are the next talks?", "when are the next talks?"),
    ],
)
def test_heard_as_meant(kb: KnowledgeBase, written: str, meant: str) -> None:
    assert hear(written, kb.lexicon, "en").text == meant


def test_a_mended_word_is_a_doubtful_mention(kb: KnowledgeBase) -> None:
    scores = {m.concept: m.score for m in hear("the delegatoin met", kb.lexicon, "en").mentions}
    assert 0.7 < scores["delegation"] < 1.0
