"""Learns what articles say of the next round from articles that were read by hand (``talks-bot study``).

A row gives the articles so far, a day, and what is next: status, first day, last day and place. Of each
article, the row of the earliest day with that article as the last says how it leaves the next round. What
the article itself does not tell, the row of the article before shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from knowledge import articles, claims, logit, pages, passages, steps, traits
from knowledge.bulletin import FIRM, OLD, OTHER, OUTCOMES, POSSIBLE, Models, Outcome, roles_of
from knowledge.errors import SourceError
from knowledge.lexicon import Lexicon
from knowledge.logit import Logit
from knowledge.model import Interval
from knowledge.page import Page
from knowledge.ruled import Row
from knowledge.traits import Roles

ROWS = "next.jsonl"
FOLDS = 6
PENALTIES = (8.0, 3.0, 2.0)
"""Of times, places and outcomes."""
_MEETING = timedelta(4)
"""How long a round may last, so that one of its days is told for all of them."""
_ROLES = {"scheduled": FIRM, "tentative": POSSIBLE, "postponed": OLD, "cancelled": OLD, "passed": FIRM}


@dataclass(frozen=True, slots=True)
class Next:
    """What is next as rows write it."""

    status: str
    start: date | None = None
    end: date | None = None
    place: str | None = None

    @classmethod
    def parsed(cls, written: str) -> Next:
        """From ``status/first day/last day/place``, ``-`` for none."""
        status, *days, place = written.split("/")
        start, end = (date.fromisoformat(day) if day != "-" else None for day in days)
        return cls(status, start, end, None if place == "-" else place)

    def fits(self, interval: Interval) -> bool:
        """Whether an interval is its days, or its first or last ones."""
        if (interval.start, interval.end) == (self.start, self.end):
            return True
        if self.start is None or self.end is None or self.end - self.start > _MEETING:
            return False
        exact = interval.precision in ("day", "days")
        return exact and (interval.start == self.start or interval.end == self.end)


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article, how it leaves the next round, and how things stood before it."""

    page: Page
    after: Next
    before: Next | None

    def role(self, interval: Interval) -> int:
        """What a time of the article is."""
        if self.after.fits(interval):
            whole = (interval.start, interval.end) == (self.after.start, self.after.end)
            return OTHER if self.after.status == "passed" and not whole else _ROLES[self.after.status]
        gone = self.before and self.after.status != "passed" and self.before.fits(interval)
        return OLD if gone else OTHER

    @property
    def outcome(self) -> Outcome:
        """How the article leaves the next round."""
        same = self.before is not None and self.after == self.before
        told = any(self.role(time.interval) in (FIRM, POSSIBLE) for _, time in self.page.times)
        silent = self.after.status == "passed" or (same and not told and self.after.status != "none")
        return "silent" if silent else next(one for one in OUTCOMES if one == self.after.status)


def folder_of(path: Path) -> Path:
    """Where the articles of a file of rows are: beside ``next.jsonl``, in the folder of the file's name, or
    in ``articles``."""
    if path.name == ROWS:
        return path.parent
    named = path.parent / path.stem.removesuffix("-scenarios")
    return named if named.is_dir() else path.parent / "articles"


def lessons(path: Path, lexicon: Lexicon) -> Iterator[Lesson]:
    """The lessons of a file of rows about the articles of a folder; SourceError names a bad line."""
    folder = folder_of(path)
    first: dict[str, tuple[str, Next]] = {}
    before: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            *earlier, last = _chosen(row["articles"], folder)
            if "next" not in row:
                continue
            told = (str(row["today"]), Next.parsed(row["next"]))
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(str(path), number, f"no row: {error}", "see the README for its keys") from None
        before.update({last: earlier[-1]} if earlier else {})
        first[last] = min(first.get(last, told), told, key=lambda one: one[0])
    for name, (_, after) in first.items():
        earlier_row = first.get(before.get(name, ""))
        yield Lesson(_page(folder / name, lexicon), after, earlier_row[1] if earlier_row else None)


def _chosen(given: Sequence[str] | Mapping[str, str], folder: Path) -> list[str]:
    """The articles of a row, which may tell only until which day they are."""
    if isinstance(given, Mapping):
        return [path.name for path in sorted(folder.iterdir()) if path.name[:10] <= given["until"]]
    return list(given)


def _page(path: Path, lexicon: Lexicon) -> Page:
    article = pages.read(path) if path.suffix == ".html" else articles.read(path)
    told = claims.read(article, passages.split(article), lexicon)
    return Page(article, told, lexicon, steps.by_rules(article, told, lexicon)[0])


def fitted(groups: Sequence[Sequence[Lesson]]) -> Models:
    """Models of all lessons. Places and outcomes are learnt beside times as a model that has not seen their
    group tells them, so that they do not rely on more than there will be."""
    folds = [groups[n::FOLDS] for n in range(FOLDS)]
    told: list[tuple[Lesson, Roles]] = []
    for left_out in folds:
        others = [one for fold in folds if fold is not left_out for group in fold for one in group]
        times = _times(others) if others else _times([one for group in left_out for one in group])
        told += [(one, roles_of(one.page, times)) for group in left_out for one in group]
    return Models(_times([one for group in groups for one in group]), _places(told), _outcomes(told))


def _times(lessons: Iterable[Lesson]) -> Logit:
    rows, classes = [], []
    for one in lessons:
        for number, time in one.page.times:
            rows.append(traits.of_time(one.page, number, time))
            classes.append(one.role(time.interval))
    return logit.fit(rows, classes, 4, PENALTIES[0])


def _places(told: Iterable[tuple[Lesson, Roles]]) -> Logit:
    rows: list[Row] = []
    classes: list[int] = []
    for one, roles in told:
        place = one.after.place
        if one.after.status == "none" or (place and place not in one.page.places):
            continue
        for named in one.page.places:
            rows.append(traits.of_place(one.page, named, roles))
            classes.append(int(named == place))
    return logit.fit(rows, classes, 2, PENALTIES[1])


def _outcomes(told: Sequence[tuple[Lesson, Roles]]) -> Logit:
    rows = [traits.of_article(one.page, roles) for one, roles in told]
    return logit.fit(rows, [OUTCOMES.index(one.outcome) for one, _ in told], len(OUTCOMES), PENALTIES[2])
