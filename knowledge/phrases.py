"""Words and phrases of the data files as one regular expression.

``*`` stands for any further letters of the word, ``_`` for up to nine words in between; any
apostrophe, any kind of space and е for ё will do. Longer phrases are tried first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources

import yaml

_SPELLINGS = {"'": "['’ʼ`‘]", "е": "[её]", "ё": "[её]", "-": "[-‑–]", "*": r"\w*"}

_GAP = r"(?:[\w'’%-]+,?\s+){0,9}?"


def pattern(phrases: Iterable[str]) -> str:
    """The source of an expression that matches any of the phrases; matches nothing for none."""
    longest_first = sorted({str(p) for p in phrases}, key=lambda p: (-len(p), p))
    return "(?:" + ("|".join(map(_one, longest_first)) or r"(?!)") + ")"


def _one(phrase: str) -> str:
    words = []
    for word in phrase.split():
        if word == "_":
            words.append(_GAP)
        else:
            letters = "".join(_SPELLINGS.get(c, re.escape(c)) for c in word)
            words.append(letters + r"\s+")
    return "".join(words).removesuffix(r"\s+")


def expression(phrases: Iterable[str], *pairs: str) -> re.Pattern[str]:
    """``pattern``, or one of ``pairs``, between word boundaries, whatever the case."""
    source = "|".join((pattern(phrases), *pairs))
    return re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE)


def pair(first: Iterable[str], second: Iterable[str]) -> str:
    """The source of an expression for a phrase of one list with one of the other up to nine words later."""
    return rf"{pattern(first)},?\s+{_GAP}{pattern(second)}"


@lru_cache(maxsize=32)
def data(folder: str) -> Mapping[str, Mapping[str, object]]:
    """Language code -> what the YAML files of that data folder hold; every scalar is text."""
    place = resources.files("knowledge") / "data" / folder
    return {
        file.name.removesuffix(".yaml"): yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        for file in sorted(place.iterdir(), key=lambda item: item.name)
        if file.name.endswith(".yaml")
    }


def listed(held: Mapping[str, object], key: str) -> list[str]:
    """The phrases of one list of a data file; none where it has no such list."""
    found = held.get(key, [])
    return [str(one) for one in found] if isinstance(found, list) else []
