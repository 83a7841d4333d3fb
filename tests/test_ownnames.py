"""The operator's own names: read, refused with file and line, made into a file that children open, and kept by hash."""

import tempfile
from pathlib import Path

import pytest

from schemas.annotation import Entity
from worker.errors import Misconfigured
from worker.method import method_of
from worker.ownfiles import OwnFiles, read_own_files
from worker.ownnames import make_names, read_names
from worker.text.names import find_names
from worker.text.names.own import OwnNames, open_names

JSON_LINES = """{"name": "Larkfield Institute", "id": "acme:77", "type": "organisation", "country": "GB", \
"aliases": ["LI"]}

{"name": "Nadia Petrova", "id": "people:12", "type": "PERSON"}
{"name": "Kyiv", "id": "acme:kyiv", "type": "LOCATION"}
{"name": "eQuill", "id": "acme:quill", "type": "ORGANISATION"}
"""
CSV = """name,id,type,aliases,country
Larkfield Institute,acme:77,ORGANISATION,LI; The Larkfield ,GB
"Quill, Pen & Co",acme:5,ORGANISATION,,
"""


@pytest.fixture(autouse=True)
def _room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def _file(folder: Path, text: str, name: str = "own.jsonl") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def _own(folder: Path, text: str) -> OwnNames:
    return open_names(*make_names(_file(folder, text)))


def _entities(text: str, own: OwnNames, country: str | None = None) -> dict[str, Entity]:
    mentions, entities = find_names(text, (), own=own, country=country)
    return {mention.surface: entities[mention.entity] for mention in mentions}


def test_csv_and_json_lines_say_the_same(tmp_path: Path) -> None:
    rows = list(read_names(_file(tmp_path, CSV, "own.csv")))
    assert rows[0] == (("Larkfield Institute", "LI", "The Larkfield"), "acme:77", "ORGANISATION", "GB")
    assert rows[1] == (("Quill, Pen & Co",), "acme:5", "ORGANISATION", "")
    first = next(read_names(_file(tmp_path, JSON_LINES)))
    assert first == (("Larkfield Institute", "LI"), "acme:77", "ORGANISATION", "GB")


def test_own_names_are_found_and_win_over_the_tables(tmp_path: Path) -> None:
    own = _own(tmp_path, JSON_LINES)
    found = _entities("In Kyiv, Nadia Petrova of the Larkfield Institute, or LI, praised eQuill. Ms Petrova left.", own)
    assert {surface: entity.entity_id for surface, entity in found.items()} == {
        "Kyiv": "acme:kyiv",
        "Nadia Petrova": "people:12",
        "Larkfield Institute": "acme:77",
        "LI": "acme:77",
        "eQuill": "acme:quill",
        "Petrova": "people:12",
    }
    assert all(entity.resolved for entity in found.values())
    assert found["LI"].canonical == "Larkfield Institute"
    assert found["LI"].links == {"acme": "77", "country": "GB"}


def test_an_own_name_inside_of_a_longer_one_and_a_word_at_a_start_are_none(tmp_path: Path) -> None:
    own = _own(
        tmp_path,
        '{"name": "Paris", "id": "x:1", "type": "LOCATION"}\n{"name": "Spring", "id": "x:2", "type": "ORGANISATION"}\n',
    )
    found = _entities("Paris Hollander sang. Spring came. The board of Spring met in Paris.", own)
    assert found["Paris Hollander"].entity_id == "name:PERSON:paris hollander"
    assert found["Paris"].entity_id == "x:1"
    starts = [mention.start for mention in find_names("Spring came. It rained.", (), own=own)[0]]
    assert starts == []


def test_of_two_entries_of_one_name_the_country_decides_or_none(tmp_path: Path) -> None:
    own = _own(
        tmp_path,
        '{"name": "Vanta", "id": "x:de", "type": "ORGANISATION", "country": "DE"}\n'
        '{"name": "Vanta", "id": "x:fr", "type": "ORGANISATION", "country": "FR"}\n',
    )
    assert _entities("Vanta of France fell.", own)["Vanta"].entity_id == "x:fr"
    assert _entities("The board of Vanta met.", own, country="DE")["Vanta"].entity_id == "x:de"
    assert not _entities("The board of Vanta met.", own)["Vanta"].resolved


@pytest.mark.parametrize(
    ("text", "name", "fault"),
    [
        ('{"name": "A", "id": "x:1", "type": "PERSON"}\n{"name": "B"}\n', "a.jsonl", "line 2: id takes"),
        ('{"name": "A", "id": "x:1", "type": "ANIMAL"}\n', "a.jsonl", "line 1: type takes one of PERSON"),
        ('{"name": "", "id": "x:1", "type": "PERSON"}\n', "a.jsonl", "line 1: a name is wanted"),
        ('{"name": "A", "id": "x:1", "type": "PERSON", "aliases": "B"}\n', "a.jsonl", "line 1: aliases takes a list"),
        ('{"name": "A", "id": "x:1", "type": "PERSON", "aliases": [7]}\n', "a.jsonl", "line 1: an alias is no text"),
        ('{"name": "A", "id": "x:1", "type": "PERSON", "country": "Fr"}\n', "a.jsonl", "line 1: country takes two"),
        ('{"name": "--", "id": "x:1", "type": "PERSON"}\n', "a.jsonl", "line 1: a name takes letters"),
        ('{"name": "a b c d e f g h i j k l m", "id": "x:1", "type": "PERSON"}\n', "a.jsonl", "at most 12 words"),
        ("\n\nno\n", "a.jsonl", "line 3: no JSON"),
        ("[]\n", "a.jsonl", "line 1: an object is wanted"),
        ("A,x:1,PERSON\n", "a.csv", "line 1: the first line names the columns"),
        ("name,id,type\nA,x:1\n", "a.csv", "line 2: 2 columns, not 3"),
        ('name,id,type\n"A,x:1,PERSON\n', "a.csv", "no CSV"),
    ],
)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, text: str, name: str, fault: str) -> None:
    path = _file(tmp_path, text, name)
    with pytest.raises(Misconfigured) as caught:
        make_names(path)
    assert path in str(caught.value)
    assert fault in str(caught.value)


def test_a_missing_file_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="cannot be read"):
        make_names(str(tmp_path / "none.jsonl"))


def test_the_made_file_is_kept_by_content_and_refused_for_another(tmp_path: Path) -> None:
    path = _file(tmp_path, JSON_LINES)
    made, digest = make_names(path)
    stamp = Path(made).stat().st_mtime_ns
    assert make_names(path) == (made, digest)
    assert Path(made).stat().st_mtime_ns == stamp
    _file(tmp_path, JSON_LINES + '{"name": "B", "id": "x:1", "type": "PERSON"}\n')
    assert make_names(path)[0] != made
    with pytest.raises(ValueError, match="not the names"):
        open_names(made, b"0" * 32)


def test_an_empty_file_has_no_names(tmp_path: Path) -> None:
    assert _entities("Oslo slept.", _own(tmp_path, "")) == _entities("Oslo slept.", OwnNames())


def test_the_version_of_the_rules_names_what_stands_in_the_file(tmp_path: Path) -> None:
    path = _file(tmp_path, JSON_LINES)
    own = read_own_files({"gazetteer": path})
    again = OwnFiles.unpack(own.pack())
    assert len(again.pack()) < 1000, "children get the place of the names, not the names"
    version = method_of((), again).versions.rules
    assert version == method_of((), own).versions.rules != method_of((), OwnFiles()).versions.rules
    elsewhere = _file(tmp_path, JSON_LINES, "other.jsonl")
    assert method_of((), read_own_files({"gazetteer": elsewhere})).versions.rules == version
    _file(tmp_path, JSON_LINES.replace("acme:77", "acme:78"))
    assert method_of((), read_own_files({"gazetteer": path})).versions.rules != version
