"""`talks-bot fit`, `talks-bot weigh` and `talks-bot study`: what is fitted, and on what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from knowledge import build, bulletin, decision, evaluate, fit, study, weights
from knowledge.model import KnowledgeBase
from knowledge.weights import Trial

TRIALS = "trials.jsonl"


def curated(kb: KnowledgeBase, questions: Sequence[Path], facts: Path, day: date, output: Path) -> None:
    """Fit from which confidence on a curated entry is given."""
    rows = [row for path in questions for row in evaluate.read_rows(path)]
    found = fit.fitted(kb, rows, evaluate.read_facts(facts), day)
    decision.write(output, found, decision.CURATED)
    click.echo(f"{output}: fitted on {len(rows)} questions")


def passages(folders: Sequence[Path], output: Path) -> None:
    """Fit how passages are weighed, each folder's articles as they came in one by one."""
    scenes = [scene for folder in folders for scene in _scenes(folder)]
    decision.write(output, weights.fitted(scenes), decision.GENERATED)
    click.echo(f"{output}: fitted on {sum(len(trials) for _, trials in scenes)} questions")


def bulletins(files: Sequence[Path], output: Path) -> None:
    """Learn what articles say of the next round, from files of rows about the articles of a folder."""
    lexicon = build.shipped_lexicon()
    groups = [list(study.lessons(path, lexicon)) for path in files]
    lines = bulletin.lines(study.fitted(groups))
    output.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    click.echo(f"{output}: learnt from {sum(map(len, groups))} articles")


def _scenes(folder: Path) -> Iterator[tuple[KnowledgeBase, list[Trial]]]:
    """A base for each day up to which articles are held, with what is asked of it."""
    trials = weights.read(folder / TRIALS)
    base = build.compose(sorted(folder.glob("*.md")), only=True)
    for day in sorted({trial.until for trial in trials}):
        yield build.until(base, day), [trial for trial in trials if trial.until == day]
