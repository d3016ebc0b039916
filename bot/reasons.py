"""Why an answer is what it is, for editors and developers: ``--why``."""

from __future__ import annotations

from knowledge.model import Answer


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
