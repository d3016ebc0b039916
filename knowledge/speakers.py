"""Whose words a sentence gives: "X said", "according to X", a quotation with its speaker beside it.

A speaker is a person, role or party of the lexicon. A name the lexicon does not hold gives none,
and is never put down to somebody else; a pronoun goes to the last speaker only where the sentences
follow one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.lexicon import Lexicon, Mention
from knowledge.model import Passage
from knowledge.prose import Prose

_RANKS = {"person": 0, "role": 1, "party": 2}
_QUOTED = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|(?<!\w)\"[^\"]*(?:\"(?!\w)|$)")
_CLOSED_FIRST = re.compile(r"[^“”«»\"]*(?:[”»]|(?<=[,.!?…])\"(?=\s))(?=.*\w)")
_OPENER = re.compile(r"^[\"“«„]")
_BREAK = re.compile(r"[;:!?«“„»”\"()]|\s[—–-]\s|\.(?=\s|$)")
_STOP = re.compile(r"[,;:!?«“„»”\"()]|\s[—–-]\s|\.(?=\s*$)")
_AFTER_QUOTE = re.compile(r"(?:[,»”\"—–]|\s-)\s*$")
_CAPITALISED = re.compile(r"(?<![.!?]\s)(?<!^)(?<!\w)[A-ZА-ЯІЇЄҐЁ][\w’'-]+")
_NEAR = 70


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
    found = [*_sources(plain, rules, lexicon, named), *_spoken(text, plain, rules, lexicon, named)]
    return min(found, key=lambda a: (a.speaker is None and not a.back, a.start), default=None)


def _unquoted(text: str) -> str:
    """The text with what is quoted blanked, also what a sentence before began to quote."""
    closed = _CLOSED_FIRST.match(text)
    head = closed.end() if closed else 0
    return " " * head + _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text[head:])


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
        if inside or rules.cues["passive"].search(plain[: verb.start()]):
            continue  # "United States" is no verb; "had announced" and "was told" are not who speaks here
        found = _subject_before(plain, verb, rules, lexicon, named)
        inverted = rules.inverted or _AFTER_QUOTE.search(text[: verb.start()]) is not None
        if found is None and inverted:
            found = _subject_after(plain, verb, rules, lexicon, named)
        found = found or _pronoun(plain, verb, rules, inverted)
        if found:
            yield found


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
            _unknown_name(plain[mention.start : verb.start()]) or _CAPITALISED.search(gap)
        ):
            return Attribution(None, mention.start, verb.end(), verb.start())
        start = min(m.start for m in before if mention.start - m.start < _NEAR and m.start <= mention.start)
        return Attribution(mention.concept, start, verb.end(), verb.start())
    return None


def _joins(gap: str, rules: Prose, kind: str) -> bool:
    """Whether what stands between a name and the verb leaves the name its subject."""
    if gap.count(",") == 1 or rules.cues["that"].search(gap) or rules.cues["speech"].search(gap):
        return False
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
        unknown = _CAPITALISED.search(plain[verb.end() : end])
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


def speakers(
    passages: Sequence[Passage], rules: Prose, lexicon: Lexicon, mentions: Sequence[Sequence[Mention]]
) -> tuple[Attribution | None, ...]:
    """The attribution of every passage of an article, quotations and pronouns resolved along it."""
    own = [attribute(p.text, rules, lexicon, m) for p, m in zip(passages, mentions, strict=True)]
    found: list[Attribution | None] = []
    last: str | None = None
    since = 9
    for number, passage in enumerate(passages):
        current = own[number]
        if current and current.back:
            speaker = last if since <= 1 else None
            current = Attribution(speaker, current.start, current.end, current.verb, True)
        elif current is None and _in_quotation(passages, number):
            current = _beside(passages, own, number, last if since <= 0 else None)
        elif current and lexicon.kind(current.speaker or "") == "role":
            current = _named(current, last if since <= 2 else None, passage.text, rules, lexicon)
        if current and current.speaker and number and found[-1] is None and _about_this(passage, rules):
            size = len(passages[number - 1].text)
            found[-1] = Attribution(current.speaker, size, size, size)
        found.append(current)
        if current and current.speaker:
            last, since = current.speaker, 0
        else:
            since = 9 if current and not current.back else since + 1
    return tuple(found)


def _about_this(passage: Passage, rules: Prose) -> bool:
    """ "Об этом сообщил ...": whether a sentence says who said the one before."""
    return rules.cues["about_this"].match(passage.text) is not None


def _named(current: Attribution, last: str | None, text: str, rules: Prose, lexicon: Lexicon) -> Attribution:
    """An office without a name as the last speaker, where it is theirs: "the secretary" after Umerov.

    An office that many hold ("the minister") is nobody's where that cannot be told.
    """
    written = text[current.start : current.end]
    general = rules.has("anaphors", written) and not _CAPITALISED.search(written)
    if last and (general or current.speaker in lexicon.broader(last)):
        return replace(current, speaker=last)
    return replace(current, speaker=None) if general else current


def _in_quotation(passages: Sequence[Passage], number: int) -> bool:
    """Whether a sentence is nothing but quotation, opened in it or in a sentence before it."""
    text = passages[number].text
    if _OPENER.match(text):
        return not _QUOTED.sub("", text).strip(" ,.!?…—–-")
    return _open_before(passages, number)


def _open_before(passages: Sequence[Passage], number: int) -> bool:
    opened = 0
    for earlier in passages[max(0, number - 4) : number]:
        marks = [c for c in earlier.text if c in "“”«»"]
        for mark in marks:
            opened = 1 if mark in "“«" else 0
    text = passages[number].text
    return opened == 1 and not re.search(r"[”»]\s*[,—–-]*\s*\w", text)


def _beside(
    passages: Sequence[Passage], own: Sequence[Attribution | None], number: int, last: str | None
) -> Attribution | None:
    """The speaker of a bare quotation: of the clause that closes it, else the one who spoke before."""
    size = len(passages[number].text)
    for after in range(number + 1, min(number + 4, len(passages))):
        closes = own[after]
        if not _OPENER.match(passages[after].text) and re.search(r"[”»\"]", passages[after].text):
            if closes and closes.speaker and not _OPENER.match(passages[after].text):
                return Attribution(closes.speaker, size, size, size)
            break
        if closes is not None:
            break
    return Attribution(last, size, size, size) if last else None
