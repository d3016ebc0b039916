"""Whose words a sentence gives: "X said", "according to X", a quotation with its speaker beside it.

A speaker is a person, role or party of the lexicon. A name the lexicon does not hold gives none,
and is never put down to somebody else. One sentence is read at a time; speakers.py goes along an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.lexicon import Lexicon, Mention
from knowledge.prose import Prose

_RANKS = {"person": 0, "role": 1, "party": 2}
QUOTED = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|(?<!\w)\"[^\"]*(?:\"(?!\w)|$)")
_CLOSED_FIRST = re.compile(r"[^“”«»\"]*(?:[”»]|(?<=[,.!?…])\"(?=\s))(?=.*\w)")
_BREAK = re.compile(r"[;:!?«“„»”\"()]|\s[—–-]\s|\.(?=\s|$)")
_STOP = re.compile(r"[,;:!?«“„»”\"()]|\s[—–-]\s|\.(?=\s*$)")
_AFTER_QUOTE = re.compile(r"(?:[,»”\"—–]|\s-)\s*$")
CAPITALISED = re.compile(r"(?<![.!?]\s)(?<!^)(?<!\w)[A-ZА-ЯІЇЄҐЁ][\w’'-]+")
_LABEL = re.compile(r"[\s—–-]*(?P<who>[^\W\d][^.,;:!?«»“”\"()]{2,60}):\s+(?=\S)")
_IN = re.compile(r"(?:^|[,.;:!?»”]\s+|\s[—–-]\s|\s(?:и|і|й|а|але|но)\s)(?P<in>[УВув]о?)\s+$")
_PREPOSITION = re.compile(r"[УВув]о?\s+")
_THEY_SAY = re.compile(r"(?:\s+[\w’'-]+){0,2}?\s+(?P<verb>[\w’'-]+(?:ли|ють|уть|ют|ят))(?:ся|сь)?(?!\w)")
_LAST_CLAUSE = re.compile(r",[”\"’]?\s+(?P<who>(?:[\w’'-]+\s+){1,8})$")
_CLOSED = re.compile(r"(?:\s+[\w’'-]+){0,4}\s*\.?\s*$")
_NEAR = 70
_PHRASE = 25


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks (None for a name not known, or nobody to be told), and where the text says so."""

    speaker: str | None
    start: int
    end: int
    verb: int
    """Where the speech verb or "according to" begins."""
    back: bool = False
    """Whether a pronoun points back to an earlier speaker."""


def attribute(text: str, rules: Prose, lexicon: Lexicon, mentions: Sequence[Mention]) -> Attribution | None:
    """The attribution of one sentence by itself, the outermost if several; None for the publisher."""
    plain = _unquoted(text)
    named = [m for m in mentions if lexicon.kind(m.concept) in _RANKS and plain[m.start : m.end].strip()]
    found = [
        *_colon(plain, rules, lexicon, named),
        *_capital(plain, rules, mentions),
        *_sources(plain, rules, lexicon, named),
        *_spoken(text, plain, rules, lexicon, named),
    ]
    return min(
        found,
        key=lambda a: (a.speaker is None and not a.back, _aside(plain, a, rules), a.start),
        default=None,
    )


def _aside(plain: str, said: Attribution, rules: Prose) -> bool:
    """Whether it is only told aside: "the talks that Russia said it had never heard of", Fidan said."""
    return rules.cues["relative"].fullmatch(" ".join(plain[: said.start].split()[-1:])) is not None


def _unquoted(text: str) -> str:
    """The text with what is quoted blanked, also what a sentence before began to quote."""
    closed = _CLOSED_FIRST.match(text)
    head = closed.end() if closed else 0
    return " " * head + QUOTED.sub(lambda quoted: " " * len(quoted[0]), text[head:])


def _colon(plain: str, rules: Prose, lexicon: Lexicon, named: Sequence[Mention]) -> Iterator[Attribution]:
    """ "Peskov: the next round ...", as live pages and headlines have it."""
    label = _LABEL.match(plain)
    if label and any(rules.has(cue, label["who"]) for cue in ("hosts", "planned", "held", "begun")):
        return  # "Istanbul will host the sides: ..."
    best = _best(lexicon, [m for m in named if label and m.end <= label.end("who")]) if label else None
    if label and best and best.end == label.end("who"):
        yield Attribution(best.concept, label.start("who"), label.end(), label.start("who"))


def _capital(plain: str, rules: Prose, mentions: Sequence[Mention]) -> Iterator[Attribution]:
    """ "In the Kremlin they said": nobody by name, but the place is where it was said, and not a venue."""
    for mention in mentions if rules.inverted else ():
        own = _PREPOSITION.match(plain, mention.start)  # a form of the lexicon may begin with it
        begins = _IN.search(plain, 0, own.end() if own else mention.start)
        verb = _THEY_SAY.match(plain, mention.end)
        if begins is None or verb is None or rules.cues["speech"].search(verb["verb"]) is None:
            continue
        yield Attribution(None, begins.start("in"), verb.end(), verb.start("verb"))


def _best(lexicon: Lexicon, named: Sequence[Mention]) -> Mention | None:
    return min(named, key=lambda m: (_RANKS[lexicon.kind(m.concept)], m.start), default=None)


def _sources(plain: str, rules: Prose, lexicon: Lexicon, named: Sequence[Mention]) -> Iterator[Attribution]:
    """ "According to X", with the name that may follow a comma after the office."""
    for own in rules.cues["own_words"].finditer(plain):
        yield Attribution(None, own.start(), own.end(), own.start(), back=True)
    for cue in rules.cues["sources"].finditer(plain):
        if rules.cues["own_words"].match(plain, cue.start()):
            continue
        end = _np_end(plain, cue.end(), rules)
        inside = [m for m in named if cue.end() <= m.start and m.end <= end]
        best = _best(lexicon, inside)
        if best is None or lexicon.kind(best.concept) != "person":
            further = _np_end(plain, min(end + 1, len(plain)), rules)
            person = [m for m in named if end <= m.start and m.end <= further and m.start <= end + 3]
            if person and lexicon.kind(person[0].concept) == "person":
                best, end = person[0], further
        if best and lexicon.kind(best.concept) != "person" and _unknown_name(plain[best.end : end]):
            best = None
        yield Attribution(best.concept if best else None, cue.start(), end, cue.start())


def _np_end(plain: str, start: int, rules: Prose) -> int:
    stops = [m.start() for m in (_STOP.search(plain, start), rules.cues["that"].search(plain, start)) if m]
    return min(stops, default=len(plain))


def _unknown_name(between: str) -> bool:
    """Whether a stretch holds two capitalised words in a row: a name that the lexicon lacks."""
    return re.search(r"[A-ZА-ЯІЇЄҐЁ][\w’'-]+\s+[A-ZА-ЯІЇЄҐЁ][\w’'-]+", between) is not None


def _spoken(
    text: str, plain: str, rules: Prose, lexicon: Lexicon, named: Sequence[Mention]
) -> Iterator[Attribution]:
    """ "X said", "said X", "he said"."""
    for verb in rules.cues["speech"].finditer(plain):
        inside = any(m.start <= verb.start() and verb.end() <= m.end for m in named)
        off = rules.cues["cancelled"].match(plain, verb.start())
        if inside or off or rules.cues["passive"].search(plain[: verb.start()]):
            continue  # "United States", "called them off" say nothing; "had announced" is not who speaks here
        found = _subject_before(plain, verb, rules, lexicon, named)
        inverted = rules.inverted or _AFTER_QUOTE.search(text[: verb.start()]) is not None
        if found is None and inverted:
            found = _subject_after(plain, verb, rules, lexicon, named)
        found = found or _pronoun(plain, verb, rules, inverted) or _closing(plain, verb, rules)
        if found:
            yield found


def _closing(plain: str, verb: re.Match[str], rules: Prose) -> Attribution | None:
    """ ", the UAE said on Friday": the clause that closes a sentence, whoever speaks in it, and not "where it
    will be, they did not say"."""
    clause = _LAST_CLAUSE.search(plain, 0, verb.start())
    if clause is None or not _CLOSED.match(plain, verb.end()) or rules.has("negation", clause["who"]):
        return None
    return Attribution(None, clause.start("who"), verb.end(), verb.start())


def _subject_before(
    plain: str, verb: re.Match[str], rules: Prose, lexicon: Lexicon, named: Sequence[Mention]
) -> Attribution | None:
    begin = max((m.end() for m in _BREAK.finditer(plain, 0, verb.start())), default=0)
    before = [
        m for m in named if begin <= m.start and m.end <= verb.start() and verb.start() - m.end <= _NEAR
    ]
    for mention in reversed(before):
        gap = plain[mention.end : verb.start()]
        kind = lexicon.kind(mention.concept)
        if not _joins(gap, rules, kind) or _governed(plain, mention, rules):
            continue
        if kind != "person" and (
            _unknown_name(plain[mention.start : verb.start()]) or CAPITALISED.search(gap)
        ):
            return Attribution(None, mention.start, verb.end(), verb.start())
        start = _np_start(plain, mention, before)
        return Attribution(mention.concept, start, verb.end(), verb.start())
    return None


def _np_start(plain: str, mention: Mention, before: Sequence[Mention]) -> int:
    """Where the phrase of a name begins, its office and country before it included."""
    start = mention.start
    for earlier in reversed([m for m in before if m.end <= mention.start]):
        between = plain[earlier.end : start]
        if len(between) > _PHRASE or "," in between:
            break
        start = earlier.start
    return start


def _joins(gap: str, rules: Prose, kind: str) -> bool:
    """Whether what stands between a name and the verb leaves the name its subject."""
    if gap.count(",") == 1 or rules.cues["that"].search(gap) or rules.cues["speech"].search(gap):
        return False
    if rules.has("takes_place", gap) and not rules.cues["relative"].match(gap.lstrip(" ,")):
        return False  # "talks with Umerov, Medinsky and Witkoff will take place on June 5, said the ministry"
    words = len(gap.split())
    return words <= 3 if kind == "party" else words <= 9


def _governed(plain: str, mention: Mention, rules: Prose) -> bool:
    """Whether a preposition stands right before a name: "with Witkoff" is nobody's subject."""
    return rules.cues["prepositions"].search(" ".join(plain[: mention.start].split()[-1:])) is not None


def _subject_after(
    plain: str, verb: re.Match[str], rules: Prose, lexicon: Lexicon, named: Sequence[Mention]
) -> Attribution | None:
    end = _np_end(plain, verb.end(), rules)
    inside = [m for m in named if verb.end() <= m.start and m.end <= end and not _governed(plain, m, rules)]
    best = _best(lexicon, [m for m in inside if m.start - verb.end() <= _NEAR])
    if best is None:
        unknown = CAPITALISED.search(plain[verb.end() : end])
        return (
            Attribution(None, verb.start(), end, verb.start())
            if unknown and _unknown_name(unknown.string)
            else None
        )
    if lexicon.kind(best.concept) != "person" and _unknown_name(plain[best.end : end]):
        return Attribution(None, verb.start(), end, verb.start())
    return Attribution(best.concept, verb.start(), end, verb.start())


def _pronoun(plain: str, verb: re.Match[str], rules: Prose, inverted: bool) -> Attribution | None:
    near = plain[max(0, verb.start() - 40) : verb.start()]
    for cue in ("pronouns", "anaphors"):
        before = [m for m in rules.cues[cue].finditer(near) if not re.search(r"[,;:.]", near[m.end() :])]
        after = rules.cues[cue].match(plain[verb.end() :].lstrip()) if inverted else None
        if (before and len(near[before[-1].end() :].split()) <= 2) or after:
            return Attribution(None, verb.start(), verb.end(), verb.start(), back=True)
    return None
