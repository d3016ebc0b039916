"""What an editor is told before publishing: each finding from one thing spoilt in a sound base."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from knowledge.check import Finding, check
from knowledge.model import Entry, Interval, KnowledgeBase

VIENNA = "2026-03-01-vienna-round"


def spoilt(kb: KnowledgeBase, known: str, change: Callable[[Entry], Entry]) -> KnowledgeBase:
    return replace(kb, entries={**kb.entries, known: change(kb.entries[known])})


def told(kb: KnowledgeBase) -> list[str]:
    return [str(finding) for finding in check(kb)]


def test_a_sound_base_has_no_errors(mini: KnowledgeBase) -> None:
    assert not [finding for finding in check(mini) if finding.level == "error"]


def test_what_no_curated_entry_covers(mini: KnowledgeBase) -> None:
    assert told(mini) == [
        "warning: 2026-03-02-nastupnyi-raund:1: no curated entry covers 'Наступний раунд переговорів "
        "відбудеться 12 березня у Женеві,' (add one, or leave it to generation)"
    ]


def test_a_finding_as_text() -> None:
    assert str(Finding("error", "a.yaml", None, "wrong", "mend it")) == "error: a.yaml: wrong (mend it)"
    assert str(Finding("warning", "a.yaml", 3, "odd", "look")) == "warning: a.yaml:3: odd (look)"


@pytest.mark.parametrize("change", [{"text": "They met in Rome."}, {"start": 1}, {"article": "gone"}])
def test_a_quote_that_is_not_there_is_an_error(mini: KnowledgeBase, change: dict[str, object]) -> None:
    def unfaithful(entry: Entry) -> Entry:
        return replace(entry, quotes=(*entry.quotes, replace(entry.quotes[0], **change)))

    first = check(spoilt(mini, "vienna-venue", unfaithful))[0]
    assert (first.level, first.file, first.mend) == ("error", "vienna-venue", "copy it again")
    assert first.problem == f"a quote is not in {change.get('article', VIENNA)}"


def test_a_word_of_two_alphabets(mini: KnowledgeBase) -> None:
    article = mini.articles[VIENNA]
    mixed = replace(article, body=article.body + "\n\nKyiv категорически objects, мoscow too.")
    found = told(replace(mini, articles={**mini.articles, VIENNA: mixed}))
    assert [line for line in found if "alphabets" in line] == [
        f"warning: {VIENNA}:6: 'мoscow' mixes alphabets "
        "(kept as printed and marked [sic]; correct it only if the publisher has)"
    ]


def test_articles_that_tell_nothing(mini: KnowledgeBase) -> None:
    assert f"warning: {VIENNA}: no event was found (the agenda learns nothing from it)" in told(
        replace(mini, events=mini.events[1:])
    )
    assert f"warning: {VIENNA}: no claim was found (is it about the talks at all?)" in told(
        replace(mini, claims=mini.claims[-1:])
    )


def test_a_date_over_a_year_away(mini: KnowledgeBase) -> None:
    far = replace(mini.claims[0], times=(Interval(date(2031, 1, 1), date(2031, 1, 1)),))
    found = told(replace(mini, claims=(far, *mini.claims[1:])))
    assert found[1:] == [
        f"warning: {VIENNA}:1: a date was read as 2031-01-01, over a year away (check the year)"
    ]


def test_an_entry_that_tells_of_days_gone_by(mini: KnowledgeBase) -> None:
    gone = (Interval(date(2026, 2, 28), date(2026, 2, 28)),)
    stale = spoilt(mini, "ceasefire-hours", lambda entry: replace(entry, plans=gone))
    assert "it tells of 2026-02-28 as still to come" in "\n".join(told(stale))
    current = spoilt(mini, "ceasefire-hours", lambda entry: replace(entry, plans=gone, agenda="next"))
    assert "as still to come" not in "\n".join(told(current))


def test_two_entries_that_ask_nearly_the_same(mini: KnowledgeBase) -> None:
    asked = {"en": ("Where did the delegation meet?",)}
    alike = spoilt(mini, "ceasefire-hours", lambda entry: replace(entry, questions=asked))
    assert [line for line in told(alike) if "nearly" in line] == [
        "warning: vienna-venue: 'where did the delegations meet?' is nearly "
        "'Where did the delegation meet?' of ceasefire-hours (keep it on one of them)"
    ]


def test_a_question_that_does_not_find_its_entry(mini: KnowledgeBase) -> None:
    asked = {"en": ("where were the delegations?",)}
    lost = spoilt(mini, "ceasefire-hours", lambda entry: replace(entry, questions=asked))
    assert "'where were the delegations?' finds vienna-venue" in "\n".join(told(lost))


def test_the_shipped_base_has_no_errors_and_keeps_what_was_printed(kb: KnowledgeBase) -> None:
    some = dict(list(kb.entries.items())[:1])
    found = check(replace(kb, entries=some))
    assert "error" not in {finding.level for finding in found}
    mixed = [finding.problem for finding in found if "alphabets" in finding.problem]
    assert mixed == ["'категорically' mixes alphabets"]
