"""Times of what is only told to be before the talks: "Ahead of the meeting, on October 9, a march will"."""

from __future__ import annotations

from knowledge.neighbours import TimeMention
from knowledge.prose import Prose

_PHRASE = 60
"""Characters that "ahead of the next meeting of the delegations" may have."""
_MEETING = ("rounds", "talks", "meetings")


def on_the_eve(time: TimeMention, plain: str, rules: Prose) -> bool:
    """Whether a sentence opens with what it is before, set off by a comma from the time."""
    before = plain[: time.start]
    phrase, comma, rest = before.partition(",")
    opens = rules.cues["ahead_of"].match(phrase.lstrip(" \"'«“"))
    if opens is None or not comma or len(phrase.strip()) > _PHRASE:
        return False
    bare = all(rules.cues["prepositions"].fullmatch(word) for word in rest.split())
    return bare and any(rules.has(name, phrase[opens.end() :]) for name in _MEETING)
