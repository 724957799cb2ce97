"""What of the documents is made from the code: ``python -m tests.readme`` writes it."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Callable
from pathlib import Path

from archive.questions import Parameter, Question, sections
from archive.records import METHODS
from archive.schema import TABLES, VIEWS
from tests.schema_page import schema_page
from tests.tasks import TASKS, Step, Task

ROOT = Path(__file__).parent.parent

#: The tables and views that an analyst meets first.
_FIRST = (
    "articles_full latest tag_counts tags_by_month articles_by_month article_history "
    "undated_articles coverage_by_site runs_summary articles article_texts article_search "
    "article_tags evidence captures changes"
).split()
_TASKS_HEAD = """# Ten tasks of an analyst

<!-- Made by `python -m tests.readme` from tests/tasks.py; edit that instead. -->

Written down before the pages that answer them. Each is answered by one command, by one named
question (`query` at the terminal, **Questions** in the browser, its SQL by `query --show`), and in
the browser in at most four clicks from the start page. They are asked of a small archive of three
platforms (`tests/newsrooms.py`) whose truth is known beforehand; `tests/test_tasks.py` and the
tests of the browser hold the answers.

"""


def question_list() -> str:
    """Every named question by section, with what it takes and how it is drawn."""
    parts = []
    for section, group in sections().items():
        rows = "".join(map(_question, group))
        parts.append(f"**{section}**\n\n| name | answers | takes |\n|---|---|---|\n{rows}")
    return "\n".join(parts)


def _question(question: Question) -> str:
    takes = ", ".join(map(_parameter, question.parameters))
    return f"| `{question.name}` | {question.about} | {takes} |\n"


def _parameter(parameter: Parameter) -> str:
    if parameter.default is None:
        return f"**`{parameter.name}`**"
    return f"`{parameter.name}`" + (f" ({parameter.default})" if parameter.default else "")


def tasks_page() -> str:
    """The ten tasks with the three ways to their answers."""
    return _TASKS_HEAD + "\n".join(_task(*pair) for pair in enumerate(TASKS, 1))


def _task(number: int, task: Task) -> str:
    given = " ".join(map(shlex.quote, task.given))
    steps = "; ".join(map(_step, task.steps))
    return (
        f"## {number}. {task.asks}\n\n"
        f"* Command: `clusternews {shlex.join(task.command)}`\n"
        f"* Question: `{f'{task.question} {given}'.strip()}`\n"
        f"* Browser: {steps}.\n"
        f"* Known because: {task.known}\n"
    )


def _step(step: Step) -> str:
    verb = {"click": "click", "fill": "fill in", "select": "choose"}[step.action]
    return f"{verb} “{step.name}”" + (f" with `{step.value}`" if step.value else "")


def first_tables() -> str:
    """A line for each table or view that an analyst meets first."""
    known = {one.name: one for one in TABLES + VIEWS}
    lines = [f"| [`{name}`](docs/schema.md#{name}) | {known[name].comment} |\n" for name in _FIRST]
    return "| table or view | holds |\n|---|---|\n" + "".join(lines)


def methods() -> str:
    """A line for each way in which a value can be known."""
    return "".join(f"| `{name}` | {meaning} |\n" for name, meaning in METHODS.items())


def benchmark_commands() -> str:
    """A line for each module of ``benchmarks`` that can be run."""
    lines = []
    for path in sorted((ROOT / "benchmarks").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if '__name__ == "__main__"' in text:
            about = (ast.get_docstring(ast.parse(text)) or "").split("\n\n")[0]
            about = " ".join(about.split()).replace("``", "`")
            lines.append(f"| `python -m benchmarks.{path.stem}` | {about} |\n")
    return "".join(lines)


def part(name: str, text: str) -> str:
    """What stands between the marks of that name."""
    match = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.S)
    assert match is not None, name
    return match[1]


#: Document -> what makes it, as a whole.
PAGES: dict[str, Callable[[], str]] = {
    "docs/schema.md": schema_page,
    "docs/tasks.md": tasks_page,
}
#: Document and mark in it -> what makes the part between the marks.
PARTS: dict[tuple[str, str], Callable[[], str]] = {
    ("README.md", "tables"): first_tables,
    ("docs/querying.md", "questions"): question_list,
    ("docs/evidence.md", "methods"): methods,
    ("docs/benchmarks.md", "benchmarks"): benchmark_commands,
}


def main() -> None:
    """Write everything that is made."""
    for name, make in PAGES.items():
        (ROOT / name).write_text(make(), encoding="utf-8")
    for (name, mark), make in PARTS.items():
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        former = part(mark, text)
        whole = f"<!-- {mark} -->\n{former}<!-- /{mark} -->"
        made = f"<!-- {mark} -->\n{make()}<!-- /{mark} -->"
        path.write_text(text.replace(whole, made), encoding="utf-8")


if __name__ == "__main__":
    main()
