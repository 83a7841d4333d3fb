"""The README says what is so: its settings are the code's, its commands exist."""

import re
import shlex

from typer.main import get_command

from tests.conftest import ROOT
from worker.cli import app
from worker.settings import table

README = ROOT / "README.md"
_SETTINGS = re.compile(r"(?<=<!-- settings -->\n).*?(?=\n<!-- /settings -->)", re.DOTALL)


def test_settings_are_those_of_the_code(rewrite: bool) -> None:
    text = README.read_text(encoding="utf-8")
    if rewrite:
        README.write_text(_SETTINGS.sub(lambda _: table(), text), encoding="utf-8")
    assert _SETTINGS.findall(README.read_text(encoding="utf-8")) == [table()], "pytest tests/test_readme.py --rewrite"


def test_every_command_it_shows_exists() -> None:
    shown = re.findall(r"(?:^|`)copydesk ([a-z]+[^`\n#]*)", README.read_text(encoding="utf-8"), re.MULTILINE)
    known = get_command(app).commands  # type: ignore[attr-defined]
    assert len(shown) > 5
    for line in shown:
        assert shlex.split(line)[0] in known, line


def test_the_test_command_is_where_ci_looks_for_it() -> None:
    block = re.search(r"<!-- test-command -->\n```sh\n(.+)\n```", README.read_text(encoding="utf-8"))
    assert block is not None
    assert block[1].endswith("pytest -n 2 --dist loadfile")
