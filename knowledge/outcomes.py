"""What is only told of the outcome of talks, "will tell EU leaders about the results of the round", or of a
pause within them."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.prose import Prose
from knowledge.stages import CLAUSE

_NAMES = 40
"""Characters after "the results of" within which the talks are named."""
_MEETING = ("rounds", "talks", "meetings")


def outcomes(plain: str, rules: Prose) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that name talks only for their outcome, if it tells of no talks held: the day
    beside them is that of the telling; and "took a pause to consult", which puts nothing off."""
    yield from (match.span() for match in rules.cues["recess"].finditer(plain))
    if any(rules.has(name, plain) for name in ("held", "ends", "after")):
        return
    for match in rules.cues["outcome"].finditer(plain):
        end = CLAUSE.search(plain, match.end())
        stop = min(match.end() + _NAMES, end.start() if end else len(plain))
        named = [m.end() for one in _MEETING for m in rules.cues[one].finditer(plain, match.end(), stop)]
        if named:
            yield match.start(), max(named)
