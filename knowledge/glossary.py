"""Everyday words of all languages in groups that mean the same: what unites "slammed" and "розкритикували".

The words of the field itself are concepts (lexicon.py). Groups are data/glossary, read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge import text

_HOME = Path(__file__).parent / "data" / "glossary"


@lru_cache(maxsize=1)
def groups() -> Mapping[str, tuple[str, ...]]:
    """Stem of an everyday word -> the names of its groups: a noun and a verb may share a stem and
    stand in a group each."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(_HOME.glob("*.yaml")):
        read: Mapping[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
        for group, words in read.items():
            for word in words.split():
                stem = text.stem(text.fold(word))
                found[stem] = tuple(dict.fromkeys((*found.get(stem, ()), group)))
    return found
