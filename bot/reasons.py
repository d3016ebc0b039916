"""Why an answer is what it is, for editors and developers: ``--why``."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

from knowledge.model import Answer

KEPT = 500
"""Messages of which something is kept in memory; it is never written down."""
Kept = TypeVar("Kept")


class Recent(Generic[Kept]):
    """Something about the latest messages, by where they stand; forgotten with the process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int], Kept] = OrderedDict()

    def keep(self, chat: int, message: int, thing: Kept) -> None:
        """Remember it, and let go of the oldest beyond ``KEPT``."""
        self._kept[chat, message] = thing
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def of(self, chat: int, message: int) -> Kept | None:
        """What is remembered of that message, if anything still is."""
        return self._kept.get((chat, message))

    def forget(self, chat: int) -> None:
        """Let go of all that concerns a chat."""
        for place in [place for place in self._kept if place[0] == chat]:
            del self._kept[place]


def plain(answer: Answer) -> str:
    """The concepts, the candidates with their score parts, and the guard that decided."""
    why = answer.reasons
    lines = [
        f"status      {answer.status} ({answer.confidence:.2f}), entry {answer.entry or '-'}",
        f"concepts    {', '.join(why.concepts) or '-'}",
        f"not known   {', '.join(why.unknown) or '-'}",
        f"asks for    {', '.join(why.kinds) or '-'}; direction {why.direction or '-'}",
        f"guard       {why.guard or '-'}",
    ]
    for entry, confidence, parts in why.candidates:
        told = ", ".join(f"{name} {value:.2f}" for name, value in parts.items())
        lines.append(f"candidate   {entry} {confidence:.2f} ({told})")
    return "\n".join(lines)


def as_dict(answer: Answer) -> dict[str, object]:
    """The same as a dict."""
    why = answer.reasons
    return {
        "concepts": list(why.concepts),
        "unknown": list(why.unknown),
        "kinds": list(why.kinds),
        "direction": why.direction,
        "guard": why.guard,
        "candidates": [
            {"entry": entry, "confidence": round(confidence, 4), "parts": dict(parts)}
            for entry, confidence, parts in why.candidates
        ],
    }
