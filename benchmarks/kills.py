"""Crawls and refreshes killed at random moments: is the archive the same in the end?

    python -m benchmarks.kills [--kills 200] [--pages 2000] [--seed 1]

The example platform is crawled, and after edits refreshed twice, each time weeks later; a
process of its own does it, and is ended by SIGKILL again and again: while it starts, between
two requests, while it saves, while it ends. It is started anew until it has come to its end.
Whenever there was a kill, SQLite's own check is run over the archive and its lock must be
free. When all is done, the archive must say the same as one that nobody disturbed
(``benchmarks.logical``), every killed run must be closed with exit code 137, and the server's
log must show no request for a page whose visit the archive had already: only what was under
way, or not yet saved, is asked for again. Exit code 1 if anything is not as promised.

Prints a row for each stage. ``unsaved``: pages asked for whose visits were not saved when the
process was killed. ``again``: asked for though saved: robots.txt, which every process reads;
lists; pages. ``beyond``: pages of listings that only the killed walk went on to, since it no
longer knew what it had come past; they hold nothing new. ``sampled``: differences that come
from the sample of unchanged pages which a refresh receives whole all the same: another
process draws another one. ``learned``: differences of articles from which only one of the two
archives took out a block because the site repeats it: that is learned while a crawl goes on,
and a crawl that is taken up again reads some pages when it has learned more, or less.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table

from archive.opening import open_reading
from benchmarks.killing import Stage, Told, Trial
from benchmarks.logical import Said, differences, logical_of
from scraper.example.platform import ExamplePlatform

#: Requests between two kills, on average.
PAGES_BETWEEN = 60
STAGES = (Stage("crawl", 0), Stage("refresh", 40), Stage("refresh", 80))
_EDITS = 2
_TAKEN = """
SELECT p.url, t.text FROM removed_blocks b JOIN removed_texts t ON t.id = b.text_id
JOIN captures c ON c.id = b.capture_id JOIN pages p ON p.id = c.page_id
WHERE b.rule = 'template:learned'
"""
#: What a refresh knows of a page only if that came whole.
_OF_BYTES = ("validators", "bytes")
_COLUMNS = ("cycle", "stage", "undisturbed", "kills", "requests", "unsaved")
_AGAIN = ("robots.txt", "lists", "pages")

#: Of each stage what it asks for, and what the archive says after it.
Usual = Sequence[tuple[Told, Said]]


def staged(platform: ExamplePlatform, stages: Sequence[Stage]) -> Iterator[Stage]:
    """One stage after the other, with edits of the platform in between."""
    for number, stage in enumerate(stages):
        for _ in range(_EDITS if number else 0):
            platform.edit()
        yield stage


def undisturbed(
    platform: ExamplePlatform, folder: Path, stages: Sequence[Stage], batch: int | None = None
) -> Usual:
    """Every stage as it is when nobody disturbs it."""
    trial = Trial(platform, folder / "undisturbed.db", Random(), batch)
    every = []
    for stage in staged(platform, stages):
        told = trial.undisturbed(stage)
        told.taken = taken_out(trial.archive)
        every.append((told, logical_of(trial.archive)))
    return every


def taken_out(archive: Path) -> dict[str, frozenset[str]]:
    """Of each page the blocks that were taken out because its site repeats them."""
    found = defaultdict[str, set[str]](set)
    with closing(open_reading(archive)) as connection:
        for url, text in connection.execute(_TAKEN):
            found[url].add(text)
    return {url: frozenset(texts) for url, texts in found.items()}


def killed(
    trial: Trial,
    platform: ExamplePlatform,
    stages: Sequence[Stage],
    usual: Usual,
    between: int,
    most: int,
) -> Iterator[Told]:
    """Of each stage what came out of it, with all that is not as promised.

    By the end of a stage its share of the ``most`` kills may have been made, and no more.
    """
    kills = closed = 0
    apart: set[str] = set()  # pages that a refresh has visited in one of the archives alone
    every = zip(staged(platform, stages), usual, strict=True)
    for number, (stage, (before, said)) in enumerate(every, 1):
        allowed = most * number // len(stages) - kills
        told = trial.killed(stage, before.asked, between, allowed)
        kills += told.kills
        closed, earlier = trial.closed_as_killed(), closed
        if closed - earlier > told.kills:
            told.faults.append(f"{closed - earlier} runs closed as killed, {told.kills} kills")
        if stage.verb == "refresh":
            apart |= before.visited ^ told.visited
        told.taken = taken_out(trial.archive)
        otherwise = {
            url
            for url in before.taken.keys() | told.taken.keys()
            if before.taken.get(url) != told.taken.get(url)
        }
        _compare(told, stage, (apart, otherwise), (said, logical_of(trial.archive)))
        yield told


def without_beyond(said: Said, now: Said) -> tuple[Said, int]:
    """What an archive says without the pages of listings that another does not know, and how
    many these are."""
    beyond = {url for url, rows in now["pages"].items() if rows[0]["kind"] == "listing"}
    beyond -= said["pages"].keys()
    kept = {part: {k: v for k, v in rows.items() if k not in beyond} for part, rows in now.items()}
    return kept, len(beyond)


def _compare(
    told: Told, stage: Stage, pages: tuple[set[str], set[str]], both: tuple[Said, Said]
) -> None:
    """Notes what differs, apart from what the docstring above says of this.

    ``pages``: those of another sample, and those of which another block was taken out.
    """
    (apart, otherwise), (said, now) = pages, both
    kept, told.beyond = without_beyond(said, now)
    for difference in differences(said, kept):
        part, url, _ = difference.split(": ", 2)
        if url in apart or (stage.verb == "refresh" and part in _OF_BYTES):
            told.sampled += 1
        elif url in otherwise:
            told.learned += 1
        else:
            told.faults.append(difference)


def cycle(
    folder: Path, number: int, chance: Random, usual: Usual, chosen: argparse.Namespace, port: int
) -> Iterator[tuple[Stage, Told, float]]:
    """All stages once more, on a new archive; each with the seconds that it took."""
    with ExamplePlatform(chosen.pages, crawl_delay=0, port=port) as platform:
        trial = Trial(platform, folder / f"killed{number}.db", chance)
        began = time.monotonic()
        every = killed(trial, platform, STAGES, usual, chosen.between, chosen.kills)
        for stage, told in zip(STAGES, every, strict=True):
            yield stage, told, time.monotonic() - began
            began = time.monotonic()


def row(number: int, stage: Stage, before: Told, told: Told, seconds: float) -> list[str]:
    """What is printed of one stage."""
    values = (
        *(number, stage.verb, before.requests, told.kills, told.requests, told.unsaved),
        *(told.again[name] for name in _AGAIN),
        *(told.beyond, told.sampled, told.learned, len(told.faults), round(seconds)),
    )
    return [str(value) for value in values]


def run(chosen: argparse.Namespace) -> int:
    """Kill, look, and print what came out; how much is not as promised."""
    table = Table(*_COLUMNS, *(f"again: {name}" for name in _AGAIN))
    for name in ("beyond", "sampled", "learned", "faults", "seconds"):
        table.add_column(name)
    chance, kills, number, faults = Random(chosen.seed), 0, 0, 0
    with tempfile.TemporaryDirectory(prefix="kills-") as name:
        with ExamplePlatform(chosen.pages, crawl_delay=0) as platform:
            port = int(platform.base_url.rpartition(":")[2])
            usual = undisturbed(platform, Path(name), STAGES)
        while kills < chosen.kills:
            number += 1
            told_of = cycle(Path(name), number, chance, usual, chosen, port)
            for (stage, told, seconds), (before, _) in zip(told_of, usual, strict=True):
                kills, faults = kills + told.kills, faults + len(told.faults)
                table.add_row(*row(number, stage, before, told, seconds))
                _say(row(number, stage, before, told, seconds), told.faults, chosen.show)
    Console().print(table)
    print(f"{kills} kills, {faults} faults")
    return faults


def _say(values: list[str], faults: list[str], show: int) -> None:
    parts = Counter(fault.partition(":")[0] for fault in faults)
    print(*values, dict(parts) or "", flush=True)
    for fault in faults[:show]:
        print(f"  {fault[:300]}", flush=True)


def main() -> int:
    """Read what was asked for, and do it."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.kills",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--pages", type=int, default=2000, help="articles on the platform")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--between", type=int, default=PAGES_BETWEEN, help="requests, on average")
    parser.add_argument("--show", type=int, default=8, help="faults that are shown of a stage")
    return 1 if run(parser.parse_args()) else 0


if __name__ == "__main__":
    sys.exit(main())
