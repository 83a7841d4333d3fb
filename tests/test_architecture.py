"""The house's rules that a machine can check: floors, types, style, sizes, names, and what may stand where."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from worker.topics import Topics

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ("worker", "schemas")
LONGEST_FILE = 400
TABLES = frozenset({"data", "tables", "corpus"})
"""Folders whose files are tables, which may be long; so is a module whose name ends in `_corpus`."""
NO_NAMES = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc)$")
MACHINE_PATH = re.compile(r"(?<![\w.~}-])/(?:work|root|home|Users)/\w")


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def run(*command: str) -> str:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-4000:]}{done.stderr[-2000:]}"
    return done.stdout


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path)))


def test_no_floor_looks_up() -> None:
    said = run("-c", "import sys, importlinter.cli as cli; sys.exit(cli.lint_imports(no_cache=True))")
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", said)


def test_every_room_stands_on_a_floor() -> None:
    """A module that no contract names would be free to import anything."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    placed = {
        room.strip(" ()")
        for contract in settings["contracts"]
        if contract["type"] == "layers"
        for layer in contract["layers"]
        for room in re.split(r"[|:]", layer)
    }
    rooms = {f"worker.{path.stem}" for path in (ROOT / "worker").glob("*.py") if path.stem != "__init__"}
    rooms |= {f"worker.{path.parent.name}" for path in (ROOT / "worker").glob("*/__init__.py")}
    assert rooms - placed == set()


def test_types_are_strict() -> None:
    run("-m", "mypy", "--strict", *(word for folder in SOURCE for word in ("-p", folder)))


@pytest.mark.parametrize("command", [("check",), ("format", "--check")], ids=["lint", "format"])
def test_style(command: tuple[str, ...]) -> None:
    run("-m", "ruff", *command, "--quiet", *SOURCE, "tests")


def test_no_file_is_long() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules(*SOURCE, "tests")
        if not TABLES & set(path.relative_to(ROOT).parts) and not path.stem.endswith("_corpus")
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_module_is_a_drawer() -> None:
    names = {
        str(path.relative_to(ROOT))
        for path in modules(*SOURCE, "tests")
        if any(NO_NAMES.search(part) for part in path.relative_to(ROOT).with_suffix("").parts)
    }
    assert names == set()


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in modules(*SOURCE)
        for node in nodes(path)
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"})
        or (isinstance(node, ast.ImportFrom) and {alias.name for alias in node.names} & {"environ", "getenv"})
    }
    assert readers <= {"worker/settings.py"}


def test_only_topics_names_topics() -> None:
    """Docstrings may: they are told apart as constants that are statements of their own."""
    names = {topic.name for topic in Topics()}
    found: set[str] = set()
    for path in modules(*SOURCE):
        for node in nodes(path):
            if isinstance(node, ast.Constant) and node.value in names:
                found.add(str(path.relative_to(ROOT)))
    assert found <= {"worker/topics.py"}


def test_money_is_never_a_float() -> None:
    """Amounts are Decimal inside and strings on the wire; a float field in a schema is a score or a confidence."""
    floats = {
        node.target.id
        for path in modules("schemas")
        for node in nodes(path)
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and any(isinstance(part, ast.Name) and part.id == "float" for part in ast.walk(node.annotation))
    }
    assert floats <= {"confidence", "salience", "similarity", "containment"}


def test_no_pickle() -> None:
    imported = {
        (str(path.relative_to(ROOT)), alias.name)
        for path in modules(*SOURCE)
        for node in nodes(path)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in [*node.names, ast.alias(getattr(node, "module", None) or "")]
    }
    assert {entry for entry in imported if entry[1].partition(".")[0] in {"pickle", "marshal", "shelve"}} == set()


def test_no_paths_of_one_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    found = []
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if not name or not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name}: {match[0]}" for match in MACHINE_PATH.finditer(text)]
    assert found == []
