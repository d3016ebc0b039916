"""The command ``talks-bot``. Telegram and SQLite are imported only by the commands that need them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot import clock, settings
from knowledge.errors import KnowledgeError
from knowledge.model import LANGUAGES

if TYPE_CHECKING:
    from knowledge.model import KnowledgeBase

TROUBLE = 1
MISUSE = 2
_FILE = click.Path(path_type=Path, dir_okay=False)


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """``2026-02-15``, or ``2026-02-15T12:00+02:00``, of which only the day in Kyiv counts."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day: write it as 2026-02-15", ctx, param) from None
    return moment.astimezone(clock.KYIV).date() if moment.tzinfo else moment.date()


class Words(click.Group):
    """The command group; what can go wrong is told in one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; 1 for trouble with the knowledge, 2 for wrong settings."""
        try:
            return super().invoke(ctx)
        except KnowledgeError as problem:
            fail(str(problem))
        except settings.SettingsError as problem:
            fail(str(problem), MISUSE)
        except (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError) as problem:
            fail(f"{problem.filename}: {problem.strerror}")


def fail(text: str, code: int = TROUBLE) -> None:
    """Say what is wrong and end."""
    click.echo(f"talks-bot: {text}", err=True)
    raise SystemExit(code)


_now = click.option(
    "--now", callback=_day, metavar="DAY", help="Answer as on this day (default: today in Kyiv)."
)
_kb = click.option("--kb", "kb_file", type=_FILE, metavar="FILE", help="Ask this knowledge file.")
_language = click.option("--language", type=click.Choice(LANGUAGES), help="Reply in this language.")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(cls=Words, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="talks-bot")
def main() -> None:
    """Ask about the talks to end the war in Ukraine; every answer comes with its source."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # A terminal that is not set to UTF-8 must not break on Ukrainian.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@click.argument("question", nargs=-1)
@click.option(
    "--file", "file", type=click.File(encoding="utf-8"), help="Take one question a line (- for input)."
)
@_as_json
@click.option("--why", is_flag=True, help="Say also how the answer was found.")
@_language
@_now
@_kb
def ask(
    question: tuple[str, ...],
    file: Any,
    as_json: bool,
    why: bool,
    language: str | None,
    now: date | None,
    kb_file: Path | None,
) -> None:
    """Answer a question, or each line of a file."""
    from bot import contract, reasons, render
    from knowledge.answer import answer

    if bool(question) == bool(file):
        raise click.UsageError("give a question, or a file of questions with --file")
    kb, today = _base(kb_file), now or clock.today()
    for asked in _lines(file) if file else [" ".join(question)]:
        found = answer(kb, asked, today, language=language)
        if as_json:
            told = contract.of_answer(found, kb) | ({"why": reasons.as_dict(found)} if why else {})
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            click.echo(render.plain(found, kb))
            if why:
                click.echo("\n" + reasons.plain(found))


@main.command(name="next")
@_as_json
@_language
@_now
@_kb
def next_(as_json: bool, language: str | None, now: date | None, kb_file: Path | None) -> None:
    """The next round of talks, as seen on a day."""
    from bot import contract, render
    from bot.agenda_wording import answer_of
    from knowledge import agenda

    kb, spoken = _base(kb_file), language or "en"
    seen = agenda.next_talks(kb, now or clock.today())
    if as_json:
        click.echo(json.dumps(contract.of_agenda(seen, kb, spoken), ensure_ascii=False))
    else:
        click.echo(render.plain(answer_of(seen, "next", spoken), kb))


@main.command()
@click.option("-o", "--output", type=_FILE, required=True, help="The PNG to write.")
@_language
@_now
@_kb
def timeline(output: Path, language: str | None, now: date | None, kb_file: Path | None) -> None:
    """Draw the rounds of talks, as seen on a day; the same is told in words."""
    from bot import timeline as drawn

    kb, spoken, today = _base(kb_file), language or "en", now or clock.today()
    output.write_bytes(drawn.draw(kb, spoken, today))
    click.echo(drawn.caption(kb, spoken, today))


@main.command()
@click.option("--group", is_flag=True, help="Play a group instead of a private chat.")
@click.option("--admin", is_flag=True, help="Play an editor, who may /reload.")
@_language
@_now
@_kb
def chat(group: bool, admin: bool, language: str | None, now: date | None, kb_file: Path | None) -> None:
    """Talk to the bot in this terminal: the same bot, with no token and no Telegram."""
    from bot import chatting

    kb, given = _base(kb_file), settings.from_process()
    chatting.run(kb, given, group=group, admin=admin, language=language or "en", now=now)


@main.command()
@click.option("-o", "--output", type=_FILE, required=True, help="The knowledge file to write.")
@click.option(
    "--articles",
    type=click.Path(path_type=Path),
    multiple=True,
    help="An article file or folder; repeatable.",
)
@click.option("--only", is_flag=True, help="Leave the shipped articles and FAQ out.")
def build(output: Path, articles: tuple[Path, ...], only: bool) -> None:
    """Build a knowledge file from the shipped knowledge and the given articles."""
    from knowledge.build import build as make

    kb = make(output, articles=articles, only=only, known=settings.from_process().knowledge_file)
    click.echo(f"{output}: {len(kb.articles)} articles, {len(kb.entries)} entries, version {kb.version}")


@main.command()
@click.option(
    "--articles", type=click.Path(path_type=Path), multiple=True, help="Check these too; repeatable."
)
def check(articles: tuple[Path, ...]) -> None:
    """What an editor should mend before publishing; ends with 1 if anything must be."""
    from bot import checking

    raise SystemExit(checking.run(articles, settings.from_process().data_dir))


@main.command(name="eval")
@click.argument("questions", type=_FILE)
@click.option("--facts", type=_FILE, required=True, help="JSON: fact -> {anchor: text}.")
@click.option("--failures", is_flag=True, help="List the questions that went wrong, and why.")
@click.option(
    "--min-right", type=click.FloatRange(0, 100), metavar="PERCENT", help="Fail below this in a language."
)
@click.option("--max-wrong", type=click.FloatRange(0, 100), metavar="PERCENT", help="Fail above this.")
@click.option("--max-false", type=click.FloatRange(0, 100), metavar="PERCENT", help="Fail above this.")
@_as_json
@_now
@_kb
def eval_(**given: Any) -> None:
    """How the base does on a file of questions: right, wrong, assisted, refused, false."""
    from bot import evaluating

    kb = _base(given.pop("kb_file"))
    raise SystemExit(evaluating.run(kb, given.pop("now") or kb.as_of or clock.today(), **given))


@main.command()
@click.argument("questions", type=_FILE, nargs=-1, required=True)
@click.option("--facts", type=_FILE, required=True, help="JSON: fact -> {anchor: text}.")
@click.option("-o", "--output", type=_FILE, required=True, help="The decision file to write.")
@_now
@_kb
def fit(
    questions: tuple[Path, ...], facts: Path, output: Path, now: date | None, kb_file: Path | None
) -> None:
    """Fit from which confidence on an answer is given, on files of questions."""
    from bot import fitting

    kb = _base(kb_file)
    fitting.curated(kb, questions, facts, now or kb.as_of or clock.today(), output)


@main.command()
@click.argument("folders", type=click.Path(path_type=Path, file_okay=False), nargs=-1, required=True)
@click.option("-o", "--output", type=_FILE, required=True, help="The decision file to write.")
def weigh(folders: tuple[Path, ...], output: Path) -> None:
    """Fit how passages that nobody has curated are weighed, on folders of articles with trials.jsonl."""
    from bot import fitting

    fitting.passages(folders, output)


@main.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("-o", "--output", type=_FILE, required=True, help="The file to write.")
def study(files: tuple[Path, ...], output: Path) -> None:
    """Learn what articles say of the next round, on files of rows about the articles of a folder."""
    from bot import fitting

    fitting.bulletins(files, output)


@main.command()
def run() -> None:
    """Answer on Telegram until stopped."""
    given = settings.from_process()
    given.require_token()
    from bot import running

    reason = running.run(given, _base(None))
    if reason:
        fail(reason)


def _base(kb_file: Path | None) -> KnowledgeBase:
    """The base in ``kb_file``, else that of this machine, made if need be."""
    if kb_file:
        from knowledge import store

        return store.load(kb_file)
    from bot import knowledge_file

    return knowledge_file.ready(
        settings.from_process(), lambda: click.echo("Building the knowledge file…", err=True)
    )


def _lines(file: Any) -> Iterator[str]:
    """The questions of a file: one a line, empty lines left out."""
    return (line.strip("\ufeff\r\n") for line in file if line.strip("\ufeff\r\n \t"))
