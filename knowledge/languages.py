"""What the house knows of each language as such: its letters, endings, common words, romanisation and
keyboard. A fourth language is one more file in ``data/language``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Language:
    """What data/language tells of one language."""

    code: str
    script: str
    letters: frozenset[str]
    reflexive: tuple[str, ...]
    endings: tuple[str, ...]
    common: frozenset[str]
    romanisation: Mapping[str, str]
    layout: str


def _read(code: str, raw: Mapping[str, Any]) -> Language:
    def words(key: str) -> tuple[str, ...]:
        return tuple(str(word) for word in raw[key])

    pairs = {str(a): str(b) for a, b in raw["romanisation"]}
    return Language(
        code=code,
        script=str(raw["script"]),
        letters=frozenset(str(raw["letters"])),
        reflexive=words("reflexive"),
        endings=words("endings"),
        common=frozenset(words("common")),
        romanisation=pairs,
        layout=str(raw["layout"]),
    )


@lru_cache(maxsize=1)
def languages() -> Mapping[str, Language]:
    """Language code -> what the data says of it, in the order en, uk, ru, then others."""
    folder = resources.files("knowledge") / "data" / "language"
    found = {}
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            code = file.name.removesuffix(".yaml")
            found[code] = _read(code, yaml.safe_load(file.read_text(encoding="utf-8")))
    return found
