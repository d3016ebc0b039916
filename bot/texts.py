"""Every word that the bot itself says, from ``locales/*.yaml``, with CLDR plurals.

``say("uk", "reply.coverage", date="14 лютого 2026 року")`` gives the finished text, never markup. A missing
key or variable raises: a reader must not meet ``{date}``, nor one language inside another's reply.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from string import Formatter

import yaml
from babel import Locale

from knowledge.model import LANGUAGES

CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
Entry = str | tuple[str, ...] | Mapping[str, str]
"""A text, a list of names, or plural category -> text."""


class TextError(LookupError):
    """A text that does not exist, or a variable that it needs and was not given."""


def say(language: str, key: str, **values: object) -> str:
    """The text under ``key``, filled in; a plural one is chosen by the value ``count``."""
    entry = _entry(language, key)
    if isinstance(entry, tuple):
        raise TextError(f"{language}: {key} is a list; use texts.names")
    text = entry if isinstance(entry, str) else _plural(language, key, entry, values)
    missing = placeholders(text) - values.keys()
    if missing:
        raise TextError(f"{language}: {key} needs {', '.join(sorted(missing))}")
    return text.format_map(values)


def names(language: str, key: str) -> tuple[str, ...]:
    """The list under ``key``, such as the names of the months."""
    entry = _entry(language, key)
    if not isinstance(entry, tuple):
        raise TextError(f"{language}: {key} is not a list")
    return entry


def has(language: str, key: str) -> bool:
    """Whether there is such a text."""
    return key in _table(language)


def keys(language: str) -> frozenset[str]:
    """Every key of one language."""
    return frozenset(_table(language))


def placeholders(text: str) -> set[str]:
    """The names in braces that a text must be given."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def variants(language: str, key: str) -> tuple[str, ...]:
    """All the texts under one key: one, or one for each plural category, or the list."""
    entry = _entry(language, key)
    if isinstance(entry, str):
        return (entry,)
    return tuple(entry.values()) if isinstance(entry, Mapping) else entry


@cache
def plural_categories(language: str) -> frozenset[str]:
    """The categories that this language needs: one, few, many, other."""
    return frozenset(Locale(language).plural_form.rules) | {"other"}


def _entry(language: str, key: str) -> Entry:
    try:
        return _table(language)[key]
    except KeyError:
        raise TextError(f"{language}: there is no text {key!r}") from None


def _plural(language: str, key: str, entry: Mapping[str, str], values: Mapping[str, object]) -> str:
    count = values.get("count")
    if not isinstance(count, int):
        raise TextError(f"{language}: {key} needs count")
    category = Locale(language).plural_form(count)
    if category not in entry:
        raise TextError(f"{language}: {key} has no form for {category!r}")
    return entry[category]


@cache
def _table(language: str) -> dict[str, Entry]:
    """Key -> entry of one language, with dots between the levels of the file."""
    if language not in LANGUAGES:
        raise TextError(f"there is no language {language!r}; there are {', '.join(LANGUAGES)}")
    text = resources.files("bot").joinpath("locales", f"{language}.yaml").read_text("utf-8")
    return dict(_flat("", yaml.safe_load(text)))


def _flat(prefix: str, node: object) -> list[tuple[str, Entry]]:
    if isinstance(node, str):
        return [(prefix, node)]
    if isinstance(node, list):
        return [(prefix, tuple(str(item) for item in node))]
    if not isinstance(node, Mapping):
        raise TextError(f"{prefix} is neither a text, a list nor a group of texts: {node!r}")
    # YAML reads a bare on, no or yes as a truth value, which no call would ever find again.
    if not all(isinstance(key, str) for key in node):
        raise TextError(f"{prefix} has a key that is not a word: {sorted(map(str, node))}")
    # A group whose keys are all plural categories is one text; no other group is named so.
    if node and CATEGORIES.issuperset(node):
        return [(prefix, {category: str(text) for category, text in node.items()})]
    start = f"{prefix}." if prefix else ""
    return [pair for key, child in node.items() for pair in _flat(start + key, child)]
