"""In which mood a sentence tells something: asserted, planned, possible, denied, put off, undated.

It reads cues of data/prose around the words, and knows nothing of events; claims.py and steps.py do.
"""

from __future__ import annotations

import re

from knowledge.model import Modality
from knowledge.prose import Prose

_NEGATED = 14


def negated(text: str, start: int, rules: Prose) -> bool:
    """Whether a negation stands just before a place in the text, in the same clause."""
    opens = max(start - _NEGATED, text.rfind(",", 0, start) + 1, 0)
    return rules.cues["negation"].search(text, opens, start) is not None


def cue(text: str, name: str, rules: Prose) -> re.Match[str] | None:
    """The first phrase of a list in the text that no negation precedes."""
    for match in rules.cues[name].finditer(text):
        if not negated(text, match.start(), rules):
            return match
    return None


def unconfirmed(text: str, said: tuple[int, int], rules: Prose) -> bool:
    """Whether who says it (``said``) has not confirmed it, or cannot: "could not confirm that they will"."""
    if rules.has("unconfirmed", text[slice(*said)]):
        return True
    doubts = (text[match.end() :].lstrip(" ,") for match in rules.cues["doubted"].finditer(text))
    return any(rules.cues["that"].match(after) for after in doubts)


def mood(text: str, rules: Prose) -> Modality:
    """The strongest mood of a sentence; time expressions should be blanked ("in May" is not *may*)."""
    if rules.has("denied", text):
        return "denied"
    if cue(text, "cancelled", rules):
        return "cancelled"
    if cue(text, "postponed", rules):
        return "postponed"
    if rules.has("undated", text):
        return "undated"
    if rules.has("possible", text):
        return "possible"
    return "planned" if cue(text, "planned", rules) else "asserted"
