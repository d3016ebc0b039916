"""Question rows and what the answers to them are worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import bases
import pytest

from knowledge import evaluate
from knowledge.errors import SourceError
from knowledge.evaluate import Graded, Outcome, Row
from knowledge.model import Answer, KnowledgeBase, Suggestion

FACTS = {"vienna": "met in Vienna", "hours": '"We discussed a ceasefire'}
VIENNA, HOURS = (
    bases.evidence(f"So: {anchor}.") for anchor in ("met in Vienna", "“We discussed a ceasefire")
)


def row(kind: str, *facts: str, language: str = "en", question: str = "q") -> Row:
    return Row("r1", language, question, kind, facts, ())


def read(folder: Path, content: str) -> tuple[Row, ...]:
    (folder / "rows.jsonl").write_text(content, encoding="utf-8")
    return evaluate.read_rows(folder / "rows.jsonl")


def test_rows(tmp_path: Path) -> None:
    full = '{"id": "a", "lang": "uk", "q": "Де?", "kind": "answerable", "facts": ["F1"], "tags": ["where"]}'
    bare = '{"id": "b", "lang": "en", "q": "hi", "kind": "chat"}'
    assert read(tmp_path, f"{full}\n\n{bare}\n") == (
        Row("a", "uk", "Де?", "answerable", ("F1",), ("where",)),
        Row("b", "en", "hi", "chat", (), ()),
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "rows.jsonl:2: not a question row"),
        ("[]", "rows.jsonl:2: not a question row"),
        ('{"id": "a", "lang": "en", "kind": "chat"}', "rows.jsonl:2: not a question row: 'q'"),
        ('{"id": "a", "lang": "en", "q": "", "kind": "talk"}', "rows.jsonl:2: kind 'talk' is unknown"),
    ],
)
def test_a_row_that_is_none_is_named(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(SourceError) as problem:
        read(tmp_path, f"\n{line}\n")
    assert str(problem.value).startswith(told)


def test_facts(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text('{"F1": {"anchor": "met", "says": "They met."}}', encoding="utf-8")
    assert evaluate.read_facts(path) == {"F1": "met"}
    for wrong in ("[]", "{", '{"F1": "met"}', '{"F1": {}}'):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(SourceError, match=r"facts\.json: not a table of facts"):
            evaluate.read_facts(path)


def test_quotation_marks_and_dashes_are_all_alike() -> None:
    assert evaluate.holds("“We’ll meet on 17–18”", ['"We\'ll meet on 17-18"'])
    assert not evaluate.holds("We met", ["We meet"])
    assert not evaluate.holds("We met", [])


@pytest.mark.parametrize(
    ("asked", "found", "outcome"),
    [
        (row("answerable", "vienna"), Answer("answered", "en", evidence=(VIENNA,)), "right"),
        (row("answerable", "vienna", "hours"), Answer("answered", "en", evidence=(HOURS,)), "right"),
        (row("answerable", "vienna"), Answer("conflict", "en", evidence=(VIENNA, HOURS)), "right"),
        (row("answerable", "hours"), Answer("answered", "en", evidence=(VIENNA, HOURS)), "wrong"),
        (row("answerable", "vienna"), Answer("related", "en", evidence=(VIENNA,)), "assisted"),
        (
            row("answerable", "vienna"),
            Answer("ambiguous", "en", suggestions=(Suggestion("vienna-venue", "?"),)),
            "assisted",
        ),
        (
            row("answerable", "vienna"),
            Answer("ambiguous", "en", suggestions=(Suggestion("ceasefire-hours", "?"),)),
            "refused",
        ),
        (row("answerable", "vienna"), Answer("unknown", "en"), "refused"),
        (row("unanswerable"), Answer("answered", "en", evidence=(VIENNA,)), "false"),
        (row("unanswerable"), Answer("conflict", "en", evidence=(VIENNA,)), "false"),
        (row("unanswerable"), Answer("related", "en", evidence=(VIENNA,)), "related"),
        (row("unanswerable"), Answer("ambiguous", "en"), "related"),
        (row("unanswerable"), Answer("unknown", "en"), "silent"),
        (row("unanswerable"), Answer("chat", "en"), "silent"),
        (row("chat"), Answer("chat", "en"), "right"),
        (row("chat"), Answer("unknown", "en"), "wrong"),
    ],
)
def test_what_an_answer_is_worth(mini: KnowledgeBase, asked: Row, found: Answer, outcome: Outcome) -> None:
    assert evaluate.grade(mini, asked, found, FACTS) == outcome


def test_a_base_is_measured(mini: KnowledgeBase) -> None:
    rows = (
        row("answerable", "vienna", question="where did the delegations meet?"),
        row("answerable", "hours", question="скільки годин обговорювали припинення вогню?"),
        row("unanswerable", question="who won the match yesterday?"),
        row("chat", question="hello"),
    )
    graded = evaluate.evaluate(mini, rows, FACTS, date(2026, 3, 3))
    assert [one.outcome for one in graded] == ["right", "right", "silent", "right"]
    assert [one.row for one in graded] == list(rows)
    assert evaluate.failures(graded) == ()


def graded(*outcomes: tuple[str, str, Outcome]) -> Sequence[Graded]:
    return [Graded(row(kind, language=code), Answer("unknown", code), what) for code, kind, what in outcomes]


SOME = graded(
    ("en", "answerable", "right"),
    ("en", "answerable", "right"),
    ("en", "answerable", "wrong"),
    ("en", "answerable", "refused"),
    ("en", "unanswerable", "silent"),
    ("uk", "unanswerable", "false"),
    ("uk", "chat", "right"),
)


def test_counts_and_rates() -> None:
    assert evaluate.counts(SOME)["all", "answerable"] == Counter(right=2, wrong=1, refused=1)
    assert evaluate.rates(SOME) == {
        "en": evaluate.Rates(right=0.5, wrong=0.25, false=0.0),
        "uk": evaluate.Rates(right=0.0, wrong=0.0, false=1.0),
        "all": evaluate.Rates(right=0.5, wrong=0.25, false=0.5),
    }
    assert [one.outcome for one in evaluate.failures(SOME)] == ["wrong", "refused", "false"]


def test_the_table() -> None:
    assert evaluate.table(SOME).splitlines() == [
        "          kind             rows  outcomes",
        "en        answerable          4  right 2 (50%)  wrong 1 (25%)  assisted 0 (0%)  refused 1 (25%)",
        "en        unanswerable        1  false 0 (0%)  related 0 (0%)  silent 1 (100%)",
        "uk        chat                1  right 1 (100%)  wrong 0 (0%)",
        "uk        unanswerable        1  false 1 (100%)  related 0 (0%)  silent 0 (0%)",
        "all       answerable          4  right 2 (50%)  wrong 1 (25%)  assisted 0 (0%)  refused 1 (25%)",
        "all       chat                1  right 1 (100%)  wrong 0 (0%)",
        "all       unanswerable        2  false 1 (50%)  related 0 (0%)  silent 1 (50%)",
    ]
