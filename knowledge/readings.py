"""What is read out of one article, whatever else is in the base: its passages, claims and steps.

It depends on the article, the lexicon and this program alone, so an article that is the same as in
the base before need not be read again; ``made_from`` tells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from knowledge import claims, passages, records, steps
from knowledge.finder import Finder
from knowledge.lexicon import Lexicon
from knowledge.match import Matcher
from knowledge.model import Article, Claim, Entry, Passage
from knowledge.step import Step

_HOME = Path(__file__).parent
_LANGUAGES = ("generated", "glossary", "language", "prose", "time")


@dataclass(frozen=True, slots=True)
class Reading:
    """One article, read."""

    made_from: str
    """A digest of all that the rest depends on."""
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What the base before holds that need not be made again."""

    made_from: Mapping[str, str] = field(default_factory=dict)
    """Slug -> what its reading was made from."""
    of: Callable[[str], Reading] | None = None
    examples: str = ""
    """What its matcher and its entries were made from."""
    trained: Callable[[], Matcher] | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict)
    found: Callable[[], Finder] | None = None
    """Its finder."""

    def reading(self, slug: str, made_from: str) -> Reading | None:
        """The reading of an article, if it would be the same today."""
        return self.of(slug) if self.of and self.made_from.get(slug) == made_from else None

    def matcher(self, examples: str) -> Matcher | None:
        """The matcher, if it would be the same today."""
        return self.trained() if self.trained and self.examples == examples else None


def read(article: Article, lexicon: Lexicon, made_from: str) -> Reading:
    """Cut, attribute and date an article."""
    cut = passages.split(article)
    told = claims.read(article, cut, lexicon)
    return Reading(
        made_from, tuple(cut), claims.of(article, told, lexicon), steps.steps(article, told, lexicon)
    )


def made_from(article: Article, words: str) -> str:
    """What a reading of the article depends on; ``words`` is the digest of the lexicon."""
    return records.digest((article, words, _program()))


def examples_digest(given: Iterable[object], words: str) -> str:
    """What a matcher of these entries and questions depends on, and what is told of the entries."""
    return records.digest((*given, words, _program()))


@lru_cache(maxsize=1)
def _program() -> str:
    """A digest of the program and of what it knows of languages, as installed."""
    found = hashlib.sha256()
    known = (path for folder in _LANGUAGES for path in sorted((_HOME / "data" / folder).glob("*.yaml")))
    for path in (*sorted(_HOME.glob("*.py")), *known, _HOME / "data" / "bulletin.tsv"):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]
