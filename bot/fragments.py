"""Links that open an article at the quote: with ``#:~:text=`` a browser finds the words and shows them."""

from __future__ import annotations

from urllib.parse import quote as percent

WHOLE = 80
"""A quote of so many characters is looked for whole; of a longer one, its first and its last words."""
EDGE = 6
"""So many words at either end."""
MARK = ":~:"


def at_quote(url: str, quote: str) -> str:
    """The address with the quote to find; a fragment that it has already is kept before ours."""
    words = quote.split()
    if not words or MARK in url:
        return url
    if len(quote) <= WHOLE and "\n" not in quote:
        found = _escaped(" ".join(words))
    else:
        edge = min(EDGE, len(words) // 2)
        if not edge:
            return url
        found = f"{_escaped(' '.join(words[:edge]))},{_escaped(' '.join(words[-edge:]))}"
    return f"{url}{'' if '#' in url else '#'}{MARK}text={found}"


def bare(url: str) -> str:
    """The address as people copy it, without the words to find."""
    return url.partition(MARK)[0].removesuffix("#")


def _escaped(text: str) -> str:
    # A dash and a comma mean something inside a text fragment, so they are written as codes too.
    return percent(text, safe="").replace("-", "%2D")
