"""Claims -> entries that no editor wrote: each passage of the field as the answer to what it tells.

What an entry is about is read off its claim; what it is *set in* (the places and days of the
headline, the first sentence and the one before) may answer a question's setting, never its actors.
A passage that a curated entry quotes gets none: what an editor wrote is better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge import phrases, text
from knowledge.claims import plans
from knowledge.lexicon import Lexicon
from knowledge.model import Article, Claim, Entry, Event, Interval, Quote
from knowledge.prose import Prose, prose

_SUBSTANCE = frozenset(("topic", "act"))
_NAMES = frozenset(("person", "place", "party", "role"))
_REASONS = frozenset(("reason", "explain"))
UNKNOWN_NAME = re.compile(r"(?<![.!?»”] )(?<!^)\b[A-ZА-ЯІЇЄҐЁ][\w’'-]+ [A-ZА-ЯІЇЄҐЁ][\w’'-]+")
"""Two capitalised words within a sentence: somebody, or something, by name."""
_SHARE = 0.4
"""An article is of the field if its headline names a topic of it, or so many of its claims are."""
_TOLD = 3
"""Concepts that a made-up question names at the most."""
_DATA = Path(__file__).parent / "data" / "generated"


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a passage: the headline, the first sentence, the sentence before."""

    concepts: frozenset[str]
    times: tuple[Interval, ...]
    meant: frozenset[str] = frozenset()
    """Persons and parties of the sentence before, where this one begins with "they" or the like."""


@dataclass(frozen=True, slots=True)
class Generated:
    """An entry, the claim it rests on, and its setting: what finder.py indexes."""

    entry: Entry
    claim: Claim
    setting: Setting


def generate(
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
    curated: Iterable[Entry],
    events: Iterable[Event],
    lexicon: Lexicon,
) -> tuple[Generated, ...]:
    """An entry for every claim, of an article of the field, that no curated entry covers; in the order of
    the claims."""
    covered: dict[str, list[tuple[int, int]]] = {}
    for entry in curated:
        for quote in entry.quotes:
            covered.setdefault(quote.article, []).append((quote.start, quote.end))
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.quote.article, []).append(claim)
    words = _number_words(lexicon)
    rounds = _planned(events)
    return tuple(
        replace(made, entry=replace(made.entry, event=rounds.get(made.entry.quotes[0])))
        for slug, told in by_article.items()
        for made in _of_article(articles[slug], told, covered.get(slug, ()), lexicon, words)
    )


def _planned(events: Iterable[Event]) -> Mapping[Quote, str]:
    """Which round a passage tells of as planned: what came of it is another's to say."""
    return {
        report.quote: event.id
        for event in events
        if event.kind == "talks"
        for report in event.history
        if report.stage in ("announced", "tentative")
    }


def _of_article(
    article: Article,
    told: Sequence[Claim],
    covered: Sequence[tuple[int, int]],
    lexicon: Lexicon,
    words: Mapping[str, str],
) -> Iterator[Generated]:
    headline = frozenset(
        m.concept for m in lexicon.find(article.title, fuzzy=False) if lexicon.kind(m.concept) in _about()
    )
    titled = any(lexicon.kind(concept) == "topic" for concept in headline)
    if not titled and sum(_is_of_the_field(claim, lexicon) for claim in told) < _SHARE * len(told):
        return
    meant = _meant(told, article.language, lexicon)
    for place, claim in enumerate(told):
        quote = claim.quote
        if any(start < quote.end and quote.start < end for start, end in covered):
            continue
        around = [told[0], *told[max(0, place - 1) : place]]
        setting = Setting(
            headline.union(*(one.concepts for one in around)),
            tuple(dict.fromkeys(time for one in around for time in one.times)),
            meant[place],
        )
        yield Generated(_entry(claim, setting, lexicon, words, article.language), claim, setting)


def _meant(told: Sequence[Claim], language: str, lexicon: Lexicon) -> list[frozenset[str]]:
    """What each sentence tells of without naming it: whom "they" are, and what "this" is."""
    found: list[frozenset[str]] = []
    backward, rules = _templates().get(language, {}).get("backward", ()), prose(language)
    for place, claim in enumerate(told):
        written = claim.quote.text
        before = told[place - 1] if place else None
        held: set[str] = set()
        if before and rules.cues["about_this"].match(written):
            held.update(before.concepts - {"say"}, found[-1])
        elif before and _is_backward(written, backward, rules):
            held.update(one for one in before.concepts if lexicon.kind(one) in ("person", "party"))
            held.update(one for one in found[-1] if lexicon.kind(one) in ("person", "party"))
            held.update([before.quote.speaker] if before.quote.speaker else [])
        found.append(frozenset(held))
    return found


def _is_backward(written: str, backward: Sequence[str], rules: Prose) -> bool:
    first = next((token.folded for token in text.tokens(written)), "")
    return first in backward or rules.cues["own_words"].match(written) is not None


def _about() -> frozenset[str]:
    return _SUBSTANCE | _NAMES


def _is_of_the_field(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether a claim tells of anything of the field; a bare name or "he said" does not."""
    told = claim.concepts - {"say"}
    substance = any(lexicon.kind(concept) in _SUBSTANCE for concept in told)
    return substance or len(told) > 1 or bool(told and claim.numbers)


def _number_words(lexicon: Lexicon) -> Mapping[str, str]:
    """Stem of a number word -> its digits."""
    return {
        token.stem: concept.id.removeprefix("n-")
        for concept in lexicon.concepts.values()
        if concept.kind == "number"
        for forms in concept.forms.values()
        for form in forms
        for token in text.tokens(form)
        if len(text.tokens(form)) == 1 and "*" not in form
    }


def _entry(
    claim: Claim, setting: Setting, lexicon: Lexicon, words: Mapping[str, str], language: str
) -> Entry:
    tokens = text.tokens(claim.quote.text)
    spelt = {words[token.stem] for token in tokens if token.stem in words}
    digits = {token.folded for token in tokens if token.folded.isdigit()}
    speaker = {claim.quote.speaker} if claim.quote.speaker else set()
    places = {concept for concept in setting.concepts if lexicon.kind(concept) == "place"}
    concepts = claim.concepts | speaker | setting.meant
    names = {concept for concept in (*concepts, *places) if lexicon.kind(concept) in _NAMES}
    slots = claim.slots | {"what", "yes-no", "how"}
    slots |= {"how-many"} if spelt else set()
    if speaker or "who" in slots or _tells_who(claim, lexicon):
        slots |= {"who"}
    if claim.concepts & _REASONS:
        slots |= {"why"}
    if _spots(language).search(claim.quote.text):
        slots |= {"where"}
    slots |= {"purpose"} if "why" in slots else set()
    return Entry(
        id=f"{claim.quote.article}-{claim.id.rpartition('#')[2]}",
        topic=claim.quote.article,
        kind="fact",
        settles=slots,
        quotes=(claim.quote,),
        answer={},
        questions=_questions(claim, lexicon),
        origin="generated",
        claim=claim.id,
        concepts=frozenset(concepts | places),
        names=frozenset(names | {above for name in names for above in lexicon.broader(name)}),
        numbers=frozenset(digits | spelt),
        times=tuple(dict.fromkeys((*claim.times, Interval(claim.said, claim.said), *setting.times))),
        plans=plans(claim),
        modality=claim.modality,
    )


@lru_cache(maxsize=16)
def _spots(language: str) -> re.Pattern[str]:
    """Words for a place that has no name: "at the border", "in a hospital"."""
    return phrases.expression(phrases.listed(phrases.data("generated").get(language, {}), "spots"))


def _tells_who(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether somebody is named: an office, a name that the lexicon lacks, or a country that acts."""
    roles = any(lexicon.kind(concept) == "role" for concept in claim.concepts)
    countries = (lexicon.find(lexicon.name(place, "en"), fuzzy=False) for place in claim.places)
    acting = any(lexicon.kind(m.concept) == "party" for found in countries for m in found)
    return roles or acting or bool(UNKNOWN_NAME.search(claim.quote.text))


def _questions(claim: Claim, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """What a reader may be offered: the speaker, or the names, and what it is about; all nominative."""
    kinds = {concept: lexicon.kind(concept) for concept in sorted(claim.concepts)}
    about = [concept for concept, kind in kinds.items() if kind == "topic"]
    about += [concept for concept, kind in kinds.items() if kind == "act"]
    names = [concept for concept, kind in kinds.items() if kind in ("person", "place", "party")]
    who = [claim.quote.speaker] if claim.quote.speaker else names[:2]
    found: dict[str, tuple[str, ...]] = {}
    for code, template in _templates().items():
        told = [form for concept in about if (form := _form(lexicon, concept, code))][:_TOLD]
        named = [lexicon.name(concept, code) for concept in who]
        key = "named" if named else "unnamed"
        found[code] = (template[key].format(names=", ".join(named), about=", ".join(told)),) if told else ()
    return found


def _form(lexicon: Lexicon, concept_id: str, code: str) -> str:
    """How a concept is written: its first whole form in the language."""
    forms = lexicon.concept(concept_id).forms.get(code, ())
    return next((form.lstrip("=") for form in forms if "*" not in form), "")


@lru_cache(maxsize=1)
def _templates() -> Mapping[str, Mapping[str, Any]]:
    return {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(_DATA.glob("*.yaml"))
    }
