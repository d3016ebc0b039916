"""What an editor should look at before publishing: errors stop a publication, warnings inform.

What cannot be read at all is refused earlier, by the readers of articles, entries and lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import numpy as np
from rapidfuzz import fuzz, process

from knowledge import text
from knowledge.entries import same_question
from knowledge.model import Article, Entry, KnowledgeBase, Quote
from knowledge.question import features, read

_ALIKE = 94.0
_FAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: where, what, and what to do."""

    level: Literal["error", "warning"]
    file: str
    line: int | None
    problem: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{self.level}: {place}: {self.problem} ({self.mend})"


def check(kb: KnowledgeBase) -> tuple[Finding, ...]:
    """Every finding, errors first, in the order of the base otherwise."""
    found = [
        *_unfaithful(kb),
        *_mixed_words(kb),
        *_silent_articles(kb),
        *_uncovered(kb),
        *_improbable(kb),
        *_gone_by(kb),
        *_alike(kb),
        *_lost(kb),
    ]
    return tuple(sorted(found, key=lambda finding: finding.level != "error"))


def _line(article: Article, offset: int) -> int:
    return article.body.count("\n", 0, offset) + 1


def _unfaithful(kb: KnowledgeBase) -> Iterator[Finding]:
    for entry in kb.entries.values():
        for quote in entry.quotes:
            article = kb.articles.get(quote.article)
            if article is None or article.body[quote.start : quote.end] != quote.text:
                yield Finding("error", entry.id, None, f"a quote is not in {quote.article}", "copy it again")


def _mixed_words(kb: KnowledgeBase) -> Iterator[Finding]:
    for article in kb.articles.values():
        for token in text.tokens(article.body):
            if text.script(token.text) == "mixed":
                yield Finding(
                    "warning",
                    article.slug,
                    _line(article, token.start),
                    f"'{token.text}' mixes alphabets",
                    "kept as printed and marked [sic]; correct it only if the publisher has",
                )


def _silent_articles(kb: KnowledgeBase) -> Iterator[Finding]:
    claimed = {claim.quote.article for claim in kb.claims}
    told = {report.quote.article for event in kb.events for report in event.history}
    for slug in kb.articles:
        if slug not in claimed:
            yield Finding("warning", slug, None, "no claim was found", "is it about the talks at all?")
        elif slug not in told:
            yield Finding("warning", slug, None, "no event was found", "the agenda learns nothing from it")


def _uncovered(kb: KnowledgeBase) -> Iterator[Finding]:
    spans: dict[str, list[Quote]] = {}
    for entry in kb.entries.values():
        if entry.origin == "curated":
            for quote in entry.quotes:
                spans.setdefault(quote.article, []).append(quote)
    for passage in kb.passages:
        quotes = spans.get(passage.article, ())
        if not any(quote.start < passage.end and passage.start < quote.end for quote in quotes):
            article = kb.articles[passage.article]
            yield Finding(
                "warning",
                passage.article,
                _line(article, passage.start),
                f"no curated entry covers '{passage.text[:60]}'",
                "add one, or leave it to generation",
            )


def _improbable(kb: KnowledgeBase) -> Iterator[Finding]:
    for claim in kb.claims:
        for time in claim.times:
            if abs(time.start - kb.articles[claim.quote.article].published) > _FAR:
                yield Finding(
                    "warning",
                    claim.quote.article,
                    _line(kb.articles[claim.quote.article], claim.quote.start),
                    f"a date was read as {time.start.isoformat()}, over a year away",
                    "check the year",
                )


def _gone_by(kb: KnowledgeBase) -> Iterator[Finding]:
    """Curated entries that tell of days as to come which the newest article has left behind."""
    newest = kb.as_of
    for entry in kb.entries.values():
        if entry.origin == "generated" or entry.agenda or newest is None:
            continue  # what the agenda words is worded as of the day
        passed = [time for time in entry.plans if time.end < newest]
        if passed:
            problem = f"it tells of {passed[0].start.isoformat()} as still to come"
            yield Finding("warning", entry.id, None, problem, "reword it, or give it agenda: next")


def _asked(kb: KnowledgeBase) -> Mapping[str, list[tuple[str, Entry]]]:
    found: dict[str, list[tuple[str, Entry]]] = {}
    for entry in kb.entries.values():
        if entry.origin == "generated":
            continue  # made or standing questions are no editor's to mend
        for code, questions in entry.questions.items():
            found.setdefault(code, []).extend((question, entry) for question in questions)
    return found


def _alike(kb: KnowledgeBase) -> Iterator[Finding]:
    for asked in _asked(kb).values():
        folded = [same_question(question) for question, _ in asked]
        scores = process.cdist(folded, folded, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
        for one, other in zip(*np.nonzero(np.triu(scores, 1)), strict=True):
            (first, mine), (second, theirs) = asked[one], asked[other]
            if mine.id != theirs.id:
                problem = f"'{first}' is nearly '{second}' of {theirs.id}"
                yield Finding("warning", mine.id, None, problem, "keep it on one of them")


def _lost(kb: KnowledgeBase) -> Iterator[Finding]:
    """Questions that do not find their own entry, nor one with the same evidence."""
    for code, asked in _asked(kb).items():
        for question, entry in asked:
            day = kb.articles[entry.quotes[0].article].published
            understood = read(question, kb.lexicon, day, code, fuzzy=False)
            best = kb.matcher.rank(features(understood, kb.lexicon), 1)
            found = kb.entries.get(best[0].label) if best else None  # none too for off-topic
            if found is None or found.quotes[0] != entry.quotes[0]:
                label = best[0].label if best else "nothing"
                problem = f"'{question}' finds {label}"
                yield Finding("warning", entry.id, None, problem, "reword it, or move it")
