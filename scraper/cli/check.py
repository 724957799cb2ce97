"""``clusternews check``: verify that the archive is whole, and mend what can be rebuilt."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.records import Severity
from scraper.cli.manual import Verb
from scraper.cli.output import line, print_json, say
from scraper.cli.settings import load, shared_options
from scraper.cli.typeset import put

if TYPE_CHECKING:
    from archive.findings import Finding
    from archive.repair import Repair


@click.command(cls=Verb)
@click.argument("package", required=False, metavar="[PACKAGE]")
@click.option("--leaks", is_flag=True, help="Also search the texts for sentences of banners.")
@click.option("--repair", is_flag=True, help="Rebuild what can be rebuilt; says what, first.")
@click.option("--dry-run", is_flag=True, help="With --repair: only say what would be done.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    package: str | None,
    leaks: bool,
    repair: bool,
    dry_run: bool,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Verify the archive: every row that a reader sees, every body, the search index.

    Nothing is changed without --repair, and nothing that was saved is changed or deleted with
    it. Exit code 1 if anything is damaged (and stays so) or leaked. Given a PACKAGE of
    `export --package` (a folder or a zip file), names its files that are missing, altered or
    added instead.

    \b
    Examples:
      clusternews check --archive news.db
      clusternews check package.zip
    """
    if package is not None:
        from scraper.cli.check_package import report_package

        if leaks or repair or dry_run:
            raise click.UsageError("a package is only compared with its digests")
        return report_package(Path(package), as_json)
    from scraper.cli.progress import working

    path = load(ctx, archive, config).archive
    if dry_run and not repair:
        raise click.UsageError("--dry-run goes with --repair")
    with working(f"looking over {line(path)}"):
        findings, repairs = _look(path, leaks)
    if not repair:
        return _report(path, findings, as_json)
    for one in repairs:
        say(f"{'would' if dry_run else 'will'} {one.message}")
    if repairs and not dry_run:
        findings = _mend(path, repairs, leaks)
    if as_json:
        said = [one.message for one in repairs]
        print_json({"repairs": said, "findings": [asdict(one) for one in findings]})
    return _report(path, findings, as_json, printed=as_json)


def _look(path: Path, with_leaks: bool) -> tuple[list[Finding], list[Repair]]:
    """What is found, and what of it can be mended."""
    from archive.leaks import leaks
    from archive.opening import open_reading
    from archive.repair import plan_repairs
    from archive.upkeep import check

    with closing(open_reading(path)) as connection:
        findings = check(connection)
        repairs, _ = plan_repairs(connection, findings)
        if with_leaks:
            findings += leaks(connection, _banner_blocks)
    return findings, repairs


def _mend(path: Path, repairs: list[Repair], with_leaks: bool) -> list[Finding]:
    """Does it, and looks again."""
    from archive.lock import hold
    from archive.store import Archive

    with hold(path), Archive.open(path) as archive:
        archive.mend(repairs)
    say(f"did all {len(repairs)}; looking again")
    return _look(path, with_leaks)[0]


def _banner_blocks(blocks: Sequence[str]) -> set[int]:
    """The blocks that are consent wording and no more, by the rules that clean pages."""
    from scraper.clean.consent_runs import Piece, banner_runs
    from scraper.clean.consent_words import may_hold_banner
    from scraper.clean.phrases import is_consent_block

    if not may_hold_banner("\n\n".join(blocks)):
        return set()
    found = {number for number, block in enumerate(blocks) if is_consent_block(block)}
    for run in banner_runs([Piece(block, gap=1) for block in blocks]):
        found |= set(range(run.start, run.end))
    return found


def _report(path: Path, findings: list[Finding], as_json: bool, *, printed: bool = False) -> int:
    if as_json and not printed:
        print_json([asdict(finding) for finding in findings])
    elif not as_json:
        for finding in findings:
            put(f"{finding.code}: {finding.message} ({finding.where})", indent=2, margin="")
    damaged = sum(finding.severity is Severity.ERROR for finding in findings)
    leaked = sum(finding.severity is Severity.WARNING for finding in findings)
    say(
        f"{path}: "
        + (f"{damaged} damaged" if damaged else "whole")
        + (f", {leaked} leaked" if leaked else "")
    )
    return 1 if damaged or leaked else 0
