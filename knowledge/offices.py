"""Offices of those who are named, which are no event: "the secretary of the security council, Umerov"."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge import text
from knowledge.lexicon import Lexicon, Mention


def without_offices(plain: str, mentions: Sequence[Mention], lexicon: Lexicon) -> str:
    """A sentence without the offices of those it names."""
    people = [m for m in mentions if lexicon.kind(m.concept) == "person"]
    spans = [
        (office.start, office.end)
        for office in mentions
        if lexicon.kind(office.concept) == "role"
        and any(
            plain[office.end : one.start].strip() in ("", ",")
            if office.end <= one.start
            else plain[one.end : office.start].strip() in (",", ", the", "—", "–")
            for one in people
        )
    ]
    return text.without(plain, spans)
