"""Saved web pages: the page's own metadata, and the article without the site around it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from reading import DATA

from knowledge import pages, passages
from knowledge.errors import ArticleError

PAGES = DATA / "pages"


def test_metadata_come_from_the_page() -> None:
    article = pages.read(PAGES / "2026-02-20-zheneva-pidsumky.html")
    assert article.slug == "2026-02-20-zheneva-pidsumky"
    assert article.title == "Женева: про що домовилися делегації"
    assert (article.publisher, article.language) == ("Обрій Новини", "uk")
    assert article.url == "https://obrii.example/news/zheneva-pidsumky"
    assert (article.published, article.published_at) == (date(2026, 2, 20), "2026-02-20T00:15:00+02:00")


def test_the_site_around_the_article_is_left_out() -> None:
    article = pages.read(PAGES / "2026-02-20-zheneva-pidsumky.html")
    found = [passage.text for passage in passages.split(article)]
    assert found[0].startswith("Третій раунд тристоронніх переговорів")
    assert len(found) == 7
    for furnishing in ("Реклама", "Читайте також", "Курс долара", "Усі права", "Автор", "Що далі"):
        assert not any(furnishing in text for text in found)


def test_a_plain_page_gives_what_it_has() -> None:
    article = pages.read(PAGES / "2026-02-12-envoys.html")
    assert (article.publisher, article.language, article.published) == (
        "pier.example",
        "en",
        date(2026, 2, 12),
    )
    assert len(passages.split(article)) == 5


def test_a_page_without_a_date_is_refused(tmp_path: Path) -> None:
    page = (PAGES / "2026-02-12-envoys.html").read_text(encoding="utf-8")
    path = tmp_path / "undated.html"
    path.write_text(page.replace('<meta name="date" content="2026-02-12">', ""), encoding="utf-8")
    with pytest.raises(ArticleError, match=r"undated\.html: the page does not give its date"):
        pages.read(path)


def test_an_empty_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text("", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"empty\.html"):
        pages.read(path)


def test_without_the_extra_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ArticleError, match="html"):
        pages.read(PAGES / "2026-02-12-envoys.html")
