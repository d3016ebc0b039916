"""The paragraphs that a reply is made of, and those that quote a source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot import texts, words
from knowledge.model import Evidence, KnowledgeBase, Suggestion
from knowledge.text import script

SHOWN = 5
"""So many quotes in one reply; the rest are counted."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a reply."""

    kind: Literal["text", "mark", "quote", "source", "choices"]
    text: str
    link: str = ""
    """For a source: the address of the article."""
    quote: str = ""
    """For a source: the words at which the article is to be opened; for a quote: the part to set off."""
    choices: tuple[Suggestion, ...] = ()
    """What is offered under ``text``: lines in a terminal, buttons on Telegram."""


def quoted(evidence: tuple[Evidence, ...], language: str, kb: KnowledgeBase) -> list[Block]:
    """Each quote with the line that says whose it is and where it stands."""
    found = []
    for shown in evidence[:SHOWN]:
        found.append(Block("quote", marked(shown.quote, shown.language)))
        found.append(Block("source", source(shown, language, kb), shown.url, shown.quote))
    if len(evidence) > SHOWN:
        found.append(Block("text", texts.say(language, "reply.more", count=len(evidence) - SHOWN)))
    return found


def coverage(as_of: date | None, language: str, kb: KnowledgeBase) -> str:
    """How far the sources reach, or that there are none."""
    day = as_of or kb.as_of
    if day is None:
        return texts.say(language, "reply.empty")
    return texts.say(language, "reply.coverage", date=words.day(day, language))


def name(concept: str | None, language: str, kb: KnowledgeBase, otherwise: str | None = None) -> str | None:
    """The display name of a person, party or place, in the reader's language."""
    return kb.lexicon.name(concept, language) if concept else otherwise


def marked(quote: str, language: str) -> str:
    """The quote as printed, with *[sic]* after a word that mixes alphabets or strays from the article's."""
    found = list(_WORD.finditer(quote))
    scripts = [script(word.group()) for word in found]
    pieces, last = [], 0
    for number, word in enumerate(found):
        # Cyrillic words side by side in English are somebody's Ukrainian or Russian; a single one is a slip.
        beside = (*scripts[max(number - 1, 0) : number], *scripts[number + 1 : number + 2])
        stray = language == "en" and scripts[number] == "cyrillic" and "cyrillic" not in beside
        if scripts[number] == "mixed" or stray:
            pieces.append(quote[last : word.end()] + " [sic]")
            last = word.end()
    return "".join(pieces) + quote[last:]


def source(shown: Evidence, language: str, kb: KnowledgeBase) -> str:
    """Whose words they are, who reported them, and when."""
    speaker = name(shown.speaker_id, language, kb, shown.speaker)
    parts = (speaker, shown.publisher, words.day(shown.published, language))
    return "— " + " · ".join(part for part in parts if part)
