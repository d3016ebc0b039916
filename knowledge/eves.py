"""Times of what is told to be before the talks: "Ahead of the meeting, on October 9, a march will", "the
delegation will fly in on Tuesday, and the talks will begin on".
"""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.neighbours import TimeMention
from knowledge.prose import Prose
from knowledge.stages import CLAUSE, Cue

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


def of_the_way_there(
    time: TimeMention, found: Cue, acts: Iterable[Cue], meeting: Iterable[Cue], plain: str
) -> bool:
    """Whether another act stands in the clause of a time, and the meeting nearest to it (``found``) only in
    a clause after it."""
    if found.start < time.end or not CLAUSE.search(plain, time.end, found.start):
        return False
    before = [act.end for act in acts if act.end <= time.start]
    last = max(before, default=time.start)
    named = any(last <= cue.start < time.start for cue in meeting)
    return bool(before) and not named and not CLAUSE.search(plain, last, time.start)
