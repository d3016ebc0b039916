"""Articles so far, a day, a question: what the reply must rest on, and what it must never say.

A row gives the statuses that are acceptable, ``must`` (texts of which the first quote must hold one)
and ``must_not`` (texts that the reply may not hold anywhere). A row without a question is about
``next`` alone: status, first day, last day and place as the agenda has them, ``-`` for none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from reading import DATA, article, rounds, rows, words

from bot import render
from knowledge import articles, claims, pages, passages
from knowledge.agenda import next_talks
from knowledge.answer import answer
from knowledge.build import compose
from knowledge.evaluate import holds
from knowledge.model import Agenda, Answer, Article, Claim, KnowledgeBase

FILES = {path.name: path for path in sorted((DATA / "articles").iterdir())}
ROWS = rows("scenarios.jsonl")
ASKED = [row for row in ROWS if "q" in row]
GIVEN = ("answered", "conflict")
KINDS = ("own language", "across", "not answered")


def chosen(row: dict[str, Any]) -> tuple[str, ...]:
    """The files that a row's base is made of."""
    given = row["articles"]
    if isinstance(given, dict):
        return tuple(name for name in FILES if name[:10] <= given["until"])
    return tuple(given)


@cache
def known(names: tuple[str, ...]) -> KnowledgeBase:
    """The whole base of these articles and of nothing else that is shipped."""
    return compose([FILES[name] for name in names], only=True)


@cache
def told(name: str) -> tuple[Article, tuple[Claim, ...]]:
    """One article, saved page or not, with its claims."""
    path = FILES[name]
    article = pages.read(path) if path.suffix == ".html" else articles.read(path)
    return article, claims.claims(article, passages.split(article), words())


@cache
def read(names: tuple[str, ...]) -> KnowledgeBase:
    """As much of it as the agenda needs."""
    sources = {article.slug: article for article, _ in map(told, names)}
    return rounds(sources, [claim for name in names for claim in told(name)[1]])


@cache
def replies() -> tuple[tuple[dict[str, Any], Answer, str, str], ...]:
    """Every row with its answer, what kind of question it is, and what the answer is worth."""
    found = []
    for row in ASKED:
        kb = known(chosen(row))
        reply = answer(kb, row["q"], date.fromisoformat(row["today"]))
        found.append((row, reply, kind(row, kb), grade(row, reply, kb)))
    return tuple(found)


def kind(row: dict[str, Any], kb: KnowledgeBase) -> str:
    """Whether the articles answer, and if so in the reader's language or only in another."""
    if not row["must"]:
        return "not answered"
    languages = {a.language for a in kb.articles.values() if holds(a.body, row["must"])}
    assert languages, f"{row['id']}: no article says this"
    return "own language" if row["lang"] in languages else "across"


def grade(row: dict[str, Any], reply: Answer, kb: KnowledgeBase) -> str:
    """What a reply is worth: right, wrong (given as the answer, but not it) or refused."""
    shown = reply.evidence[0].quote if reply.evidence else ""
    fits = reply.status in row["status"] and (not row["must"] or holds(shown, row["must"]))
    if fits and not any(text in render.plain(reply, kb) for text in row["must_not"]):
        return "right"
    return "wrong" if reply.status in GIVEN else "refused"


def counted() -> dict[tuple[str, str], Counter[str]]:
    found: dict[tuple[str, str], Counter[str]] = {}
    for row, _, of, worth in replies():
        for language in (row["lang"], "all"):
            found.setdefault((language, of), Counter())[worth] += 1
    return found


def seen(agenda: Agenda) -> str:
    time = agenda.time
    days = [str(time.start), str(time.end)] if time else ["-", "-"]
    return "/".join([agenda.status, *days, agenda.place or "-"])


def test_the_rows_are_as_many_and_as_mixed_as_they_should_be() -> None:
    assert len(FILES) >= 24
    assert len(ASKED) >= 130
    assert len({chosen(row) for row in ASKED}) <= 8
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    kinds = Counter(of for _, _, of, _ in replies())
    assert kinds["across"] * 3 >= len(ASKED)
    assert kinds["not answered"] * 3 >= len(ASKED)


def test_shares_of_right_and_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    table = counted()
    with capsys.disabled():
        print()
        for language in ("en", "uk", "ru", "all"):
            for of in KINDS:
                cell = table[language, of]
                parts = [f"{worth} {cell[worth]:3} ({cell[worth] / cell.total():4.0%})" for worth in cell]
                print(f"{language:4} {of:13} {cell.total():4}  {'  '.join(sorted(parts))}")
    for of, (right, wrong) in BARS.items():
        cell = table["all", of]
        assert cell["right"] >= right * cell.total(), of
        assert cell["wrong"] <= wrong * cell.total(), of


BARS = {"own language": (0.57, 0.06), "across": (0.50, 0.08), "not answered": (0.90, 0.10)}
"""At least so much right and at most so much wrong; raise them with what is measured."""


@pytest.mark.parametrize("row", [row for row in ROWS if "next" in row], ids=lambda row: row["id"])
def test_next(row: dict[str, Any]) -> None:
    assert seen(next_talks(read(chosen(row)), date.fromisoformat(row["today"]))) == row["next"]


def test_a_past_date_is_never_called_next() -> None:
    for row, reply, *_ in replies():
        agenda = reply.agenda
        if agenda and reply.direction == "next" and agenda.status in ("scheduled", "tentative"):
            assert agenda.time is None or agenda.time.end >= date.fromisoformat(row["today"]), row["id"]


@pytest.mark.parametrize("row", rows("sequences.jsonl"), ids=lambda row: row["articles"][-1]["body"][:40])
def test_next_after_short_reports(row: dict[str, Any]) -> None:
    """One to three reports of a sentence or two; days without their year, ``!`` with how many disagree."""
    sources: dict[str, Article] = {}
    found: list[Claim] = []
    for number, raw in enumerate(row["articles"]):
        day = date.fromisoformat(raw["published"])
        made = replace(article(raw["body"], raw["language"], day, raw["title"]), slug=f"a{number}")
        sources[made.slug] = made
        found += claims.claims(made, passages.split(made), words())
    agenda = next_talks(rounds(sources, found), date.fromisoformat(row["today"]))
    days = f"{agenda.time.start:%m-%d}..{agenda.time.end:%m-%d}" if agenda.time else "-"
    many = f"!{len(agenda.conflicts)}" if agenda.conflicts else ""
    assert f"{agenda.status}/{days}/{agenda.place or '-'}{many}" == row["next"]
