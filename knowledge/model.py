"""The nouns of the field, as frozen dataclasses; no behaviour beyond what reads a field.

Every tuple and mapping in here is treated as immutable: a knowledge base is replaced, never changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from knowledge.finder import Finder
    from knowledge.history import Standing
    from knowledge.lexicon import Lexicon
    from knowledge.match import Matcher
    from knowledge.spelling import Speller

LANGUAGES = ("en", "uk", "ru")
"""Language codes of replies, in the order in which they are offered."""

Precision = Literal["day", "days", "week", "month", "season", "year", "vague"]
Modality = Literal["asserted", "planned", "possible", "denied", "postponed", "cancelled", "undated"]
Stage = Literal["held", "announced", "tentative", "postponed", "cancelled", "undated"]
Status = Literal["answered", "conflict", "related", "ambiguous", "unknown", "chat"]
AgendaStatus = Literal["scheduled", "tentative", "postponed", "cancelled", "passed", "none"]


@dataclass(frozen=True, slots=True)
class Article:
    """One source as its publisher printed it; ``body`` is never cleaned, offsets point into it."""

    slug: str
    title: str
    publisher: str
    url: str
    published: date
    """The day of publication in the article's zone."""
    published_at: str
    """What the front matter says: ISO 8601, a day or a time with its zone."""
    language: str
    body: str


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``start`` to ``end``, both included, and how exactly the source puts it."""

    start: date
    end: date
    precision: Precision = "day"


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: ``text == article.body[start:end]``; headings and furniture are not passages."""

    article: str
    number: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim stretch of an article, and whose words or view it gives."""

    article: str
    start: int
    end: int
    text: str
    speaker: str | None = None
    """Lexicon id of a person, role or party (``peskov``), or None for the publisher's own voice."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one passage says: who, when, in which mood, about which concepts."""

    id: str
    quote: Quote
    said: date
    """The day it was said, where the passage tells, else the day of publication."""
    modality: Modality
    concepts: frozenset[str]
    slots: frozenset[str]
    """Which of when / where / who / how-many / why the passage fills."""
    times: tuple[Interval, ...] = ()
    places: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One step in the history of an event, as one claim tells it."""

    stage: Stage
    reported: date
    quote: Quote
    time: Interval | None = None
    place: str | None = None
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A round of talks, or another dated step, with everything that was reported of it."""

    id: str
    kind: str
    """``talks`` for meetings of the parties, ``proposal`` for a plan put forward."""
    stage: Stage
    time: Interval | None
    place: str | None
    """Lexicon id of a place."""
    participants: tuple[str, ...]
    history: tuple[Report, ...]
    """Oldest report first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be answered (``fact``), or is known not to be said (``limit``)."""

    id: str
    topic: str
    kind: Literal["fact", "limit"]
    settles: frozenset[str]
    quotes: tuple[Quote, ...]
    answer: Mapping[str, str]
    """Language code -> the short answer; empty for generated entries, which the rim frames."""
    questions: Mapping[str, tuple[str, ...]]
    agenda: Literal["next", "last"] | None = None
    origin: Literal["curated", "generated"] = "curated"
    claim: str | None = None
    event: str | None = None
    concepts: frozenset[str] = frozenset()
    """Concepts of the quotes."""
    names: frozenset[str] = frozenset()
    """Persons, places and parties of the quotes and the questions, with what each is part of."""
    numbers: frozenset[str] = frozenset()
    """Numbers of the quotes and the questions."""
    times: tuple[Interval, ...] = ()
    """Days of the quotes and the questions."""
    counted: frozenset[str] = frozenset()
    """Stems and concepts of what its questions ask the number of."""
    plans: tuple[Interval, ...] = ()
    """Days that the quotes tell of as still to come when they were said."""
    modality: Modality = "asserted"
    """Of a generated entry: the mood of its claim."""
    presumes: bool = False
    """Whether its questions take for granted what is not so: it is never offered to be asked."""


@dataclass(frozen=True, slots=True)
class Decision:
    """How score parts become one confidence, and from which one on what is done.

    Fitted by ``talks-bot fit``, never by hand.
    """

    coefficients: Mapping[str, float]
    constant: float
    answer: float
    """Confidence from which the best entry is given as the answer."""
    offer: float
    """Confidence from which readings are offered."""
    near: float
    """Confidence from which the nearest thing that is said is worth showing."""
    ranking: Mapping[str, float] = field(default_factory=dict)
    """For passages that no entry was written for: what gives each its own chance; see weighing.py."""


@dataclass(frozen=True)
class KnowledgeBase:
    """An immutable snapshot of everything that questions are answered from."""

    articles: Mapping[str, Article]
    passages: tuple[Passage, ...]
    claims: Sequence[Claim]
    events: tuple[Event, ...]
    entries: Mapping[str, Entry]
    lexicon: Lexicon
    matcher: Matcher
    words: Speller
    """The stems of the example questions, to mend misspelt ones by."""
    decision: Decision
    finder: Finder
    """Where passages that only generated entries cover are found."""
    finding: Decision
    """How those are weighed."""
    version: str
    """A digest of the content: the same inputs give the same version."""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """Event id -> where it stands after all its reports."""
    examples: str = ""
    """A digest of what the matcher was made of."""

    @cached_property
    def as_of(self) -> date | None:
        """The coverage date: the day of the newest article, or None with no articles."""
        return max((a.published for a in self.articles.values()), default=None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote with everything a reader needs to check it."""

    quote: str
    article: str
    start: int
    end: int
    title: str
    publisher: str
    url: str
    published: date
    language: str
    speaker: str | None
    """Display name in the article's language; None for the publisher's own voice."""
    speaker_id: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that the reader may have meant, and a question that retrieves it."""

    entry: str
    question: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is next, or was last, as seen on a given day."""

    status: AgendaStatus
    today: date
    event: Event | None = None
    time: Interval | None = None
    place: str | None = None
    participants: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    announced: Report | None = None
    """The newest report behind this status: its speaker, its day and its quote."""
    earlier: tuple[Report, ...] = ()
    """What the newest report replaced, newest first."""
    conflicts: tuple[Report, ...] = ()
    """Reports that disagree, when none supersedes the others."""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why an answer is what it is, for ``--why``."""

    concepts: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    direction: str | None = None
    candidates: tuple[tuple[str, float, Mapping[str, float]], ...] = ()
    """(entry, confidence, score part -> value), best first."""
    guard: str | None = None
    """The guard that decided, with what it found, or None."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole outcome of a question; the rim turns it into words around ``lead``."""

    status: Status
    language: str
    lead: str | None = None
    """The short answer in the reply's language, where an entry has one."""
    chat: str | None = None
    """For status ``chat``: greeting, thanks, help ..."""
    agenda: Agenda | None = None
    """Set when the reply depends on the day: the rim words it instead of ``lead``."""
    direction: Literal["next", "last"] | None = None
    confidence: float = 0.0
    entry: str | None = None
    evidence: tuple[Evidence, ...] = ()
    as_of: date | None = None
    stale: bool = False
    """True when the evidence told of a day that has gone by as of ``today``."""
    suggestions: tuple[Suggestion, ...] = ()
    reasons: Reasons = field(default_factory=Reasons)
