"""What a reading verb loads before it answers: nothing that takes longer than the answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from archive.records import Tag
from scraper.cli.main import VERBS
from tests.archive.making import LATER, visit
from tests.fresh import fresh
from tests.test_layers import SLOW

#: Besides: what draws on terminals, counts, serves, or is loaded by one of the slow ones.
SLOW_TOO = SLOW | {"rich.console", "rich.table", "pandas", "numpy", "asyncio", "zoneinfo", "ssl"}
SLOW_TOO |= {"filelock", "zstandard", "altair", "datasette", "nh3", "w3lib", "multiprocessing"}
READING = {
    "search": ("search", "hydrogen", "--facets", "--months"),
    "nothing": ("search", "nowhere"),
    "show": ("show", "1", "--evidence"),
    "history": ("history", "1"),
    "diff": ("diff", "1"),
    "explain": ("explain", "1", "title"),
    "removed": ("removed", "1"),
    "tags": ("tags", "steel"),
    "query": ("query", "rising-tags"),
    "sql": ("query", "select 1"),
    "export": ("export", "--format", "csv"),
    "status": ("status",),
    "sites": ("sites",),
    "quarantine": ("quarantine", "list"),
    "schedule": ("schedule", "--cron"),
    "completion": ("completion", "fish"),
    "help": ("--help",),
}
#: Modules in all that a question to the archive may load, those of Python's own start included.
MOST_MODULES = 260
#: Runs each question in a child, so that none has what another has loaded.
ASK = """
import json, os, sys
questions, slow = json.loads(sys.argv[1])
found = {}
for name, words in questions.items():
    there, here = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        from scraper.cli.main import run
        code = run(["--archive", "news.db", *words])
        loaded = sorted(set(sys.modules) & set(slow))
        os.write(here, json.dumps([code, loaded, len(sys.modules)]).encode())
        os._exit(0)
    os.close(here)
    with os.fdopen(there) as answer:
        found[name] = json.loads(answer.read())
    os.waitpid(child, 0)
print(json.dumps(found))
"""


def test_no_question_waits_for_what_it_does_not_need(tmp_path: Path) -> None:
    with fresh(tmp_path / "news.db") as archive:
        tags = (Tag("Steel", "steel"),)
        archive.save([visit(tags=tags), visit(at=LATER, title="Another", tags=tags)])
    done = subprocess.run(
        [sys.executable, "-c", ASK, json.dumps([READING, sorted(SLOW_TOO)])],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) == set(READING)
    assert {name: code for name, (code, _, _) in found.items() if code not in (0, 1)} == {}
    assert {name: slow for name, (_, slow, _) in found.items() if slow} == {}
    assert max(number for _, _, number in found.values()) <= MOST_MODULES


def test_every_verb_that_answers_is_looked_at() -> None:
    asked = {name for name, (section, _) in VERBS.items() if section == "Ask"}
    assert asked - {"serve", "report"} <= set(READING)
