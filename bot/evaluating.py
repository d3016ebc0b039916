"""``talks-bot eval``: the table, the failures with their reasons, and the gate."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from bot import reasons
from knowledge import evaluate
from knowledge.evaluate import Graded, Rates
from knowledge.model import KnowledgeBase


def run(
    kb: KnowledgeBase,
    today: date,
    *,
    questions: Path,
    facts: Path,
    failures: bool,
    as_json: bool,
    min_right: float | None,
    max_wrong: float | None,
    max_false: float | None,
) -> int:
    """Print how the base did; 1 when a language misses a bar, else 0."""
    rows = evaluate.read_rows(questions)
    graded = evaluate.evaluate(kb, rows, evaluate.read_facts(facts), today)
    rates = evaluate.rates(graded)
    click.echo(json.dumps(_as_dict(graded, rates), ensure_ascii=False) if as_json else evaluate.table(graded))
    if failures and not as_json:
        for one in evaluate.failures(graded):
            click.echo(f"\n{one.row.id} {one.outcome}: {one.row.question}\n{reasons.plain(one.answer)}")
    missed = [
        f"{language}: {said}"
        for language, rate in rates.items()
        for said in _missed(rate, min_right, max_wrong, max_false)
    ]
    for line in missed:
        click.echo(f"below the bar: {line}", err=True)
    return 1 if missed else 0


def _missed(rate: Rates, right: float | None, wrong: float | None, false: float | None) -> list[str]:
    found = []
    if right is not None and rate.right * 100 < right:
        found.append(f"right {rate.right:.1%}, wanted {right:g}%")
    if wrong is not None and rate.wrong * 100 > wrong:
        found.append(f"wrong {rate.wrong:.1%}, allowed {wrong:g}%")
    if false is not None and rate.false * 100 > false:
        found.append(f"false {rate.false:.1%}, allowed {false:g}%")
    return found


def _as_dict(graded: tuple[Graded, ...], rates: Any) -> dict[str, object]:
    return {
        "rates": {name: {"right": r.right, "wrong": r.wrong, "false": r.false} for name, r in rates.items()},
        "counts": {f"{lang}/{kind}": dict(found) for (lang, kind), found in evaluate.counts(graded).items()},
        "failures": [
            {
                "id": one.row.id,
                "outcome": one.outcome,
                "q": one.row.question,
                "why": reasons.as_dict(one.answer),
            }
            for one in evaluate.failures(graded)
        ],
    }
