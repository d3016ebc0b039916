"""Whether a sentence is about a meeting of the parties to end the war, and not about another one.

A summit, a phone call, a meeting of one side with somebody else is not of the talks. What the
sentence leaves open ("the meeting") is decided by its article and by the sentence before.
"""

from __future__ import annotations

import re
from itertools import pairwise

from knowledge import venues
from knowledge.claims import Told
from knowledge.clauses import agreement
from knowledge.lexicon import Lexicon
from knowledge.offices import without_offices
from knowledge.prose import Prose
from knowledge.stages import CLAUSE

_SIDES = {"russia", "ukraine"}
_TABLE = {"russia", "ukraine", "united-states"}
_PARTS = re.compile(r"[;:]\s")
_HEAD = "head-of-state"
_POINTED = ("venue_nouns", "put_off_it")
_OFF = ("cancelled", "postponed")
_TITLE = 40
"""Characters of an office between "with" and the name of who holds it."""
_NAMED = ("talks", "meetings", "meets", "venue_nouns")


class Subject:
    """What a sentence names, apart from who says it: words, parties, sides."""

    def __init__(self, told: Told, plain: str, rules: Prose, lexicon: Lexicon) -> None:
        self.told, self.plain, self.rules, self.lexicon = told, plain, rules, lexicon
        self.parties = venues.parties(plain, told.mentions, rules, lexicon)
        self.strong = rules.has("rounds", plain)
        self.without_offices = without_offices(plain, told.mentions, lexicon)

    def of_talks(self, context: bool, before: bool, after_others: bool = False) -> bool:
        """Whether it is about talks; ``context``: the article is, ``before``: so was the last sentence,
        which with ``after_others`` tells of another event."""
        rules, plain = self.rules, self.plain
        named_both = set(self.parties) >= _SIDES
        apart = (rules.cues["apart"].match(plain.lstrip()) and not named_both) or self._two_sided()
        if self.strong and not apart:
            ours = not self._of_others() or rules.has("trilateral", plain)
            return ours and (named_both or not rules.has("other_talks", plain))
        if apart or self.of_another_meeting() or (rules.has("other_talks", plain) and not named_both):
            return False
        if rules.has("talks", plain) or (rules.has("sides", plain) and rules.has("meets", plain)):
            alone = not self.parties and not after_others  # "the talks", after nobody else's
            return context or named_both or alone or self._of_this_war() or self._of_the_three()
        if self._others_named():
            return False
        if rules.has("meetings", plain) and (named_both or context):
            told_apart = rules.has("next", plain) or rules.has("last", plain) or self._meets_again()
            off = context and any(rules.has(one, plain) for one in _OFF)
            off = off and not rules.has("background", plain)
            return named_both or before or off or (told_apart and not after_others)
        pointed = rules.has("it", plain[:40]) or any(rules.has(one, plain) for one in _POINTED)
        opens = rules.cues["it"].match(plain.lstrip()) is not None
        pointed = pointed and (opens or not rules.has("other_events", plain))
        return (before and pointed) or (context and (rules.has("work_on", plain) or self._meets_again()))

    def _meets_again(self) -> bool:
        """Whether it says that those who have met agreed to do so again: "agreed to gather once more"."""
        names = ("meets", "meets_again", "agreed")
        whole = self.told.whole is None  # not the second half of "Macron spoke with him, and agreed to"
        return whole and self.names_nothing_else and all(self.rules.has(one, self.plain) for one in names)

    def _others_named(self) -> bool:
        """Whether it names persons but for who says it: "said Umerov about the next meeting"."""
        said = self.told.attribution
        named = venues.people(self.plain, self.told.mentions, self.lexicon)
        return any(said is None or person != said.speaker for person in named)

    def told_of(self, over: bool) -> bool:
        """Whether it tells of these talks without their days: both sides are named, or that they are over."""
        return (over or self.names_both) and self.rules.has("talks", self.plain)

    @property
    def names_both(self) -> bool:
        """Whether both parties to the war are named as those who meet."""
        return set(self.parties) >= _SIDES

    @property
    def without_date(self) -> bool:
        """Whether it says that no date is set, and names nothing else that could have one."""
        return self.rules.has("undated", self.plain) and self.names_nothing_else

    @property
    def names_talks(self) -> bool:
        """Whether it names the talks, and tells of none before them."""
        return (self.strong or self.rules.has("talks", self.plain)) and not self.rules.has("last", self.plain)

    @property
    def names_nothing_else(self) -> bool:
        """Whether it names no other event."""
        others = ("not_talks", "other_talks", "other_events")
        return not any(self.rules.has(one, self.plain) for one in others)

    @property
    def both_sides(self) -> bool:
        """Whether both parties to the war are named, one of them perhaps only as who says it."""
        named = venues.sides(self.plain, self.told.mentions, self.rules, self.lexicon)
        ours = self.rules.has("our_side", self.plain) and bool(named & _SIDES)
        return ours or named | self._speaker_sides() >= _SIDES

    def of_another_meeting(self) -> bool:
        """Whether it names a summit or the like, or two sides that are not the parties."""
        if self.rules.has("not_talks", self._head()) or self._two_sided() or self._of_persons():
            return True
        sides = venues.sides(self.plain, self.told.mentions, self.rules, self.lexicon)
        return not self.both_sides and self._of_one_side(sides)

    def _head(self) -> str:
        """The part of the sentence, up to a colon or semicolon, that first names talks: "no date is set:
        they will agree on it by telephone" is not about a telephone call."""
        parts = _PARTS.split(self.without_offices)
        named = (part for part in parts if any(self.rules.has(one, part) for one in _NAMED))
        head = next(named, self.without_offices)
        what = head[agreement(head, self.rules) :]
        return what if any(self.rules.has(one, what) for one in _NAMED) else head

    def _of_this_war(self) -> bool:
        """Whether talks named with one side alone are these: by name, called off by it, or at a table."""
        put_off = any(self.rules.has(cue, self.plain) for cue in ("cancelled", "postponed"))
        ours = put_off or any(self.rules.has(cue, self.plain) for cue in ("table", "takes_part"))
        return self.rules.has("our_talks", self.plain) or (ours and self._at_table())

    def _of_the_three(self) -> bool:
        """Whether who is named of one side meets the other two: "Umerov spoke of talks with the Americans and
        Russians"."""
        return len(self.parties) > 1 and self._at_table() and self.both_sides

    def _at_table(self) -> bool:
        return bool(self.parties) and set(self.parties) <= _TABLE

    def _of_one_side(self, sides: frozenset[str]) -> bool:
        """Whether those named are two that are not the parties, or one with somebody else."""
        return len(sides) > 1 or (bool(sides - _SIDES) and self.rules.has("with", self.plain))

    def _of_others(self) -> bool:
        """Whether the sides are named and are not those of the war: one of the two is missing.

        Who speaks need not be named again: "talks with the US and Ukraine", says the Kremlin's aide;
        and with whom the speaker stood when it was said is of no account.
        """
        sides = {party for party in self._content_parties() if party}
        if len(sides) < 2 and not sides - _SIDES:
            return False
        if not (sides | self._speaker_sides()) & _SIDES:
            return len(sides) > 1  # "the talks of the United States and Iran"
        missing = not (sides | self._speaker_sides()) >= _SIDES
        if missing and self._faced():
            return False
        return missing and (self.rules.has("with", self.plain) or self._pair())

    def _faced(self) -> bool:
        """Whether two of those at the table are whom the third one meets: "talks with the American and the
        Russian sides"."""
        named = [m for m in self.told.mentions if m.concept in self.parties and m.concept in _TABLE]
        if len(self.parties) != 2 or len(named) != 2:
            return False
        between = self.plain[named[0].end : named[1].start]
        joined = self.rules.cues["and_said"].fullmatch(between.removesuffix(" the ").strip())
        lead = self.plain[: named[0].start].removesuffix("the ").split()[-1:]
        return joined is not None and any(self.rules.cues["opposite"].fullmatch(word) for word in lead)

    def _two_sided(self) -> bool:
        """Whether talks are named by two sides that are not those of the war: "US-Russia talks"."""
        named = (self.plain[m.end() :].split()[:2] for m in self.rules.cues["two_sided"].finditer(self.plain))
        return any(self.rules.has(one, " ".join(words)) for words in named for one in ("talks", "meetings"))

    def _of_persons(self) -> bool:
        """Whether talks are those of a head of state: "his talks with Putin", "talks of Trump with Putin"."""
        people = [m for m in self.told.mentions if _HEAD in (m.concept, *self.lexicon.broader(m.concept))]
        for talks in self.rules.cues["talks"].finditer(self.plain):
            for person in (m for m in people if m.start >= talks.end()):
                between = self.plain[talks.end() : person.start]
                first = between.split()[:1]
                led = not first or self.rules.cues["with"].fullmatch(first[0]) is not None
                written = self.plain[person.start : person.end].strip()
                if written and led and len(between) <= _TITLE and not CLAUSE.search(between):
                    return True
        return False

    def _pair(self) -> bool:
        """Whether two sides are named as those who meet: "U.S. and Ukrainian officials will hold a round"."""
        named = [m for m in self.told.mentions if m.concept in self.parties]
        for one, other in pairwise(named):
            joined = self.rules.cues["and_said"].fullmatch(self.plain[one.end : other.start].strip())
            talks = self.rules.cues["rounds"].search(self.plain, other.end)
            between = self.plain[other.end : talks.start()] if talks else ""
            meet = any(self.rules.has(cue, between) for cue in ("planned", "held"))
            if joined and meet and not CLAUSE.search(between):
                return one.concept != other.concept
        return False

    def _content_parties(self) -> tuple[str, ...]:
        """The parties named in what is said: those after a closing "he said" belong to the saying."""
        said = self.told.attribution
        if said is None or said.start == 0 or self.rules.has("that", self.plain[said.end :]):
            return self.parties
        return venues.parties(self.plain[: said.start], self.told.mentions, self.rules, self.lexicon)

    def _speaker_sides(self) -> set[str]:
        said = self.told.attribution
        if said is None:
            return set()
        named = {m.concept for m in self.told.mentions if said.start <= m.start < said.end}
        speakers = {m for m in named if self.lexicon.kind(m) in ("person", "role")} | {said.speaker or ""}
        return {above for one in speakers if one for above in (one, *self.lexicon.broader(one))} & _SIDES
