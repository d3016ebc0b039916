"""The ideas and names of the field, as the lexicon files have them.

Editors' files may add forms to a concept of the shipped ones. How forms are found in a text is
lexicon.py's affair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import LexiconError
from knowledge.languages import languages
from knowledge.rows import Row, read_rows

KINDS = frozenset(
    (
        "topic",
        "act",
        "person",
        "place",
        "party",
        "role",
        "frame",
        "slot",
        "direction",
        "filler",
        "chat",
        "number",
        "month",
        "weekday",
    )
)
"""What a concept may be."""
TELLING = frozenset(("topic", "act", "person", "place", "party", "role"))
"""Kinds of concepts that say what a question is about."""
_KEYS = frozenset(("id", "kind", "broader", "opposite", "name"))


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea of the field; ``forms`` is language -> its surface forms as the file has them."""

    id: str
    kind: str
    broader: tuple[str, ...]
    opposite: tuple[str, ...]
    names: Mapping[str, str]
    forms: Mapping[str, tuple[str, ...]]


def read(paths: Iterable[Path]) -> tuple[Concept, ...]:
    """The concepts of the files, later files adding forms to concepts of earlier ones.

    Raises LexiconError, naming file and line, for an unknown kind or key or a link to nowhere.
    """
    found: dict[str, Concept] = {}
    rows: list[Row] = []
    for path in paths:
        for row in read_rows(path, LexiconError):
            concept = _concept(row)
            known = found.get(concept.id)
            found[concept.id] = _merged(known, concept, row) if known else concept
            rows.append(row)
    for row in rows:
        for key in ("broader", "opposite"):
            for target in row.words(key):
                if target not in found:
                    raise row.error(LexiconError, f"'{target}' is no concept", "correct or add it", key)
    return tuple(found.values())


def _concept(row: Row) -> Concept:
    concept_id, kind = row.text("id"), row.text("kind")
    if not concept_id:
        raise row.error(LexiconError, "a concept without an id", "give it a kebab-case id")
    if kind not in KINDS:
        raise row.error(
            LexiconError, f"kind '{kind}' is unknown", f"one of {', '.join(sorted(KINDS))}", "kind"
        )
    known = languages()
    unknown = row.values.keys() - _KEYS - known.keys()
    if unknown:
        name = sorted(unknown)[0]
        raise row.error(LexiconError, f"the key '{name}' is unknown", "remove or correct it", name)
    return Concept(
        id=concept_id,
        kind=kind,
        broader=row.words("broader"),
        opposite=row.words("opposite"),
        names={code: str(name) for code, name in row.table("name").items()},
        forms={code: row.words(code) for code in known if row.words(code)},
    )


def _merged(known: Concept, more: Concept, row: Row) -> Concept:
    if known.kind != more.kind:
        raise row.error(
            LexiconError,
            f"'{known.id}' is a {known.kind} elsewhere, not a {more.kind}",
            "use one kind",
            "kind",
        )
    codes = known.forms.keys() | more.forms.keys()
    return Concept(
        id=known.id,
        kind=known.kind,
        broader=tuple(dict.fromkeys((*known.broader, *more.broader))),
        opposite=tuple(dict.fromkeys((*known.opposite, *more.opposite))),
        names={**known.names, **more.names},
        forms={
            c: tuple(dict.fromkeys((*known.forms.get(c, ()), *more.forms.get(c, ())))) for c in sorted(codes)
        },
    )
