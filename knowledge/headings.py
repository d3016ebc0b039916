"""What the headings of an article tell: its title of the talks and their days, others ask for the day."""

from __future__ import annotations

from knowledge import dates
from knowledge.model import Article, Interval
from knowledge.prose import Prose

_TALKS = ("rounds", "talks", "meetings", "meets", "table", "attendants")
_OTHERS = ("not_talks", "other_talks", "other_events")
_FEW, _MARKS = 6, " 0123456789.)*#—–-"
"""Words of a heading, and what may stand before them."""


def titled_days(article: Article) -> tuple[Interval, ...]:
    """The days, still to come, that the title names."""
    told = dates.intervals(article.title, article.language, article.published)
    return tuple(one.interval for one in told if one.interval.end >= article.published)


def is_of_talks(article: Article, rules: Prose) -> bool:
    """Whether the title names the talks or those who hold them, and no other event."""
    named = any(rules.has(name, article.title) for name in _TALKS)
    return named and not any(rules.has(name, article.title) for name in _OTHERS)


def asks_when(written: str, rules: Prose) -> bool:
    """Whether a text opens as a question for the day: "When will they be?", "1. Когда она будет"."""
    return rules.cues["asks_when"].match(written.lstrip(_MARKS)) is not None


def asks_where(written: str, rules: Prose) -> bool:
    """Whether a text opens as a question for the place: "Where?", "А где?"."""
    return rules.cues["asks_where"].match(written.lstrip(_MARKS)) is not None


def under_question(body: str, start: int, rules: Prose) -> bool | None:
    """Whether the heading right above a place in the text asks for the day; None where there is none."""
    above, line = body[:start].rstrip(' \t"“«'), ""
    if above.endswith("\n"):
        line = above.rstrip().rpartition("\n")[2].lstrip(_MARKS)
    if not line or len(line.split()) > _FEW or line.endswith((".", "!", "…")):
        return None
    return asks_when(line, rules)
