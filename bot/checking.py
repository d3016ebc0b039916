"""``talks-bot check``: what the lint finds in the shipped knowledge, the editors' own and given articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from knowledge import check
from knowledge.build import compose


def run(articles: Sequence[Path], data_dir: Path) -> int:
    """Print every finding; 1 when something must be mended, else 0. What cannot be read at all raises."""
    found = check.check(compose(articles, data_dir=data_dir))
    for finding in found:
        click.echo(str(finding))
    errors = sum(finding.level == "error" for finding in found)
    click.echo(f"{errors} to mend, {len(found) - errors} to look at", err=True)
    return 1 if errors else 0
