"""Whose words the sentences of an article give, one after another.

A pronoun or an office without a name goes to the last speaker only where the sentences follow one
another; a bare quotation to whoever speaks beside it. What cannot be told stays nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.attribution import CAPITALISED, QUOTED, Attribution, attribute
from knowledge.lexicon import Lexicon, Mention
from knowledge.model import Passage
from knowledge.prose import Prose

_OPENER = re.compile(r"^[\"“«„]")
_ARTICLE = len("the ")


def speakers(
    passages: Sequence[Passage], rules: Prose, lexicon: Lexicon, mentions: Sequence[Sequence[Mention]]
) -> tuple[Attribution | None, ...]:
    """The attribution of every passage of an article, quotations and pronouns resolved along it."""
    own = [attribute(p.text, rules, lexicon, m) for p, m in zip(passages, mentions, strict=True)]
    found: list[Attribution | None] = []
    last: str | None = None
    since = 9
    for number, passage in enumerate(passages):
        current = own[number]
        if current and current.back:
            speaker = last if since <= 1 else None
            current = Attribution(speaker, current.start, current.end, current.verb, True)
        elif current is None and _in_quotation(passages, number):
            current = _beside(passages, own, number, last if since <= 0 else None)
        elif current and lexicon.kind(current.speaker or "") == "role":
            current = _named(current, last if since <= 2 else None, passage.text, rules, lexicon)
        if current and current.speaker and number and found[-1] is None and _about_this(passage, rules):
            size = len(passages[number - 1].text)
            found[-1] = Attribution(current.speaker, size, size, size)
        found.append(current)
        if current and current.speaker:
            last, since = current.speaker, 0
        else:
            since = 9 if current and not current.back else since + 1
    return tuple(found)


def _about_this(passage: Passage, rules: Prose) -> bool:
    """ "Об этом сообщил ...": whether a sentence says who said the one before."""
    return rules.cues["about_this"].match(passage.text) is not None


def _named(current: Attribution, last: str | None, text: str, rules: Prose, lexicon: Lexicon) -> Attribution:
    """An office without a name as the last speaker, where it is theirs: "the secretary" after Umerov.

    An office that many hold ("the minister") is nobody's where that cannot be told.
    """
    written = text[max(0, current.start - _ARTICLE) : current.end]
    general = rules.has("anaphors", written) and not CAPITALISED.search(written)
    if last and (general or current.speaker in lexicon.broader(last)):
        return replace(current, speaker=last)
    return replace(current, speaker=None) if general else current


def _in_quotation(passages: Sequence[Passage], number: int) -> bool:
    """Whether a sentence is nothing but quotation, opened in it or in a sentence before it."""
    text = passages[number].text
    if _OPENER.match(text):
        return not QUOTED.sub("", text).strip(" ,.!?…—–-")
    return _open_before(passages, number)


def _open_before(passages: Sequence[Passage], number: int) -> bool:
    opened = 0
    for earlier in passages[max(0, number - 4) : number]:
        marks = [c for c in earlier.text if c in "“”«»"]
        for mark in marks:
            opened = 1 if mark in "“«" else 0
    text = passages[number].text
    return opened == 1 and not re.search(r"[”»]\s*[,—–-]*\s*\w", text)


def _beside(
    passages: Sequence[Passage], own: Sequence[Attribution | None], number: int, last: str | None
) -> Attribution | None:
    """The speaker of a bare quotation: of the clause that closes it, else the one who spoke before."""
    size = len(passages[number].text)
    for after in range(number + 1, min(number + 4, len(passages))):
        closes = own[after]
        if not _OPENER.match(passages[after].text) and re.search(r"[”»\"]", passages[after].text):
            if closes and closes.speaker and not _OPENER.match(passages[after].text):
                return Attribution(closes.speaker, size, size, size)
            break
        if closes is not None:
            break
    return Attribution(last, size, size, size) if last else None
