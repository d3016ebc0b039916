"""Why an answer is what it is, for editors and developers: ``--why``."""

from __future__ import annotations

from collections import OrderedDict

from knowledge.model import Answer

KEPT = 500
"""Answers of which the reasons are kept in memory; they are never written down."""


class Recent:
    """The latest answers by where they were sent, for /why; forgotten with the process."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[int, int], Answer] = OrderedDict()

    def keep(self, chat: int, message: int, answer: Answer) -> None:
        """Remember an answer, and let go of the oldest beyond ``KEPT``."""
        self._answers[chat, message] = answer
        while len(self._answers) > KEPT:
            self._answers.popitem(last=False)

    def of(self, chat: int, message: int) -> Answer | None:
        """The answer sent as that message, if it is still remembered."""
        return self._answers.get((chat, message))


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
