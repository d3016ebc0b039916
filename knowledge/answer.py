"""A question and a day -> Answer: answered, conflict, related, ambiguous, unknown or chat.

This is where it is decided what is said and what is not. Nothing is answered without evidence, and
nothing that a guard objects to is answered at all. The rim turns the Answer into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from knowledge import asking, causes, guards, occasion, weighing
from knowledge import decision as deciding
from knowledge import question as reading
from knowledge.decision import Judged
from knowledge.evidence import evidence
from knowledge.model import (
    Answer,
    Entry,
    KnowledgeBase,
    Reasons,
    Suggestion,
)
from knowledge.question import Question

_CONSIDERED = 12
_OFFERED = 3
_LOOKED_AT = 3
_BARS = ("frame", "count", "direction: asks before")
"""Objections to what is asked itself: the agenda does not answer it either."""
_STRANGE = 0.5
"""A question of which as much is strange to lexicon and examples is not of the field."""


def answer(
    kb: KnowledgeBase,
    question: str,
    today: date,
    language: str | None = None,
    fallback: str = "en",
    context: str | None = None,
) -> Answer:
    """What the base says to ``question`` as seen on ``today``.

    ``language`` forces the language of the reply, ``fallback`` is used when the question does not
    tell. ``context`` is the entry of the answer that this question follows, if any. Never raises
    for anything a reader can type.
    """
    asked = reading.read(question, kb.lexicon, today, fallback)
    reply = language or asked.language
    blank = Answer("unknown", reply, as_of=kb.as_of, reasons=_reasons(asked, (), None))
    if not asked.tokens or asked.chat:
        return replace(blank, status="chat", chat=_small_talk(question, asked), confidence=1.0)
    if context and context in kb.entries and reading.leans(asked, kb.lexicon):
        asked = reading.following(asked, _first_question(kb, kb.entries[context], today), kb.lexicon)
    judged, off = judge(kb, asked, today)
    readings = _readings([j for j in judged if j.answers])
    if not context and not asked.direction and reading.leans(asked, kb.lexicon) and len(readings) > 1:
        return replace(blank, status="ambiguous", suggestions=_suggestions(readings, reply))
    blank = replace(blank, reasons=_reasons(asked, judged, None))
    if any(m.concept == guards.OPINION for m in asked.mentions):
        return _unsettled(kb, asked, judged, 0.0, None, today, blank)
    return _decide(kb, asked, judged, off, today, blank)


def show(kb: KnowledgeBase, entry_id: str, today: date, language: str) -> Answer:
    """The answer of one entry, as when a reader picks it; KeyError if there is no such entry."""
    entry = kb.entries[entry_id]
    blank = Answer("unknown", language, as_of=kb.as_of)
    if entry.kind == "limit" and entry.agenda:  # a newer report may tell what it calls unsaid
        asked = _first_question(kb, entry, today)
        entry = occasion.as_of(kb, {entry.id: entry}, asked, today)[entry.id]
    if entry.kind == "limit":
        return _limited(kb, entry, today, blank)
    return _answered(kb, entry, today, blank, 1.0)


def _small_talk(question: str, asked: Question) -> str:
    if asked.chat:
        return asked.chat[0]
    return "emoji" if question.strip() else "help"


def _first_question(kb: KnowledgeBase, entry: Entry, today: date) -> Question:
    """What an entry is about, as its first question puts it."""
    code, questions = next(iter(entry.questions.items()))
    return reading.read(questions[0], kb.lexicon, today, code, fuzzy=False)


def judge(kb: KnowledgeBase, asked: Question, today: date) -> tuple[tuple[Judged, ...], float]:
    """The candidate entries, best first, and how probably none of them is meant."""
    features = reading.features(asked, kb.lexicon, kb.words)
    found = kb.matcher.rank(features, _CONSIDERED)
    known = {c.label: kb.entries[c.label] for c in found if c.label in kb.entries}
    entries = occasion.as_of(kb, known, asked, today)
    return deciding.judge(asked, found, entries, kb.lexicon), deciding.off_topic(found)


def _decide(
    kb: KnowledgeBase, asked: Question, judged: Sequence[Judged], off: float, today: date, blank: Answer
) -> Answer:
    # What the likeliest entry contradicts, or cannot be asked at all, no less likely one answers.
    barred = _barred(judged[:1], (*_BARS, "premise"))
    able = [] if barred else [j for j in judged if j.answers]
    sure = deciding.confidence(kb.decision, deciding.parts(asked, judged, off, kb)) if able else 0.0
    given = None
    if sure >= kb.decision.answer and deciding.likely(judged):
        given = _answered(kb, able[0].entry, today, blank, sure, asked)
        plain = asked.kinds <= able[0].entry.settles and not (asked.times or asked.names)
        if given.agenda and able[0].entry.origin == "generated" and not asking.only_rounds(asked, kb.lexicon):
            given = None  # what is asked for besides the round, the round does not tell
        elif given.agenda and (plain or given.status != "related"):
            return given  # what the agenda cannot settle no single passage does, unless one is named
    ruled = None if given or _barred(judged[:_LOOKED_AT], _BARS) else _by_agenda(kb, asked, today)
    if ruled:
        given = _answered(kb, ruled, today, blank, kb.decision.answer, asked)
        if given.status != "related":
            return given
    if not given and (reason := causes.cause(kb, asked)):
        return _answered(kb, reason, today, blank, kb.finding.answer)
    told = weighing.weigh(kb, asked)
    if told and _is_surer(kb, told[1], sure, given) and not occasion.superseded(kb, told[0], asked, today):
        return _answered(kb, told[0], today, blank, told[1])
    likely = told is not None and told[1] >= kb.finding.offer
    if given and not (likely and given.status == "related"):
        return given
    return _unsettled(kb, asked, judged, sure, told, today, blank)


def _is_surer(kb: KnowledgeBase, passage: float, sure: float, given: Answer | None) -> bool:
    """Whether a passage is to be given rather than what the entries or the agenda answer."""
    return passage >= kb.finding.answer and (passage > sure or not given or given.status == "related")


def _barred(judged: Iterable[Judged], bars: tuple[str, ...]) -> bool:
    return any((one.objection or "").startswith(bars) for one in judged)


def _by_agenda(kb: KnowledgeBase, asked: Question, today: date) -> Entry | None:
    """The entry that the agenda answers by; a limit only where newer reports made a fact of it."""
    ruled = asking.agenda_entry(kb, asked, today)
    entry = occasion.as_of(kb, {ruled.id: ruled}, asked, today)[ruled.id] if ruled else None
    return entry if entry and entry.kind == "fact" else None


def _unsettled(
    kb: KnowledgeBase,
    asked: Question,
    judged: Sequence[Judged],
    sure: float,
    told: tuple[Entry, float] | None,
    today: date,
    blank: Answer,
) -> Answer:
    """What is shown where nothing answers: a limit, the readings, or the nearest thing said."""
    able = [j for j in judged if j.answers]
    limit = next((j for j in judged if j.entry.kind == "limit" and not j.objection), None)
    blank = replace(blank, suggestions=_suggestions(judged, blank.language), confidence=sure)
    passage = told[0] if told and told[1] >= kb.finding.near else None
    if deciding.strange_share(asked, kb) >= _STRANGE and not passage:
        return replace(blank, suggestions=())
    if limit and limit.found.confidence >= kb.decision.near and not _of_another_day(judged, limit):
        return _limited(kb, limit.entry, today, blank)
    readings = _readings(able)
    nearer = passage is not None and told is not None and told[1] >= max(sure, kb.finding.offer)
    if sure >= kb.decision.offer and len(readings) > 1 and not nearer:
        return replace(blank, status="ambiguous", suggestions=_suggestions(readings, blank.language))
    return _nearest(kb, asked, judged, passage, today, blank)


def _of_another_day(judged: Sequence[Judged], limit: Judged) -> bool:
    """Whether a round is likelier meant than a limit, and only the day asked for is not its own."""
    likelier = judged[: judged.index(limit)]
    return any(one.entry.agenda and (one.objection or "").startswith("date") for one in likelier)


def _readings(able: Sequence[Judged]) -> list[Judged]:
    """Candidates that rest on different evidence, the best of each."""
    kept: list[Judged] = []
    for one in able:
        if not any(deciding.same_evidence(one.entry, other.entry) for other in kept):
            kept.append(one)
    return kept[:_OFFERED]


def _answered(
    kb: KnowledgeBase, entry: Entry, today: date, blank: Answer, sure: float, asked: Question | None = None
) -> Answer:
    found = replace(
        blank,
        status="answered",
        lead=entry.answer.get(blank.language) or entry.answer.get("en"),
        entry=entry.id,
        confidence=round(sure, 4),
        evidence=evidence(kb, entry.quotes),
        stale=_gone_by(entry, today),
        suggestions=(),
    )
    return occasion.told(kb, entry, asked, found, today) if entry.agenda else found


def _limited(kb: KnowledgeBase, entry: Entry, today: date, blank: Answer) -> Answer:
    """What the sources leave unsaid; where the agenda has moved on since, how it stands instead."""
    if entry.agenda and occasion.outdated(kb, entry, today):
        bare = replace(blank, entry=entry.id, suggestions=_but(blank.suggestions, entry))
        return replace(occasion.told(kb, entry, None, bare, today), status="related")
    return replace(
        blank,
        suggestions=_but(blank.suggestions, entry),
        status="related",
        lead=entry.answer.get(blank.language) or entry.answer.get("en"),
        entry=entry.id,
        evidence=evidence(kb, entry.quotes),
        stale=_gone_by(entry, today),
    )


def _nearest(
    kb: KnowledgeBase,
    asked: Question,
    judged: Sequence[Judged],
    passage: Entry | None,
    today: date,
    blank: Answer,
) -> Answer:
    """The nearest thing said, when the question is of the field at all; else unknown."""
    near = [j for j in judged if j.found.confidence >= kb.decision.near / 2]
    if not near and not passage:
        return replace(blank, suggestions=())
    fact = next((j.entry for j in near if j.entry.kind == "fact"), None)
    best = (fact if not passage or (fact and not fact.agenda) else passage) or near[0].entry
    found = replace(
        blank,
        suggestions=_but(blank.suggestions, best),
        entry=best.id,
        evidence=evidence(kb, best.quotes[:1]),
        reasons=replace(blank.reasons, guard=judged[0].objection if judged else None),
    )
    if best.agenda and best.kind == "fact":
        found = occasion.told(kb, best, asked, found, today)
    return replace(found, status="related")


def _suggestions(judged: Iterable[Judged], language: str) -> tuple[Suggestion, ...]:
    kept: dict[str, Suggestion] = {}
    for one in judged:
        asked = one.entry.questions.get(language) or one.entry.questions.get("en") or ()
        if asked and not one.entry.presumes:
            whole = next((question for question in asked if question.endswith("?")), asked[0])
            kept.setdefault(one.entry.id, Suggestion(one.entry.id, whole[:1].upper() + whole[1:]))
    return tuple(kept.values())[: _OFFERED + 1]


def _but(suggestions: Iterable[Suggestion], entry: Entry) -> tuple[Suggestion, ...]:
    """The suggestions without the entry that is being shown."""
    return tuple(one for one in suggestions if one.entry != entry.id)[:_OFFERED]


def _gone_by(entry: Entry, today: date) -> bool:
    """Whether the entry tells of plans for days that have passed."""
    return any(time.end < today for time in entry.plans)


def _reasons(asked: Question, judged: Sequence[Judged], guard: str | None) -> Reasons:
    return Reasons(
        concepts=tuple(dict.fromkeys(m.concept for m in asked.mentions)),
        unknown=asked.unknown,
        kinds=tuple(sorted(asked.kinds)),
        direction=asked.direction,
        candidates=tuple((j.entry.id, j.found.confidence, j.found.parts) for j in judged[:5]),
        guard=guard or next((j.objection for j in judged[:1] if j.objection), None),
    )
