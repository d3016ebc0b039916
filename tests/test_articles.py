"""Article files: front matter checked with file, line and mend; the body kept byte for byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reading import SEED, rows

from knowledge import articles
from knowledge.errors import ArticleError

FRONT = {
    "title": '"Talks: day two"',
    "publisher": "Wire",
    "url": "https://news.example/1",
    "published": "2026-02-14",
    "language": "en",
}


def write(folder: Path, body: str = "A body.\n", **front: str | None) -> Path:
    fields = {key: value for key, value in {**FRONT, **front}.items() if value is not None}
    path = folder / "piece.md"
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    path.write_bytes(f"---\n{head}---\n{body}".encode())
    return path


def test_the_seed_article_is_kept_as_printed() -> None:
    article = articles.read(SEED)
    raw = SEED.read_text(encoding="utf-8")
    assert article.slug == "2026-02-14-us-wont-back-down"
    assert (article.publisher, article.language) == ("RBC-Ukraine", "en")
    assert (article.published, article.published_at) == (date(2026, 2, 14), "2026-02-14T14:31+02:00")
    assert article.body == raw.split("---\n", 2)[2]
    assert "категорically" in article.body


def test_values_are_text_whatever_yaml_would_make_of_them(tmp_path: Path) -> None:
    article = articles.read(write(tmp_path, title="no", publisher="2026-01-01"))
    assert (article.title, article.publisher) == ("no", "2026-01-01")


def test_the_body_keeps_its_line_ends_and_its_own_dashes(tmp_path: Path) -> None:
    body = "One.\r\n\r\n---\nTwo — “quoted”.\n"
    assert articles.read(write(tmp_path, body)).body == body


def test_the_day_is_that_of_the_articles_own_zone(tmp_path: Path) -> None:
    article = articles.read(write(tmp_path, published="2026-02-15T00:30+02:00"))
    assert article.published == date(2026, 2, 15)


@pytest.mark.parametrize("row", rows("article-errors.jsonl"), ids=lambda row: row["why"])
def test_what_is_wrong_is_told_with_file_line_and_mend(tmp_path: Path, row: dict[str, str]) -> None:
    path = tmp_path / "piece.md"
    path.write_text(row["text"], encoding="utf-8")
    with pytest.raises(ArticleError) as caught:
        articles.read(path)
    message = str(caught.value)
    assert message.startswith(row["at"])
    assert row["says"] in message
    assert row["mend"] in message


def test_what_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "piece.md"
    path.write_bytes(b"---\ntitle: caf\xe9\n---\nx")
    with pytest.raises(ArticleError, match=r"piece\.md:2: not UTF-8"):
        articles.read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        articles.read(tmp_path / "absent.md")


def test_the_same_text_twice_is_recognised(tmp_path: Path) -> None:
    one = articles.read(write(tmp_path, "The talks ended.\n\nNo date is set.\n"))
    other = articles.read(
        write(tmp_path, "The  talks ended.\r\nNo date is set.", url="https://mirror.example/2")
    )
    assert articles.digest(one) == articles.digest(other)
    assert articles.digest(one) != articles.digest(articles.read(write(tmp_path, "The talks went on.")))
