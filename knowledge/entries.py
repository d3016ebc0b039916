"""Curated FAQ files -> entries, each resting on verbatim quotes.

An entry is refused, with file and line, rather than mended: what it says is shown to readers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from knowledge import guards, text
from knowledge.errors import EntryError
from knowledge.languages import languages
from knowledge.lexicon import Lexicon
from knowledge.model import LANGUAGES, Article, Entry, Interval, Quote
from knowledge.question import Question
from knowledge.question import read as read_question
from knowledge.rows import Row, read_rows

Found = TypeVar("Found", bound=Hashable)
_SHARE = 0.02
"""Of an entry's questions: a name, number or day in fewer of them is none that its answer knows."""
SLOTS = frozenset(("when", "where", "who", "how-many", "why", "purpose", "what", "yes-no", "how", "changed"))
_KEYS = frozenset(("id", "topic", "kind", "agenda", "presumes", "settles", "quotes", "answer", "questions"))
_QUOTE_KEYS = frozenset(("article", "text", "speaker"))


def read(paths: Iterable[Path], articles: Mapping[str, Article], lexicon: Lexicon) -> tuple[Entry, ...]:
    """The entries of the files in order; raises EntryError for the first thing that is wrong."""
    entries: dict[str, Entry] = {}
    asked: dict[str, str] = {}
    for path in paths:
        for row in read_rows(path, EntryError):
            entry = _entry(row, articles, lexicon)
            if entry.id in entries:
                raise row.error(EntryError, f"the id '{entry.id}' is taken", "ids are unique", "id")
            _refuse_repeats(row, entry, asked)
            entries[entry.id] = entry
    return tuple(entries.values())


def same_question(question: str) -> str:
    """What two questions share when they are the same but for case, accents and punctuation."""
    return " ".join(token.folded for token in text.tokens(question))


def _refuse_repeats(row: Row, entry: Entry, asked: dict[str, str]) -> None:
    for code, questions in entry.questions.items():
        for place, question in enumerate(questions):
            key = same_question(question)
            other = asked.setdefault(key, entry.id)
            if other != entry.id:
                where = (
                    f"questions.{code}.{place}"
                    if f"questions.{code}.{place}" in row.lines
                    else f"questions.{code}"
                )
                raise row.error(
                    EntryError, f"'{question}' is asked by '{other}' too", "keep it on one", where
                )


def _entry(row: Row, articles: Mapping[str, Article], lexicon: Lexicon) -> Entry:
    unknown = row.values.keys() - _KEYS
    if unknown:
        name = sorted(unknown)[0]
        raise row.error(
            EntryError, f"the key '{name}' is unknown", f"one of {', '.join(sorted(_KEYS))}", name
        )
    entry_id = row.text("id")
    if not entry_id or not all(c.isascii() and (c.islower() or c.isdigit() or c == "-") for c in entry_id):
        raise row.error(EntryError, f"the id '{entry_id}' is not kebab-case", "such as next-talks-date", "id")
    kind, agenda = row.text("kind"), row.text("agenda")
    if kind not in ("fact", "limit"):
        raise row.error(EntryError, f"kind '{kind}' is unknown", "fact or limit", "kind")
    if agenda not in (None, "next", "last"):
        raise row.error(EntryError, f"agenda '{agenda}' is unknown", "next or last", "agenda")
    presumes = row.text("presumes")
    if presumes not in (None, "untrue"):
        raise row.error(
            EntryError, f"presumes '{presumes}' is unknown", "untrue, or leave it out", "presumes"
        )
    return Entry(
        id=entry_id,
        topic=row.text("topic") or entry_id,
        kind="fact" if kind == "fact" else "limit",
        settles=_settles(row),
        quotes=_quotes(row, articles, lexicon),
        answer={code: str(answer) for code, answer in _by_language(row, "answer").items()},
        questions=_questions(row),
        agenda="next" if agenda == "next" else "last" if agenda == "last" else None,
        presumes=presumes is not None,
    )


def _settles(row: Row) -> frozenset[str]:
    slots = frozenset(row.words("settles"))
    if slots - SLOTS:
        name = sorted(slots - SLOTS)[0]
        raise row.error(
            EntryError, f"the slot '{name}' is unknown", f"one of {', '.join(sorted(SLOTS))}", "settles"
        )
    return slots | {"purpose"} if "why" in slots else slots


def _by_language(row: Row, key: str) -> Mapping[str, object]:
    table = row.table(key)
    for code in LANGUAGES:
        if not table.get(code):
            raise row.error(EntryError, f"{key} has no {code}", "write all three languages", key)
    unknown = table.keys() - languages().keys()
    if unknown:
        name = sorted(unknown)[0]
        raise row.error(EntryError, f"'{name}' is no language", "en, uk, ru", f"{key}.{name}")
    return table


def _questions(row: Row) -> dict[str, tuple[str, ...]]:
    found = {}
    for code, questions in _by_language(row, "questions").items():
        if not isinstance(questions, list):
            raise row.error(
                EntryError, f"questions.{code} is not a list", "write - before each", f"questions.{code}"
            )
        found[code] = tuple(str(question) for question in questions)
    return found


def _quotes(row: Row, articles: Mapping[str, Article], lexicon: Lexicon) -> tuple[Quote, ...]:
    quotes = row.values.get("quotes")
    if not isinstance(quotes, list) or not quotes:
        raise row.error(EntryError, "no quotes", "nothing is answered without evidence", "quotes")
    return tuple(_quote(row, place, quote, articles, lexicon) for place, quote in enumerate(quotes))


def _quote(row: Row, place: int, quote: object, articles: Mapping[str, Article], lexicon: Lexicon) -> Quote:
    where = f"quotes.{place}."
    if not isinstance(quote, dict) or quote.keys() - _QUOTE_KEYS or not {"article", "text"} <= quote.keys():
        raise row.error(EntryError, "a quote has other keys", "article, text and speaker", "quotes")
    slug, words, speaker = str(quote["article"]), str(quote["text"]), quote.get("speaker")
    if slug not in articles:
        raise row.error(
            EntryError, f"there is no article '{slug}'", "the file's name without .md", where + "article"
        )
    start = articles[slug].body.find(words)
    if start < 0 or not words:
        raise row.error(
            EntryError,
            f"the quote is not in {slug}: '{words[:60]}'",
            "copy it letter for letter",
            where + "text",
        )
    if speaker is not None and lexicon.kind(str(speaker)) not in ("person", "role", "party"):
        raise row.error(
            EntryError, f"the speaker '{speaker}' is not in the lexicon", "add it", where + "speaker"
        )
    return Quote(slug, start, start + len(words), words, str(speaker) if speaker is not None else None)


def _places_within(told: Iterable[Question], lexicon: Lexicon) -> frozenset[str]:
    """Places that stand inside a longer name: the region in that of its nuclear plant."""
    words = {
        token.text
        for one in told
        for m in one.mentions
        if m.after > m.first + 1
        for token in one.tokens[m.first : m.after]
    }
    found = {m.concept for word in sorted(words) for m in lexicon.find(word, fuzzy=False)}
    return frozenset(concept for concept in found if lexicon.kind(concept) == "place")


def _often(found: Iterable[Iterable[Found]], questions: float) -> frozenset[Found]:
    """What more than a question or two holds: one alone may have it wrong ("did Yermak confirm it?")."""
    counts = Counter(one for held in found for one in held)
    return frozenset(one for one, count in counts.items() if count >= questions * _SHARE)


def _first_day(time: Interval) -> tuple[str, str]:
    return (time.start.isoformat(), time.end.isoformat())


def annotated(entry: Entry, lexicon: Lexicon, article: Article, asked: Sequence[Question]) -> Entry:
    """The entry with what the guards compare: concepts, names, numbers and days of its quotes, and
    the names, numbers and days that its own questions, ``asked``, allow. ``article`` is the first
    quote's."""
    day, language = article.published, article.language
    told = [read_question(quote.text, lexicon, day, language, fuzzy=False) for quote in entry.quotes]
    concepts = frozenset(m.concept for one in told for m in one.mentions) | _places_within(told, lexicon)
    speakers = {quote.speaker for quote in entry.quotes if quote.speaker}
    named = _often(({name for names in one.names for name in names} for one in asked), len(asked)) | speakers
    named |= {name for one in told for names in one.names for name in names}
    digits = [{token.folded for token in one.tokens if token.folded.isdigit()} for one in asked]
    days = [{time.interval for time in one.times} for one in asked]
    counted = [things for one in asked if (things := guards.counted(one, lexicon))]
    ours = [time.interval for one in told for time in one.times]
    return replace(
        entry,
        concepts=concepts,
        counted=_often(counted, len(counted)),
        names=frozenset(named | {above for name in named for above in lexicon.broader(name)}),
        numbers=_often(digits, len(asked))
        | {token.folded for one in told for token in one.tokens if token.folded.isdigit()},
        times=tuple(dict.fromkeys((*ours, *sorted(_often(days, len(asked)), key=_first_day)))),
    )
