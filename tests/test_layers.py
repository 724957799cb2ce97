"""The floors: data flows down, imports point down, nothing points back."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("archive", "pipelines", "scraper")

#: Part of the code -> what of ours, and what of others, it may import. The longest
#: prefix that fits a module counts; other folders of ``scraper`` may import everything.
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "archive": ({"archive"}, {"sqlite_utils", "zstandard", "filelock"}),
    "pipelines": ({"archive", "pipelines"}, {"scrapy", "w3lib"}),
    "scraper.site": ({"archive.errors", "scraper.quiet"}, set()),
    "scraper.quiet": ({"archive.errors"}, set()),
    "scraper.clean": (
        {"archive.records", "scraper.clean", "scraper.site"},
        {"lxml", "bs4", "w3lib", "cssselect"},
    ),
    "scraper.extract": (
        {
            "archive.records",
            "scraper.__version__",
            "scraper.clean",
            "scraper.extract",
            "scraper.site",
        },
        {"lxml", "bs4", "w3lib", "nh3", "dateparser", "pycld2", "py3langid", "dateutil"},
    ),
    "scraper.exports": (
        {"archive", "scraper.__version__", "scraper.exports", "scraper.extras"},
        {"markdown_it", "markdownify", "pyarrow", "yaml"},
    ),
    "scraper.web": (
        {
            "archive",
            "scraper.__version__",
            "scraper.charts",
            "scraper.clean.depth",
            "scraper.exports",
            "scraper.extract.sanitise",
            "scraper.web",
        },
        {"datasette", "jinja2", "lxml", "markupsafe", "nh3", "uvicorn"},
    ),
    "scraper.charts": (
        {"archive", "scraper.charts", "scraper.extras"},
        {"altair", "vl_convert"},
    ),
    "scraper.report": (
        {
            "archive",
            "scraper.__version__",
            "scraper.charts",
            "scraper.exports.state",
            "scraper.report",
        },
        {"jinja2", "markupsafe"},
    ),
    "scraper.sites": ({"archive.errors", "scraper.site", "scraper.sites"}, set()),
    "scraper.example": ({"scraper.example", "scraper.site", "scraper.sites"}, set()),
}
#: Records, SQL and comments on columns: data, which may be longer than code.
TABLES_OF_DATA = {"archive.records", "archive.schema", "archive.first_schema"}
#: A question to the archive must not wait for these.
SLOW = {"scrapy", "sqlite_utils", "lxml", "bs4", "dateparser", "twisted"}


def modules() -> Iterator[tuple[str, Path]]:
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(part for part in parts if part != "__init__"), path


@cache
def imports(path: Path, *, top_level_only: bool = False) -> frozenset[str]:
    """Every module a file imports, as ``package.module`` (``from a import b`` gives both)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in tree.body if top_level_only else _statements(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def _statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Every statement, at whatever depth; what is inside an expression is none."""
    for child in ast.iter_child_nodes(tree):
        if not isinstance(child, ast.expr):
            yield child
            yield from _statements(child)


def within(name: str, prefixes: set[str]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


def rule_of(module: str) -> tuple[set[str], set[str]] | None:
    fitting = [part for part in ALLOWED if within(module, {part})]
    return ALLOWED[max(fitting, key=len)] if fitting else None


@pytest.mark.parametrize(("module", "path"), list(modules()), ids=lambda value: str(value))
def test_imports_point_down(module: str, path: Path) -> None:
    rule = rule_of(module)
    if rule is None:
        assert module.split(".")[0] == "scraper"
        return
    ours, others = rule
    for name in imports(path):
        top = name.split(".")[0]
        if name in FLOORS:
            continue  # what is imported from it stands beside it
        if top in FLOORS or top in {"tests", "benchmarks"}:
            parent = name.rpartition(".")[0]
            assert within(name, ours) or within(parent, ours), f"{module} imports {name}"
        else:
            fine = top in sys.stdlib_module_names or top in others
            assert fine, f"{module} imports {name}"


def test_a_forbidden_import_would_be_found() -> None:
    assert not within("scrapy.http", ALLOWED["scraper.extract"][1])
    assert not within("scraper.read", ALLOWED["archive"][0])
    assert rule_of("scraper.extract.dates") is ALLOWED["scraper.extract"]


def test_no_import_circle() -> None:
    graph = {name: imports(path) for name, path in modules()}
    names = set(graph)
    edges = {name: (targets & names) - {name} for name, targets in graph.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for target in edges[name]:
                visit(target, (*trail, name))
            done.add(name)

    for name in names:
        visit(name, ())


def test_files_and_functions_stay_small() -> None:
    for module, path in modules():
        text = path.read_text(encoding="utf-8")
        if module not in TABLES_OF_DATA:
            assert len(text.splitlines()) <= 300, f"{module} has over 300 lines"
        for node in _statements(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert _length(node) <= 40, f"{module}.{node.name} has over 40 lines"


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body, without its docstring and its signature."""
    assert node.end_lineno is not None
    first = node.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    body = node.body[1:] if has_docstring else node.body
    return node.end_lineno - body[0].lineno + 1 if body else 0


def test_reading_verbs_import_nothing_slow() -> None:
    seen: set[str] = set()
    todo = {"scraper.cli.main", "scraper.cli.search", "archive.opening", "archive.queries"}
    todo |= {"archive.search", "archive.exports", "scraper.config", "archive.tag_card"}
    todo |= {"archive.questions", "archive.explanation", "archive.removed"}
    paths = dict(modules())
    while todo:
        module = todo.pop()
        seen.add(module)
        found = imports(paths[module], top_level_only=True)
        slow = {name for name in found if name.split(".")[0] in SLOW}
        assert not slow, f"{module} imports {slow} at its top"
        todo |= (found & set(paths)) - seen


def test_every_public_function_and_class_has_a_docstring() -> None:
    missing = [
        f"{module}.{node.name}"
        for module, path in modules()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
    assert not missing
