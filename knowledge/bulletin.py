"""What an article says of the next round of talks, as learnt from articles that were read by hand.

Three things are learnt (logit.py) from what can be seen (traits.py): which of its times are days of the
next round, firm or possible ones, or days that no longer hold; where the round is; and how the article
leaves it. The rules of steps.py tell all else; ``talks-bot study`` fits the weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal

from knowledge import logit, traits
from knowledge.claims import Told
from knowledge.errors import SourceError
from knowledge.lexicon import Lexicon
from knowledge.logit import Logit
from knowledge.model import Article
from knowledge.neighbours import TimeMention
from knowledge.page import Page
from knowledge.step import Step
from knowledge.traits import Roles

Outcome = Literal["scheduled", "tentative", "postponed", "cancelled", "none", "silent"]
OUTCOMES: tuple[Outcome, ...] = ("scheduled", "tentative", "postponed", "cancelled", "none", "silent")
"""How an article leaves the next round; silent: it says nothing new of it."""
OTHER, FIRM, POSSIBLE, OLD = range(4)
"""What a time is: of nothing to do with it; of the next round, firmly or possibly; of it until now."""
_LIKELY, _LEAST, _BEFORE = 0.4, 0.25, 3.0
"""From which chance on a place is taken; from which on if it is so many times as likely as any other."""
_PARTS = ("times", "places", "outcomes")
_HEAD = "# "


@dataclass(frozen=True, slots=True)
class Models:
    """What was learnt of times, of places and of whole articles."""

    times: Logit
    places: Logit
    outcomes: Logit


@dataclass(frozen=True, slots=True)
class Bulletin:
    """An article's times with what each is, its places and its outcomes with how probable each is."""

    times: tuple[tuple[int, TimeMention, Sequence[float]], ...]
    """Sentence, time, and the chance of each role."""
    places: Mapping[str, float]
    outcomes: Mapping[Outcome, float]
    telling: int
    """The sentence that says most of the likeliest outcome."""

    @property
    def outcome(self) -> Outcome:
        """The likeliest way in which it leaves the next round."""
        return max(self.outcomes, key=lambda one: self.outcomes[one])

    @property
    def place(self) -> str | None:
        """Where the next round is, if one place is likely, or far likelier than any other."""
        ranked = sorted(self.places, key=lambda one: -self.places[one])[:2]
        if not ranked:
            return None
        best, next_best = (*(self.places[one] for one in ranked), 0.0)[:2]
        return ranked[0] if best >= _LIKELY or best >= max(_LEAST, _BEFORE * next_best) else None


def read(
    article: Article,
    told: Sequence[Told],
    lexicon: Lexicon,
    found: Sequence[Step] = (),
    models: Models | None = None,
) -> Bulletin:
    """What an article says of the next round, beside what rules ``found`` in it."""
    models = models or shipped()
    page = Page(article, told, lexicon, tuple(found))
    roles = roles_of(page, models.times)
    outcomes = dict(zip(OUTCOMES, models.outcomes.of(traits.of_article(page, roles)), strict=True))
    return Bulletin(
        times=tuple((number, time, roles[number, time.start]) for number, time in page.times),
        places={place: models.places.of(traits.of_place(page, place, roles))[1] for place in page.places},
        outcomes=outcomes,
        telling=_telling(
            page, models.outcomes, max(range(len(OUTCOMES)), key=lambda n: outcomes[OUTCOMES[n]])
        ),
    )


def _telling(page: Page, outcomes: Logit, outcome: int) -> int:
    """The sentence whose words speak most for an outcome."""
    said = [outcomes.says(traits.of_sentence(page, number), outcome) for number in range(len(page.told))]
    return max(range(len(said)), key=lambda number: said[number], default=0)


def roles_of(page: Page, times: Logit) -> Roles:
    """Every time of a page with the chances of its roles."""
    return {(number, time.start): times.of(traits.of_time(page, number, time)) for number, time in page.times}


@lru_cache(maxsize=1)
def shipped() -> Models:
    """What is shipped; SourceError if it cannot be read."""
    return load(Path(str(resources.files("knowledge") / "data" / "bulletin.tsv")))


def load(path: Path) -> Models:
    """The models of a file; SourceError if it is none."""
    parts: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(_HEAD):
            parts[line.removeprefix(_HEAD)] = []
        elif parts:
            parts[list(parts)[-1]].append(line)
    try:
        return Models(*(logit.parsed(parts[name]) for name in _PARTS))
    except (KeyError, ValueError, IndexError) as error:
        raise SourceError(str(path), 1, f"no models: {error}", "fit it anew with talks-bot study") from None


def lines(models: Models) -> Iterator[str]:
    """The models as the lines of a file."""
    for name, model in zip(_PARTS, (models.times, models.places, models.outcomes), strict=True):
        yield f"{_HEAD}{name}"
        yield from model.lines()
