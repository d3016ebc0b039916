"""Every Unicode decision of the house: folding, tokens, stems, the language of a short question,
and the respelling of what was typed in Latin letters or in the wrong keyboard layout.

It does not know any word of the field: that is lexicon.py. What differs between languages is data:
languages.py reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from knowledge.languages import Language, languages

_APOSTROPHES = "’‘ʼ`´ʹ′＇"
_MARKS = (range(0x200B, 0x2010), range(0x202A, 0x202F), range(0x2066, 0x206A))
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, 0xFEFF, 0x2060, *(code for marks in _MARKS for code in marks)]
)
_FOLD = {ord(mark): "'" for mark in _APOSTROPHES} | {ord("ґ"): "г"} | _INVISIBLE
_DOTTED_E = re.compile("е[\u0306\u0308]+")  # ё, taken apart
_COMBINING_KEPT = {"\u0306", "\u0308"}  # й and ї are letters, not accents
# Invisible characters and combining marks do not split a word: each letter may carry some.
_LETTER = r"[^\W\d_][\u0300-\u036f" + "".join(map(chr, _INVISIBLE)) + "]*"
_SPLIT = re.compile(
    rf"(?:(?<![^\W\d_]){_LETTER}\.){{2,}}"  # U.S., т.е.: one token, its dots dropped
    r"|\d+"
    rf"|(?:{_LETTER})+(?:['{_APOSTROPHES}](?:{_LETTER})+)*"
    r"|[%№]"
)
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_LOOKS = ("авекмнорстухіјѕ", "abekmhopctyxijs")
_LATIN_LOOKS = str.maketrans(*_LOOKS)
_CYRILLIC_LOOKS = str.maketrans(_LOOKS[1], _LOOKS[0])
_LONGEST = 10_000
_KEEP = 3
"""Letters that a stem keeps at the least."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign: ``text`` as written, ``folded`` for comparing, ``stem`` for inflections."""

    text: str
    folded: str
    stem: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, one apostrophe, no accents, no invisible characters; й and ї stay letters.

    >>> fold("Zelenskyy’s Перемо́вини ЁЖ")
    "zelenskyy's перемовини еж"
    """
    # Taking a letter apart may bring out a capital (𝐀), and lowering one an accent (İ): hence twice.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = unicodedata.normalize("NFKD", plain.casefold()).translate(_FOLD)
    kept = "".join(c for c in plain if not unicodedata.combining(c) or c in _COMBINING_KEPT)
    return unicodedata.normalize("NFC", _DOTTED_E.sub("е", kept)).translate(_FOLD)


def script(word: str) -> str:
    """``cyrillic``, ``latin``, ``mixed`` (both in one word: a typing or copying slip) or ``other``."""
    cyrillic, latin = _CYRILLIC.search(word), _LATIN.search(word)
    if cyrillic and latin:
        return "mixed"
    return "cyrillic" if cyrillic else "latin" if latin else "other"


@lru_cache(maxsize=2)
def _endings(kind: str) -> tuple[tuple[str, ...], Mapping[int, frozenset[str]]]:
    """(reflexive endings, length -> endings, longest first) of all languages of a script together:
    a short question may mix them, and its language is not known yet when it is stemmed."""
    own = [language for language in languages().values() if language.script == kind]
    reflexive = {ending for language in own for ending in language.reflexive}
    endings = {ending for language in own for ending in language.endings}
    lengths = sorted({len(ending) for ending in endings}, reverse=True)
    return tuple(sorted(reflexive)), {n: frozenset(e for e in endings if len(e) == n) for n in lengths}


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A folded word without its ending: a light stemmer, one pass, longest ending first.

    >>> stem("переговорів"), stem("переговорах"), stem("meetings")
    ('переговор', 'переговор', 'meet')
    """
    kind = script(word)
    if kind not in ("cyrillic", "latin") or len(word) <= _KEEP:
        return word
    reflexive, endings = _endings(kind)
    for ending in reflexive:
        if word.endswith(ending) and len(word) > len(ending) + 4:
            word = word.removesuffix(ending)
            break
    for length, known in endings.items():
        if len(word) - length >= _KEEP and word[-length:] in known:
            left = word[:-length]
            doubled = kind == "latin" and len(left) > 3 and left[-1] == left[-2] and left[-1] not in "sle"
            return left[:-1] if doubled else left
    return word


@lru_cache(maxsize=131_072)
def _folded(word: str) -> str:
    """A word folded for comparing: acronyms lose their dots, 's goes, mixed alphabets are unified."""
    folded = fold(word).replace(".", "")
    for tail in ("'s", "'"):
        folded = folded.removesuffix(tail)
    return unify(folded) if script(folded) == "mixed" else folded


def unify(word: str) -> str:
    """A word of two alphabets in the one it could wholly be of.

    Look-alike letters are taken for what they look like; if that does not settle it, the Cyrillic
    ones are romanised ("категorically" -> "kategorically").
    """
    looks_latin = word.translate(_LATIN_LOOKS)
    if script(looks_latin) == "latin" and sum(c.isascii() for c in word) * 2 >= len(word):
        return looks_latin
    looks_cyrillic = word.translate(_CYRILLIC_LOOKS)
    return looks_cyrillic if script(looks_cyrillic) == "cyrillic" else romanise(word)


@lru_cache(maxsize=1)
def _roman_letters() -> dict[int, str]:
    table: dict[int, str] = {}
    for language in languages().values():
        for latin, cyrillic in language.romanisation.items():
            if len(cyrillic) == 1 and len(latin) < len(table.get(ord(cyrillic), "12345")):
                table[ord(cyrillic)] = latin
    return table


def romanise(text: str) -> str:
    """Cyrillic letters in Latin, each by its shortest romanisation; other characters stay."""
    return text.translate(_roman_letters())


def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers, % and № of a text, with code-point offsets into it as given.

    Only the first 10,000 characters are read: nobody asks longer questions.
    """
    return tuple(_tokens(text[:_LONGEST]))


def _tokens(text: str) -> Iterator[Token]:
    for match in _SPLIT.finditer(text):
        folded = _folded(match[0])
        if folded:
            yield Token(match[0], folded, stem(folded), match.start(), match.end())


def language_of(text: str, fallback: str = "en") -> str:
    """The language of a short text: by letters that only one language has, then by common words.

    Latin text with no common English word is left to ``fallback``; see ``respellings``.
    """
    letters = unicodedata.normalize("NFC", text.casefold())
    words = [token.folded for token in tokens(text)]
    scores = {code: _score(letters, words, language) for code, language in languages().items()}
    best = max(scores.values())
    if best == 0:
        return _by_script(words, fallback)
    winners = [code for code, score in scores.items() if score == best]
    return fallback if fallback in winners else winners[0]


def _score(letters: str, words: Iterable[str], language: Language) -> int:
    own = sum(3 for c in letters if c in language.letters)
    return own + sum(1 for word in words if word in language.common)


def _by_script(words: Iterable[str], fallback: str) -> str:
    kinds = [script(word) for word in words]
    counts = {kind: kinds.count(kind) for kind in ("cyrillic", "latin")}
    if not any(counts.values()):
        return fallback
    kind = max(counts, key=lambda k: counts[k])
    if languages()[fallback].script == kind:
        return fallback
    return next(code for code, language in languages().items() if language.script == kind)


def respellings(text: str) -> tuple[tuple[str, str], ...]:
    """(language, text) for each other way in which the same keys may have been meant.

    Latin letters are read as a romanisation of each Cyrillic language, and every text as typed in
    the wrong keyboard layout. Which of them makes sense, if any, the lexicon decides.
    """
    found: list[tuple[str, str]] = []
    kinds = {script(token.folded) for token in tokens(text)}
    for code, language in languages().items():
        if kinds & {"latin", "mixed"} and language.romanisation:
            found.append((code, _read_romanised(text.casefold(), language)))
    for source in languages().values():
        for code, target in languages().items():
            if source.script != target.script and source.script in kinds:
                found.append((code, _retype(text.casefold(), source.layout, target.layout)))
    return tuple(dict.fromkeys(found))


def _read_romanised(text: str, language: Language) -> str:
    pattern = _romanised(language.code)
    return pattern.sub(lambda match: language.romanisation[match[0]], text)


@lru_cache(maxsize=16)
def _romanised(code: str) -> re.Pattern[str]:
    keys = sorted(languages()[code].romanisation, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, keys)))


def _retype(text: str, source: str, target: str) -> str:
    shared = min(len(source), len(target))
    return text.translate(str.maketrans(source[:shared], target[:shared]))


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the given code-point spans blanked, so that other offsets stay right."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)
