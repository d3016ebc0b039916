"""The nouns of model.py <-> plain JSON values, for the value columns of the knowledge file."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from knowledge.lexicon import Concept
from knowledge.model import Claim, Decision, Entry, Event, Interval, Quote, Report
from knowledge.step import Step

Value = Mapping[str, Any]
"""What json.loads gives for an object; its shape is this module's own, made by ``encode``."""


def encode(value: object) -> str:
    """Any noun of the model, or a mapping or tuple of them, as JSON; the same input, the same text."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {part.name: getattr(value, part.name) for part in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"cannot store a {type(value).__name__}")


def digest(parts: Iterable[object]) -> str:
    """A digest of content: the same content gives the same text, in any process."""
    found = hashlib.sha256()
    for part in parts:
        found.update(encode(part).encode())
    return found.hexdigest()[:16]


def interval(value: Value) -> Interval:
    """An Interval from its record."""
    return Interval(date.fromisoformat(value["start"]), date.fromisoformat(value["end"]), value["precision"])


def _maybe(value: Value | None) -> Interval | None:
    return interval(value) if value else None


def claim(value: Value) -> Claim:
    """A Claim from its record."""
    return Claim(
        id=value["id"],
        quote=Quote(**value["quote"]),
        said=date.fromisoformat(value["said"]),
        modality=value["modality"],
        concepts=frozenset(value["concepts"]),
        slots=frozenset(value["slots"]),
        times=tuple(interval(time) for time in value["times"]),
        places=tuple(value["places"]),
        persons=tuple(value["persons"]),
        parties=tuple(value["parties"]),
        numbers=tuple(value["numbers"]),
    )


def report(value: Value) -> Report:
    """A Report from its record."""
    return Report(
        stage=value["stage"],
        reported=date.fromisoformat(value["reported"]),
        quote=Quote(**value["quote"]),
        time=_maybe(value["time"]),
        place=value["place"],
        participants=tuple(value["participants"]),
    )


def step(value: Value) -> Step:
    """A Step from its record."""
    return Step(
        kind=value["kind"],
        stage=value["stage"],
        reported=date.fromisoformat(value["reported"]),
        quote=Quote(**value["quote"]),
        time=_maybe(value["time"]),
        old=_maybe(value["old"]),
        place=value["place"],
        participants=tuple(value["participants"]),
        change=value["change"],
        background=value["background"],
        another=value["another"],
        denied=value["denied"],
        again=value["again"],
        extends=value.get("extends", False),
    )


def event(value: Value) -> Event:
    """An Event from its record."""
    return Event(
        id=value["id"],
        kind=value["kind"],
        stage=value["stage"],
        time=_maybe(value["time"]),
        place=value["place"],
        participants=tuple(value["participants"]),
        history=tuple(report(one) for one in value["history"]),
    )


def entry(value: Value) -> Entry:
    """An Entry from its record."""
    return Entry(
        id=value["id"],
        topic=value["topic"],
        kind=value["kind"],
        settles=frozenset(value["settles"]),
        quotes=tuple(Quote(**quote) for quote in value["quotes"]),
        answer=value["answer"],
        questions={code: tuple(asked) for code, asked in value["questions"].items()},
        agenda=value["agenda"],
        presumes=value["presumes"],
        origin=value["origin"],
        claim=value["claim"],
        event=value["event"],
        concepts=frozenset(value["concepts"]),
        names=frozenset(value["names"]),
        numbers=frozenset(value["numbers"]),
        times=tuple(interval(time) for time in value["times"]),
        counted=frozenset(value["counted"]),
        plans=tuple(interval(time) for time in value["plans"]),
        modality=value["modality"],
    )


def concept(value: Value) -> Concept:
    """A Concept from its record."""
    return Concept(
        id=value["id"],
        kind=value["kind"],
        broader=tuple(value["broader"]),
        opposite=tuple(value["opposite"]),
        names=value["names"],
        forms={code: tuple(forms) for code, forms in value["forms"].items()},
    )


def decision(value: Value) -> Decision:
    """A Decision from its record."""
    return Decision(**value)
