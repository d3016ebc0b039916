"""Files -> a checked knowledge base; composition only, every step is another module's.

The base is made whole in memory, then written aside and swapped in: a failure leaves what was there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from knowledge import (
    articles,
    claims,
    decision,
    entries,
    events,
    finder,
    generated,
    lexicon,
    pages,
    question,
    readings,
    records,
    standing,
    store,
    text,
    usage,
    wordings,
)
from knowledge.errors import ArticleError
from knowledge.finder import Finder
from knowledge.lexicon import Lexicon
from knowledge.match import Matcher
from knowledge.model import Article, Entry, Interval, KnowledgeBase
from knowledge.question import Question
from knowledge.readings import Before, Reading

DATA = Path(__file__).parent / "data"
"""The shipped knowledge, as package data."""
_THINNED = 24
"""Of the shipped questions that are only a contrast, one in so many is enough."""
_ASIDE = 4
"""The same of what is off the topic, where there is little else."""
Document = tuple[str, dict[str, float]]
"""A label and a question for it, in the matcher's terms."""
_WEB_PAGES = frozenset((".html", ".htm"))
_SUFFIXES = _WEB_PAGES | {".md", ".txt"}


def build(
    output: Path,
    articles: Sequence[Path] = (),
    only: bool = False,
    data_dir: Path | None = None,
    known: Path | None = None,
) -> KnowledgeBase:
    """Compose a base (see ``compose``), write it to ``output`` atomically and return it.

    What is the same as in the file that is there before, or else in the file ``known``, is not
    made again; the outcome is the same.
    """
    before = store.before(output if known is None or output.is_file() else known)
    base, told = _composed(articles, only, data_dir, before)
    store.save(output, base, told)
    return base


def compose(given: Sequence[Path] = (), only: bool = False, data_dir: Path | None = None) -> KnowledgeBase:
    """A base from the shipped knowledge, the given article files or folders, and ``data_dir``.

    ``only`` leaves the shipped articles and FAQ out; the lexicon stays. ``data_dir`` may hold an
    editor's own ``articles``, ``faq`` and ``lexicon`` folders. Raises a SourceError for what is wrong.
    """
    return _composed(given, only, data_dir, Before())[0]


def shipped_lexicon() -> Lexicon:
    """The lexicon alone, indexed."""
    return lexicon.index(lexicon.read(_files((DATA,), "lexicon", ".yaml")))


def until(base: KnowledgeBase, day: date) -> KnowledgeBase:
    """A base that has only the articles published up to a day, and only their passages to answer with."""
    held = {slug: article for slug, article in base.articles.items() if article.published <= day}
    told = [claim for claim in base.claims if claim.quote.article in held]
    made = generated.generate(told, held, (), base.events, base.lexicon)
    entries = {one.entry.id: one.entry for one in made}
    return replace(base, articles=held, entries=entries, finder=finder.build(made, base.lexicon, held))


def _composed(
    given: Sequence[Path], only: bool, data_dir: Path | None, before: Before
) -> tuple[KnowledgeBase, Mapping[str, Reading]]:
    """The base, and what was read out of each article: of those that ``before`` has, nothing anew."""
    homes = [home for home in (None if only else DATA, data_dir) if home]
    words = lexicon.index(lexicon.read(_files(dict.fromkeys((DATA, *homes)), "lexicon", ".yaml")))
    sources = _articles((*_shelves(homes), *given))
    own, more = _curated(homes, sources, words)
    told = _readings(sources, words, before)
    found = tuple(claim for one in told.values() for claim in one.claims)
    rounds = events.gathered({slug: one.steps for slug, one in told.items()}, sources, words)
    shipped, asking = _curated((DATA,), _articles(_shelves((DATA,))), words) if only else (own, more)
    stood = standing.entries(_files((DATA,), "standing", ".yaml"), rounds, own, shipped if only else ())
    contrast = standing.contrast(shipped, stood, _THINNED) if only else {}
    aside = _thinned(asking.get(wordings.OFF_TOPIC, {}), _ASIDE if only else 1)
    silent = {wordings.OFF_TOPIC: aside, **contrast}
    examples, matcher, answering = _learnt((*own, *stood), silent, sources, words, told, before)
    made = generated.generate(found, sources, own, rounds, words)
    heard = replace(
        words,
        ordinary=question.ordinary(matcher.index.features),
        usage=_usage((*shipped, *stood), silent[wordings.OFF_TOPIC], told, words),
    )
    base = KnowledgeBase(
        articles=sources,
        passages=tuple(passage for one in told.values() for passage in one.passages),
        claims=found,
        events=rounds,
        entries={entry.id: entry for entry in (*answering, *(one.entry for one in made))},
        lexicon=heard,
        matcher=matcher,
        words=question.spellings(matcher.index.features),
        decision=decision.read(DATA / "decision.json"),
        finder=_finder(made, words, sources, told, before),
        finding=decision.read(DATA / "decision.json", decision.GENERATED),
        version=records.digest((sources, found, rounds, answering, words.concepts)),
        standings=events.standings(rounds, sources, words),
        examples=examples,
    )
    return base, told


def _thinned(asked: Mapping[str, Sequence[str]], step: int) -> Mapping[str, Sequence[str]]:
    return {code: questions[::step] for code, questions in asked.items()}


def _curated(
    homes: Iterable[Path], sources: Mapping[str, Article], words: Lexicon
) -> tuple[tuple[Entry, ...], wordings.Wordings]:
    """The curated entries with their further wordings, and the wordings themselves."""
    own = entries.read(_files(homes, "faq", ".yaml"), sources, words)
    more = wordings.read(_files(homes, "wordings", ".yaml"), own)
    return tuple(wordings.extended(entry, more) for entry in own), more


def _readings(sources: Mapping[str, Article], words: Lexicon, before: Before) -> Mapping[str, Reading]:
    lexicon_digest = records.digest((words.concepts,))
    found = {}
    for slug, article in sources.items():
        made_from = readings.made_from(article, lexicon_digest)
        found[slug] = before.reading(slug, made_from) or readings.read(article, words, made_from)
    return found


def _learnt(
    given: Sequence[Entry],
    silent: Mapping[str, Mapping[str, Sequence[str]]],
    sources: Mapping[str, Article],
    words: Lexicon,
    told: Mapping[str, Reading],
    before: Before,
) -> tuple[str, Matcher, list[Entry]]:
    """What is learnt from examples: their digest, the matcher, and the entries with what the guards
    compare. ``silent``: label -> questions that no entry of this base answers."""
    days = {entry.id: sources[entry.quotes[0].article].published for entry in given}
    first = min((article.published for article in sources.values()), default=date.min)
    examples = readings.examples_digest((given, silent, days, first), records.digest((words.concepts,)))
    if matcher := before.matcher(examples):
        answering = [before.entries[entry.id] for entry in given]
    else:
        answering, documents = _annotated(given, sources, words)
        documents += [pair for label, asked in silent.items() for pair in _silent(asked, label, first, words)]
        matcher = Matcher.build(documents, question.FAMILIES)
    return examples, matcher, [replace(entry, plans=_plans(entry, told)) for entry in answering]


def _annotated(
    given: Iterable[Entry], sources: Mapping[str, Article], words: Lexicon
) -> tuple[list[Entry], list[Document]]:
    """The entries with what the guards compare, and their questions in the matcher's terms, as asked
    on the day of their article."""
    annotated: list[Entry] = []
    documents: list[Document] = []
    for entry in given:
        article = sources[entry.quotes[0].article]
        asked = _asked(entry.questions, article.published, words)
        annotated.append(entries.annotated(entry, words, article, asked))
        documents += [(entry.id, question.features(one, words)) for one in asked]
    return annotated, documents


def _usage(
    given: Iterable[Entry], silent: Mapping[str, Sequence[str]], told: Mapping[str, Reading], words: Lexicon
) -> usage.Usage:
    """How words are used in all questions that are shipped, whether this base answers them or not;
    the words of the lexicon and of the articles are known to be words."""
    sentences = [
        [token.folded for token in text.tokens(written)]
        for asked in (silent, *(entry.questions for entry in given))
        for questions in asked.values()
        for written in questions
    ]
    passages = (passage.text for one in told.values() for passage in one.passages)
    further = {token.folded for passage in passages for token in text.tokens(passage)}
    return usage.gather(sentences, (*sorted(further), *words.words()))


def _finder(
    made: Sequence[generated.Generated],
    words: Lexicon,
    sources: Mapping[str, Article],
    told: Mapping[str, Reading],
    before: Before,
) -> Finder:
    """The finder; what it held before of articles that are the same is not made again."""
    same = {slug for slug, one in told.items() if before.made_from.get(slug) == one.made_from}
    return finder.build(made, words, sources, before.found() if before.found and same else None, same)


def _plans(entry: Entry, told: Mapping[str, Reading]) -> tuple[Interval, ...]:
    """The days that the passages behind an entry's quotes tell of as to come."""
    return tuple(
        time
        for quote in entry.quotes
        for claim in told[quote.article].claims
        if claim.quote.start < quote.end and quote.start < claim.quote.end
        for time in claims.plans(claim)
    )


def _silent(questions: Mapping[str, Sequence[str]], label: str, day: date, words: Lexicon) -> list[Document]:
    """Questions that no entry of this base answers, under a label of their own."""
    return [(label, question.features(one, words)) for one in _asked(questions, day, words)]


def _asked(questions: Mapping[str, Sequence[str]], day: date, words: Lexicon) -> list[Question]:
    return [
        question.read(written, words, day, code, fuzzy=False)
        for code, found in questions.items()
        for written in found
    ]


def _files(homes: Iterable[Path], folder: str, suffix: str) -> list[Path]:
    return [path for home in homes for path in sorted((home / folder).glob(f"*{suffix}"))]


def _shelves(homes: Iterable[Path]) -> list[Path]:
    """The article folders of those homes that have one."""
    return [home / "articles" for home in homes if (home / "articles").is_dir()]


def _articles(given: Iterable[Path]) -> Mapping[str, Article]:
    found: dict[str, Article] = {}
    bodies: dict[str, str] = {}
    for path in _article_files(given):
        read = pages.read if path.suffix.lower() in _WEB_PAGES else articles.read
        article = read(path)
        if article.slug in found:
            raise ArticleError(str(path), None, f"the name '{article.slug}' is taken", "rename the file")
        same = bodies.setdefault(articles.digest(article), article.slug)
        if same != article.slug:
            raise ArticleError(str(path), None, f"the same text as '{same}'", "remove one of them")
        found[article.slug] = article
    return found


def _article_files(given: Iterable[Path]) -> Iterator[Path]:
    for path in given:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in _SUFFIXES)
        elif path.is_file():
            yield path
        else:
            raise ArticleError(str(path), None, "there is no such file or folder", "check the path")
