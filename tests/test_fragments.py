"""Links that open an article at the quote."""

from __future__ import annotations

import pytest

from bot.fragments import at_quote, bare

PAGE = "https://news.example/a?b=1"


@pytest.mark.parametrize(
    ("url", "quote", "link"),
    [
        (PAGE, "No, not now.", f"{PAGE}#:~:text=No%2C%20not%20now."),
        (PAGE, "a so-called truce & more", f"{PAGE}#:~:text=a%20so%2Dcalled%20truce%20%26%20more"),
        (PAGE, "Мир", f"{PAGE}#:~:text=%D0%9C%D0%B8%D1%80"),
        (f"{PAGE}#top", "No.", f"{PAGE}#top:~:text=No."),
        (f"{PAGE}#:~:text=Yes", "No.", f"{PAGE}#:~:text=Yes"),
        (PAGE, "one " * 12 + "two " * 11 + "end", f"{PAGE}#:~:text={'one%20' * 5}one,{'two%20' * 5}end"),
        (PAGE, "First line\nlast line", f"{PAGE}#:~:text=First%20line,last%20line"),
        (PAGE, "x" * 200, PAGE),
        (PAGE, "", PAGE),
    ],
)
def test_a_link_opens_the_article_at_the_quote(url: str, quote: str, link: str) -> None:
    assert at_quote(url, quote) == link


def test_a_terminal_shows_the_bare_address() -> None:
    assert bare(at_quote(PAGE, "No.")) == PAGE
    assert bare(at_quote(f"{PAGE}#top", "No.")) == f"{PAGE}#top"
