"""Concepts and names of the field, and where a text mentions them.

A form is one or more words; each is compared by its stem, so inflections need no listing.
``word*`` takes any continuation, ``=word`` only itself. A word that fits nothing is tried with
one or two typing slips. Longer phrases win over the words inside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from knowledge import text
from knowledge.concepts import Concept, read
from knowledge.spelling import Speller
from knowledge.usage import Usage

__all__ = ["Concept", "Lexicon", "Mention", "index", "read"]

_FUNCTION = "function-word"
_SHORTEST = 5
"""Shorter words are near too many others."""
_APART = 6
"""Letters that an ending and two slips can add at the most."""
_LONG = 7
"""Shorter words are not taken for a misspelt question word or filler, unless letters were swapped."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept found in a text, at code points ``start:end``; ``score`` is 1 for an exact form."""

    concept: str
    start: int
    end: int
    score: float
    first: int
    """Number of the first token of the mention, and of the one after its last."""
    after: int
    verbatim: bool = False
    """Whether the words stand in the lexicon just so, or are related only by their stems."""


@dataclass(frozen=True, slots=True)
class _Form:
    concept: str
    keys: tuple[str, ...]
    words: tuple[str, ...]
    """The folded words as the file has them; () with a ``*``, which is as good as exact."""


@dataclass(slots=True)
class Lexicon:
    """All concepts, with the index to find them by. Built once, then only read."""

    concepts: Mapping[str, Concept]
    _first: dict[str, list[_Form]] = field(default_factory=dict)
    _prefixes: dict[str, list[_Form]] = field(default_factory=dict)
    _function: frozenset[str] = frozenset()
    _venues: set[str] = field(default_factory=set)
    _speller: Speller | None = None
    _near: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    _above: dict[str, frozenset[str]] = field(default_factory=dict)
    ordinary: frozenset[str] = frozenset()
    """Stems of words that are no slips of others, whatever they are near to."""
    usage: Usage | None = None
    """How the words of the examples are used: what unknown words are mended by."""

    def concept(self, concept_id: str) -> Concept:
        """The concept of that id; KeyError if there is none."""
        return self.concepts[concept_id]

    def name(self, concept_id: str, language: str) -> str:
        """The display name in that language, else in English, else the id in words."""
        concept = self.concepts.get(concept_id)
        names: Mapping[str, str] = concept.names if concept else {}
        return names.get(language) or names.get("en") or concept_id.replace("-", " ").title()

    def broader(self, concept_id: str) -> frozenset[str]:
        """Every concept above this one, itself left out."""
        if concept_id not in self._above:
            self._above[concept_id] = self._broader(concept_id)
        return self._above[concept_id]

    def _broader(self, concept_id: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [concept_id]
        while waiting:
            concept = self.concepts.get(waiting.pop())
            for parent in concept.broader if concept else ():
                if parent not in found and parent != concept_id:
                    found.add(parent)
                    waiting.append(parent)
        return frozenset(found)

    def is_venue(self, concept_id: str) -> bool:
        """Whether it is a place, or a country with a place in it."""
        if not self._venues:
            towns = {one for one in self.concepts if self.kind(one) == "place"}
            self._venues.update(towns, *(self.broader(town) for town in towns))
        return concept_id in self._venues

    def kind(self, concept_id: str) -> str:
        """The kind of a concept, or "" when there is none of that id."""
        concept = self.concepts.get(concept_id)
        return concept.kind if concept else ""

    def find(self, written: str, fuzzy: bool = True) -> tuple[Mention, ...]:
        """Mentions in order of their place; only mentions of equal length may share their words."""
        return self.find_in(text.tokens(written), fuzzy)

    def find_in(self, tokens: Sequence[text.Token], fuzzy: bool = True) -> tuple[Mention, ...]:
        """``find`` for a text already cut into tokens."""
        unsure = [fuzzy and not self.knows(token) for token in tokens]
        found = [m for place in range(len(tokens)) for m in self._at(tokens, place, unsure)]
        found.sort(key=lambda m: (m.first - m.after, -m.score, not m.verbatim, m.first, m.concept))
        taken: dict[int, Mention] = {}
        kept: dict[tuple[int, int, str], Mention] = {}
        for mention in found:
            first = taken.setdefault(mention.first, mention)
            span = (mention.first, mention.after)
            if (first.first, first.after) == span and (mention.verbatim or not first.verbatim):
                if any(taken.get(place, first) is not first for place in range(*span)):
                    continue
                taken.update(dict.fromkeys(range(*span), first))
                kept.setdefault((*span, mention.concept), mention)
        return tuple(sorted(kept.values(), key=lambda m: (m.first, m.concept)))

    def knows(self, token: text.Token) -> bool:
        """Whether a word is written by others too, so that it is as it was meant to be."""
        if token.stem in self.ordinary or (self.usage and token.folded in self.usage.numbers):
            return True
        if any(key in self._first for key in _keys(token)):
            return True
        return any(token.folded[:length] in self._prefixes for length in range(2, len(token.folded) + 1))

    def _at(self, tokens: Sequence[text.Token], place: int, unsure: Sequence[bool]) -> Iterator[Mention]:
        for form, score in self._starting(tokens[place], unsure[place]):
            end = self._through(form.keys, tokens, place, unsure)
            if end:
                said = tuple(token.folded for token in tokens[place:end])
                verbatim = not form.words or form.words == said
                start, stop = tokens[place].start, tokens[end - 1].end
                yield Mention(form.concept, start, stop, score, place, end, verbatim)

    def _starting(self, token: text.Token, unsure: bool) -> Iterator[tuple[_Form, float]]:
        exact = False
        for key in _keys(token):
            for form in self._first.get(key, ()):
                exact = True
                yield form, 1.0
        for length in range(2, len(token.folded) + 1):
            for form in self._prefixes.get(token.folded[:length], ()):
                exact = True
                yield form, 1.0
        if unsure and not exact:
            for word, score in self.near(token.folded):
                sure = len(token.folded) >= _LONG or _swapped(word, token)
                for form in self._beginning(word):
                    if sure or len(form.keys) > 1 or not self._grammatical(form.concept):
                        yield form, score

    def words(self) -> Iterator[str]:
        """Every folded word of a form, but for those that stand for all their continuations."""
        for concept in self.concepts.values():
            for form in {form for forms in concept.forms.values() for form in forms}:
                for token in text.tokens(form):
                    if form[token.end : token.end + 1] != "*":
                        yield token.folded

    def _beginning(self, word: str) -> Iterator[_Form]:
        """Forms whose first word is this word of the vocabulary, a stem or a whole word."""
        for key in dict.fromkeys((word, text.stem(word), f"={word}")):
            yield from self._first.get(key, ())
        yield from self._prefixes.get(word, ())

    def _grammatical(self, concept_id: str) -> bool:
        return self.kind(concept_id) in ("slot", "direction", "filler", "chat", "frame")

    def _through(
        self, keys: tuple[str, ...], tokens: Sequence[text.Token], place: int, unsure: Sequence[bool]
    ) -> int:
        """The number of the token after the phrase, or 0; function words in between are passed."""
        at = place + 1
        for key in keys[1:]:
            skipped = 0
            while at < len(tokens) and not self._fits(key, tokens[at], unsure[at]):
                if tokens[at].folded not in self._function or skipped == 2:
                    return 0
                skipped += 1
                at += 1
            if at == len(tokens):
                return 0
            at += 1
        return at

    def _fits(self, key: str, token: text.Token, unsure: bool) -> bool:
        if key == token.stem or (key[0] == "=" and key[1:] == token.folded):
            return True
        if key[-1] == "*" and token.folded.startswith(key[:-1]):
            return True
        if not unsure or len(token.folded) < _SHORTEST - 1:
            return False
        bare = key.strip("=*")
        if abs(len(bare) - len(token.folded)) > _APART:
            return False
        return any(bare in (near, text.stem(near)) for near, _ in self.near(token.folded))

    def near(self, word: str) -> tuple[tuple[str, float], ...]:
        """(word or stem, score) that ``word`` may be a slip of, nearest only."""
        if len(word) < _SHORTEST - 1 or self._speller is None:
            return ()
        if word not in self._near:
            if len(self._near) > 20_000:
                self._near.clear()
            stem = text.stem(word)
            found = dict(self._speller.repair(stem)) if len(stem) >= _SHORTEST - 1 else {}
            found.update(self._speller.repair(word))
            if len(word) < _SHORTEST:  # only a word that has lost a letter, and not its first
                found = {
                    one: score for one, score in found.items() if len(one) == _SHORTEST and one[0] == word[0]
                }
            best = max(found.values(), default=0.0)
            self._near[word] = tuple((key, score) for key, score in found.items() if score >= best - 0.03)
        return self._near[word]


def _swapped(word: str, token: text.Token) -> bool:
    """Whether a word has the same letters in another order: hardly anything else than a slip."""
    letters = sorted(word)
    return letters in (sorted(token.folded), sorted(token.stem))


def _keys(token: text.Token) -> tuple[str, ...]:
    return (token.stem, f"={token.folded}")


def index(concepts: Iterable[Concept]) -> Lexicon:
    """A lexicon over the concepts."""
    table = {concept.id: concept for concept in concepts}
    lexicon = Lexicon(table)
    function = table.get(_FUNCTION)
    words = (form for forms in function.forms.values() for form in forms) if function else ()
    lexicon._function = frozenset(text.fold(word.lstrip("=")) for word in words)
    vocabulary: set[str] = set()
    for concept in table.values():
        for form in sorted({form for forms in concept.forms.values() for form in forms}):
            _add(lexicon, concept.id, form, vocabulary)
    words_known = sorted(vocabulary)
    lexicon._speller = Speller(words_known, np.ones(len(words_known), np.int32))
    return lexicon


def _add(lexicon: Lexicon, concept_id: str, written: str, vocabulary: set[str]) -> None:
    tokens = text.tokens(written)
    # Small talk and frames are told by little words: without them "what is this" is every "what is".
    droppable = frozenset() if lexicon.kind(concept_id) in ("chat", "frame") else lexicon._function
    keys = _form_keys(written, tokens, droppable)
    if not keys:
        return
    words = () if "*" in written else tuple(token.folded for token in tokens)
    form = _Form(concept_id, keys, words)
    where = lexicon._prefixes if keys[0].endswith("*") else lexicon._first
    found = where.setdefault(keys[0].rstrip("*"), [])
    if form not in found:
        found.append(form)
    known = (*(key.strip("=*") for key in keys), *words)
    vocabulary.update(word for word in known if len(word) >= _SHORTEST - 1)


def _form_keys(written: str, tokens: Sequence[text.Token], function: frozenset[str]) -> tuple[str, ...]:
    """The keys of a form's words. Function words are left out of a phrase, as in ``find``, unless
    only one word would remain: "the us" without its article is a pronoun."""
    exact = written.startswith("=")
    keys = []
    for token in tokens:
        if written[token.end : token.end + 1] == "*":
            keys.append(f"{token.folded}*")
        else:
            keys.append(f"={token.folded}" if exact else token.stem)
    content = [key for key, token in zip(keys, tokens, strict=True) if token.folded not in function]
    return tuple(content) if len(content) > 1 else tuple(keys)
