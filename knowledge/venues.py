"""Where a meeting is, and between whom, as a sentence tells: by the words beside the names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge import text
from knowledge.lexicon import Lexicon, Mention
from knowledge.neighbours import TimeMention
from knowledge.prose import Prose

_FRONT = frozenset(
    (
        "donbas",
        "donetsk-region",
        "luhansk-region",
        "zaporizhzhia",
        "kherson",
        "crimea",
        "kharkiv",
        "sumy",
        "kursk",
        "belgorod",
        "pokrovsk",
    )
)
"""Fought over, and so named in talks without being where they are."""

_NO_HOSTS = frozenset(("ukraine", "russia", "united-states", "europe", "european-union", "kyiv", "moscow"))
"""Parties and their capitals that "in" does not make the venue: "war in Ukraine", "in Kyiv they say"."""

_NOBODY = frozenset(("all-sides", "allies", "the-west"))
"""Named without saying who."""

_CHOICE = 12
_SHORT = 3
_PHRASE = 40
_CLAUSE_END = re.compile(r"[,;:—]|\s[–-]\s")


def may_host(place: str | None) -> bool:
    """Whether a town from which a report of talks is sent may be where they were."""
    return place is not None and place not in _FRONT | _NO_HOSTS | _NOBODY


def _before(plain: str, mention: Mention, words: int = 1) -> str:
    return " ".join(w for w in plain[: mention.start].split()[-words - 1 :] if w.lower() != "the")


def _last_word(plain: str, mention: Mention) -> str:
    return " ".join(_before(plain, mention).split()[-1:])


def parties(plain: str, mentions: Iterable[Mention], rules: Prose, lexicon: Lexicon) -> tuple[str, ...]:
    """The parties named as taking part, in order: not "the war in Ukraine", not the host."""
    found, told = [], tuple(mentions)
    for mention in told:
        if _of_a_town(plain, mention, told, lexicon):
            continue
        if lexicon.kind(mention.concept) != "party" or not plain[mention.start : mention.end].strip():
            continue
        if rules.cues["about"].fullmatch(_last_word(plain, mention)) or _mediates(plain, mention, rules):
            continue
        if rules.cues["instead"].fullmatch(_before(plain, mention)):
            continue  # "in Qatar rather than Turkey"
        after = plain[mention.end :].lstrip()
        if rules.cues["hosts"].match(after) and not _object(after, rules):
            continue
        if mention.concept not in _NOBODY:
            found.append(mention.concept)
    return tuple(dict.fromkeys(found))


def _mediates(plain: str, mention: Mention, rules: Prose) -> bool:
    """Whether a party is only named as the one that brings the others together: "mediated by"."""
    leads = (_last_word(plain, mention), _before(plain, mention))
    return any(rules.cues["mediated"].fullmatch(lead) for lead in leads)


def _of_a_town(plain: str, mention: Mention, mentions: Iterable[Mention], lexicon: Lexicon) -> bool:
    """Whether a country only tells where the town beside it is: "in Jeddah, Kingdom of Saudi Arabia"."""
    return any(
        plain[mention.end : town.start].strip() == ","
        if town.start > mention.start
        else 0 < mention.start - town.end <= _CHOICE * 2
        and plain[town.end : mention.start].lstrip(" )").startswith((",", "("))
        and all(_is_of_name(word) for word in plain[town.end : mention.start].split())
        for town in mentions
        if mention.concept in lexicon.broader(town.concept)
    )


def _is_of_name(word: str) -> bool:
    """Whether a word before a country's name belongs to it: not "plants, though Ukrainian negotiators"."""
    return len(word) <= _SHORT or word[0].isupper()


def _object(after: str, rules: Prose) -> bool:
    """Whether who receives is only told behind the verb after a name, "делегації Росії прийме Анкара", or
    nobody is received: "Россия примет участие"."""
    told = rules.cues["hosts"].match(after)
    rest = after[told.end() :].lstrip() if told else ""
    if rules.cues["takes_part"].match(rest):
        return True
    return told is not None and rules.inverted and rest[:1].isupper()


def people(plain: str, mentions: Iterable[Mention], lexicon: Lexicon) -> tuple[str, ...]:
    """The persons named in what is left of a sentence without its attribution."""
    return tuple(
        m.concept for m in mentions if lexicon.kind(m.concept) == "person" and plain[m.start : m.end].strip()
    )


def sides(plain: str, mentions: Sequence[Mention], rules: Prose, lexicon: Lexicon) -> frozenset[str]:
    """The parties named, and those that the persons and offices named are of but for who only says so."""
    say = {m.concept for m in mentions if rules.cues["speech"].match(plain[m.end :].lstrip())}
    named = {
        above
        for m in mentions
        if lexicon.kind(m.concept) in ("person", "role")
        and plain[m.start : m.end].strip()
        and m.concept not in say
        for above in lexicon.broader(m.concept)
        if lexicon.kind(above) == "party"
    }
    return frozenset((*parties(plain, mentions, rules, lexicon), *named))


def venue(
    plain: str,
    mentions: Sequence[Mention],
    rules: Prose,
    lexicon: Lexicon,
    *,
    time: TimeMention | None = None,
    others: Sequence[TimeMention] = (),
    near: TimeMention | None = None,
) -> str | None:
    """The place named as where it is, the narrowest of several; with ``time``, the one nearest to it
    and to none of ``others``; with ``near``, of several the one in the clause of that time."""
    plain = _told(plain, rules)
    found = [m for m in mentions if _is_venue(plain, m, rules, lexicon)]
    if time:
        found = [m for m in found if all(_away(m, time) <= _away(m, other) for other in others)]
    if not found:
        return None
    named = {m.concept for m in found}
    wider = {above for concept in named for above in lexicon.broader(concept)}
    narrow = [m for m in found if m.concept not in wider]
    if len(narrow) > 1 and rules.cues["expect"].match(plain[narrow[0].end :].lstrip()):
        narrow = narrow[1:]  # "in Moscow they expect a round in Istanbul"
    if not time and _either(plain, narrow, mentions, rules):
        return None
    if near:
        narrow = [m for m in narrow if not _parted(plain, m, near)] or narrow
    best = min(narrow or found, key=lambda m: (_away(m, time) if time else 0, m.start))
    return best.concept


def named(
    plain: str, mentions: Iterable[Mention], rules: Prose, lexicon: Lexicon, time: TimeMention | None
) -> tuple[str, ...]:
    """The towns and countries named that could be where it is, with or without "in"; beside a time only
    those nearest to it."""
    found = [
        m
        for m in mentions
        if plain[m.start : m.end].strip()
        and m.concept not in _FRONT | _NO_HOSTS | _NOBODY
        and (lexicon.kind(m.concept) == "place" or _is_venue(plain, m, rules, lexicon))
        and not any(
            rules.cues["old_venue"].fullmatch(lead) for lead in (_last_word(plain, m), _before(plain, m))
        )
    ]
    if time and found:
        least = min(_away(m, time) for m in found)
        found = [m for m in found if _away(m, time) == least]
    return tuple(dict.fromkeys(m.concept for m in found))


def beside(plain: str, mentions: Iterable[Mention], time: TimeMention, lexicon: Lexicon) -> str | None:
    """The town right beside a time, set off by a comma or the like on both sides."""
    for m in mentions:
        if lexicon.kind(m.concept) != "place" or m.concept in _FRONT | _NO_HOSTS:
            continue
        between = plain[time.end : m.start] if m.start >= time.end else plain[m.end : time.start]
        outside = plain[m.end :] if m.start >= time.end else plain[: m.start].rstrip()[-1:]
        alone = not outside.strip() or outside.strip()[0] in '.,;:!«»“”"—–'
        if between.strip() in (",", ":", "—", "–", "-") and alone:
            return m.concept
    return None


def _parted(plain: str, mention: Mention, time: TimeMention) -> bool:
    """Whether the end of a clause stands between a place and a time."""
    between = (
        plain[mention.end : time.start] if mention.end <= time.start else plain[time.end : mention.start]
    )
    return _CLAUSE_END.search(between) is not None


def _told(plain: str, rules: Prose) -> str:
    """The sentence without what is only a reason or an aside, "as he will be in Washington", and without
    where nobody goes."""
    spans, named = [], [m.span() for m in rules.cues["becomes_venue"].finditer(plain)]
    lists = (
        ("because",) if rules.has("not_then", plain) else ("because", "stays_away")
    )  # "no meeting will be"
    for match in (match for name in lists for match in rules.cues[name].finditer(plain)):
        if any(start <= match.start() < end for start, end in named):
            continue  # "stays as the venue"
        end = _CLAUSE_END.search(plain, match.end())
        spans.append((match.start(), end.start() if end else len(plain)))
    return text.without(plain, spans)


def _either(plain: str, found: Sequence[Mention], mentions: Sequence[Mention], rules: Prose) -> bool:
    """Whether places are told as choices: "in Istanbul or Geneva"."""
    return any(
        one.end <= other.start <= one.end + _CHOICE
        and rules.cues["or"].fullmatch(plain[one.end : other.start].strip())
        for one in found
        for other in mentions
    )


def _away(mention: Mention, time: TimeMention) -> int:
    return max(mention.start - time.end, time.start - mention.end, 0)


def _held_there(plain: str, mention: Mention, rules: Prose) -> bool:
    """Whether "held in" or "take place in" stands right before a name."""
    words = plain[: mention.start].split()
    while words and words[-1].lower() == "the":
        words.pop()
    lead = " ".join(words[:-1])
    held = [m.end() for m in rules.cues["takes_place"].finditer(lead)]
    return bool(held) and held[-1] == len(lead)


def _is_host(before: str, rules: Prose) -> bool:
    """Whether a verb that tells who receives stands right before a name: "прийме Анкара"."""
    receives = [m.end() for m in rules.cues["hosts"].finditer(before)] if rules.inverted else []
    return bool(receives) and receives[-1] == len(before.rstrip())


def without_instead(written: str, mentions: Iterable[Mention], rules: Prose) -> str:
    """A text without the places that others stand for: "Istanbul, not Geneva, to host the talks"."""
    spans = []
    for m in mentions:
        word = _last_word(written, m)
        if word and rules.cues["old_venue"].fullmatch(word):
            spans.append((written.rfind(word, 0, m.start), m.end))
    return text.without(written, spans)


def without_origin(plain: str, mentions: Sequence[Mention], rules: Prose, lexicon: Lexicon) -> str:
    """A text without the places that something is moved away from: "from the Turkish resort of Antalya"."""
    spans = []
    towns = [m for m in mentions if lexicon.kind(m.concept) in ("place", "party")]
    for match in rules.cues["old_venue"].finditer(plain):
        end = match.end()
        for town in (m for m in towns if m.start >= match.end()):
            between = plain[end : town.start]
            leads = any(rules.cues["venue"].fullmatch(word) for word in between.split())
            if len(between) >= _PHRASE or leads or _CLAUSE_END.search(between):
                break
            end = town.end
        if end > match.end():
            spans.append((match.start(), end))
    return text.without(plain, spans)


def _without_old(after: str, rules: Prose) -> str:
    """What follows a name, without a place that it stands for: "Ankara, not Istanbul, will host"."""
    old = rules.cues["old_venue"].match(after.lstrip(", "))
    rest = after.lstrip(", ")[old.end() :].split(maxsplit=1) if old and after.startswith(",") else []
    return rest[1] if len(rest) > 1 else after


def _is_venue(plain: str, mention: Mention, rules: Prose, lexicon: Lexicon) -> bool:
    kind = lexicon.kind(mention.concept)
    written = plain[mention.start : mention.end]
    if kind not in ("place", "party") or not written.strip() or mention.concept in _FRONT | _NOBODY:
        return False
    after = plain[mention.end :].lstrip()
    hosts = rules.cues["hosts"].match(_without_old(after, rules)) and not _object(after, rules)
    if hosts or _is_host(plain[: mention.start], rules):
        return True
    if mention.concept in _NO_HOSTS and not _held_there(plain, mention, rules):
        return False
    word, two = _last_word(plain, mention), _before(plain, mention)
    if rules.cues["old_venue"].fullmatch(word) or rules.cues["old_venue"].fullmatch(two):
        return False
    if any(rules.cues["venue"].fullmatch(lead) for lead in (word, two)) or rules.cues["venue"].match(written):
        return True
    named_after = any(rules.cues[name].match(after) for name in ("rounds", "talks", "meetings"))
    return kind == "place" and (named_after or rules.has("becomes_venue", plain))
