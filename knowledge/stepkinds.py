"""What a step tells of: talks to come, their days, whether they have a place."""

from __future__ import annotations

from knowledge.model import Article
from knowledge.prose import Prose
from knowledge.step import Step


def is_dated(step: Step) -> bool:
    """Whether a step tells of talks to come, with their days."""
    return step.stage in ("announced", "tentative") and step.time is not None and not step.background


def is_unplaced(step: Step) -> bool:
    """Whether a step tells of talks to come and not where they will be."""
    return is_dated(step) and step.place is None


def is_planned(step: Step) -> bool:
    """Whether a step gives days of talks to come, or says how they were put off."""
    told = step.time is not None or step.old is not None or step.change
    return told and step.stage not in ("undated", "held") and not step.background


def has_day(step: Step, rules: Prose) -> bool:
    """Whether the length told after a step is that of its talks."""
    opened = step.stage == "held" and step.time is not None and step.time.start == step.reported
    opened = opened and not rules.has("ends", step.quote.text)
    return step.stage == "announced" or opened or (step.stage == "postponed" and step.time is not None)


def is_ahead(step: Step, article: Article) -> bool:
    """Whether a step tells of talks to come, or of ones that go on."""
    going_on = step.time is not None and step.time.end > article.published
    return step.stage == "announced" or (step.stage == "held" and going_on)
