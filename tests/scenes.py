"""Scenarios: articles so far, a day and a question, played against bases with nothing else in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from reading import DATA, rounds, rows, words

from bot import render
from knowledge import articles, claims, pages, passages
from knowledge.agenda import next_talks
from knowledge.answer import answer
from knowledge.build import compose
from knowledge.evaluate import holds
from knowledge.model import Agenda, Answer, Article, Claim, KnowledgeBase

GIVEN = ("answered", "conflict")
KINDS = ("own language", "across", "not answered")


@dataclass(frozen=True)
class Played:
    """A row with its answer, what kind of question it is, and what the answer is worth."""

    row: Mapping[str, Any]
    reply: Answer
    kind: str
    worth: str


@dataclass(frozen=True)
class Scenes:
    """A folder of articles with its scenario rows."""

    folder: str
    file: str

    @cached_property
    def files(self) -> dict[str, Path]:
        """The articles by name, oldest first."""
        return {path.name: path for path in sorted((DATA / self.folder).iterdir())}

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """All rows, questions and those about ``next`` alone."""
        return rows(self.file)

    @cached_property
    def asked(self) -> list[dict[str, Any]]:
        """The rows with a question."""
        return [row for row in self.rows if "q" in row]

    def chosen(self, row: Mapping[str, Any]) -> tuple[Path, ...]:
        """The files that a row's base is made of."""
        given = row["articles"]
        if isinstance(given, dict):
            return tuple(path for name, path in self.files.items() if name[:10] <= given["until"])
        return tuple(self.files[name] for name in given)

    @cached_property
    def played(self) -> tuple[Played, ...]:
        """Every question with its reply."""
        return tuple(play(row, known(self.chosen(row))) for row in self.asked)

    def seen(self, row: Mapping[str, Any]) -> str:
        """The agenda of a row's day, as rows write it."""
        return written(next_talks(read(self.chosen(row)), date.fromisoformat(row["today"])))

    def counted(self) -> dict[tuple[str, str], Counter[str]]:
        """(language or all, kind) -> how many replies are worth what."""
        found: dict[tuple[str, str], Counter[str]] = {}
        for one in self.played:
            for language in (one.row["lang"], "all"):
                found.setdefault((language, one.kind), Counter())[one.worth] += 1
        return found

    def check(self, bars: Mapping[str, tuple[float, float, float]]) -> None:
        """That each kind has at least so much right, at most so much wrong, and at least so much of which
        the right sentence is shown first, be it as the answer or as the nearest thing said."""
        counted = self.counted()
        for kind, (right, wrong, shown) in bars.items():
            cell = counted["all", kind]
            assert cell["right"] >= right * cell.total(), kind
            assert cell["wrong"] <= wrong * cell.total(), kind
            assert cell["right"] + cell["nearest"] >= shown * cell.total(), kind

    def table(self) -> str:
        """The counts as lines."""
        counted = self.counted()
        lines = []
        for language in ("en", "uk", "ru", "all"):
            for kind in KINDS:
                cell = counted[language, kind]
                parts = [f"{worth} {cell[worth]:3} ({cell[worth] / cell.total():4.0%})" for worth in cell]
                lines.append(f"{language:4} {kind:13} {cell.total():4}  {'  '.join(sorted(parts))}")
        return "\n".join(lines)


@cache
def known(paths: tuple[Path, ...]) -> KnowledgeBase:
    """The whole base of these articles and of nothing else that is shipped."""
    return compose(list(paths), only=True)


@cache
def told(path: Path) -> tuple[Article, tuple[Claim, ...]]:
    """One article, saved page or not, with its claims."""
    article = pages.read(path) if path.suffix == ".html" else articles.read(path)
    return article, claims.claims(article, passages.split(article), words())


@cache
def read(paths: tuple[Path, ...]) -> KnowledgeBase:
    """As much of it as the agenda needs."""
    return base(map(told, paths))


def base(read_so_far: Iterable[tuple[Article, tuple[Claim, ...]]]) -> KnowledgeBase:
    """Articles with their claims as a base that the agenda can be read from."""
    pairs = list(read_so_far)
    return rounds({article.slug: article for article, _ in pairs}, [one for _, its in pairs for one in its])


def play(row: Mapping[str, Any], kb: KnowledgeBase) -> Played:
    """A row's question, asked of a base on its day."""
    reply = answer(kb, row["q"], date.fromisoformat(row["today"]))
    return Played(row, reply, kind(row, kb), grade(row, reply, kb))


def kind(row: Mapping[str, Any], kb: KnowledgeBase) -> str:
    """Whether the articles answer, and if so in the reader's language or only in another."""
    if not row["must"]:
        return "not answered"
    languages = {a.language for a in kb.articles.values() if holds(a.body, row["must"])}
    assert languages, f"{row['id']}: no article says this"
    return "own language" if row["lang"] in languages else "across"


def grade(row: Mapping[str, Any], reply: Answer, kb: KnowledgeBase) -> str:
    """What a reply is worth: right, wrong (given as the answer, but not it), nearest (the right sentence,
    but not as the answer) or refused."""
    shown = reply.evidence[0].quote if reply.evidence else ""
    fits = reply.status in row["status"] and (not row["must"] or holds(shown, row["must"]))
    if fits and not any(text in render.plain(reply, kb) for text in row["must_not"]):
        return "right"
    if reply.status in GIVEN:
        return "wrong"
    return "nearest" if row["must"] and holds(shown, row["must"]) else "refused"


def written(agenda: Agenda) -> str:
    """An agenda as rows write it: status, first day, last day and place."""
    time = agenda.time
    days = [str(time.start), str(time.end)] if time else ["-", "-"]
    return "/".join([agenda.status, *days, agenda.place or "-"])
