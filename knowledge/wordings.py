"""Further wordings of the questions that entries answer, a file a language, and questions that have
nothing to do with the field, so that the matcher knows what to be silent on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from knowledge.entries import same_question
from knowledge.errors import EntryError
from knowledge.languages import languages
from knowledge.model import Entry
from knowledge.rows import Row, read_rows

OFF_TOPIC = "off-topic"
"""Stands in the place of an entry id for what no entry will ever answer."""

Wordings = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Entry id (or OFF_TOPIC) -> language -> questions."""


def read(paths: Iterable[Path], entries: Iterable[Entry]) -> Wordings:
    """The wordings in the files, each named for its language; raises EntryError with file and line
    for an unknown language, key or entry, or a question that another entry asks."""
    known = {entry.id: entry for entry in entries}
    asked = {
        same_question(question): entry.id
        for entry in known.values()
        for questions in entry.questions.values()
        for question in questions
    }
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in paths:
        language = path.stem.partition("-")[0]
        if language not in languages():
            raise EntryError(path.name, None, f"'{language}' is no language", "name it en.yaml, uk.yaml ...")
        for row in read_rows(path, EntryError):
            entry = _entry(row, known)
            questions = tuple(
                question for question in row.words("questions") if _new(row, question, entry, asked)
            )
            own = found.setdefault(entry, {})
            own[language] = own.get(language, ()) + questions
    return found


def _entry(row: Row, known: Mapping[str, Entry]) -> str:
    unknown = row.values.keys() - {"entry", "questions"}
    if unknown:
        name = sorted(unknown)[0]
        raise row.error(EntryError, f"the key '{name}' is unknown", "entry and questions", name)
    entry = row.text("entry") or ""
    if entry != OFF_TOPIC and entry not in known:
        raise row.error(EntryError, f"there is no entry '{entry}'", "correct the id", "entry")
    return entry


def _new(row: Row, question: str, entry: str, asked: dict[str, str]) -> bool:
    """Whether the question is not there yet; asked by another entry, it is an error."""
    key = same_question(question)
    if not key:
        raise row.error(EntryError, f"'{question}' has no words", "remove it", "questions")
    other = asked.get(key)
    if other is not None and other != entry:
        raise row.error(EntryError, f"'{question}' is asked by '{other}' too", "keep it on one", "questions")
    asked[key] = entry
    return other is None


def extended(entry: Entry, more: Wordings) -> Entry:
    """The entry with its further wordings after its own."""
    found = more.get(entry.id, {})
    codes = dict.fromkeys((*entry.questions, *found))
    questions = {code: entry.questions.get(code, ()) + found.get(code, ()) for code in codes}
    return replace(entry, questions=questions)
