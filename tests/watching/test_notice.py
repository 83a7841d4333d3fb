"""The licences of what the image carries: every locked package is named, with the licence that it names itself."""

import re
from importlib.metadata import PackageNotFoundError, metadata

from tests.conftest import ROOT
from tests.test_lock import RUNTIME, pins

NOTICE = (ROOT / "worker" / "deploy" / "NOTICE.md").read_text(encoding="utf-8")
NAMED = dict(re.findall(r"^\| (?!package )([a-z0-9-]+) \| (.+?) \|$", NOTICE, re.MULTILINE))


def test_every_locked_package_is_named() -> None:
    assert set(NAMED) == {name for name, _ in pins(RUNTIME)}


def test_with_the_licence_that_it_names_itself() -> None:
    told: dict[str, str] = {}
    for name in NAMED:
        try:
            said = metadata(name).get_all("License-Expression")
        except PackageNotFoundError:
            continue
        if said:
            told[name] = str(said[0])
    assert len(told) > 20
    assert {name: (NAMED[name], licence) for name, licence in told.items() if NAMED[name] != licence} == {}


def test_none_asks_for_our_own_source() -> None:
    """The GPL alone, or the AGPL, would."""
    bound = re.compile(r"\bA?GPL-")
    assert [name for name, licence in NAMED.items() if bound.search(licence) and " OR " not in licence] == []
