"""The shipped tables: headings, sizes, and what a few rows say."""

import re
import time
from pathlib import Path

import pytest

from worker.text.names.gazetteer import DATA, Gazetteer, gazetteer

OURS = (
    "places.tsv",
    "more_places.tsv",
    "nationalities.tsv",
    "geography.tsv",
    "institutions.tsv",
    "cues_of_names.tsv",
    "short_names.tsv",
    *(path.name for path in sorted(DATA.glob("organisations*.tsv"))),
)
PEOPLE = ("given_names.txt", "given_genders.tsv", "known_people.tsv", "surnames.txt", "words.txt")


@pytest.fixture(scope="module")
def tables() -> Gazetteer:
    return gazetteer()


@pytest.mark.parametrize("name", [*OURS, *PEOPLE])
def test_a_table_names_its_source_licence_and_date(name: str) -> None:
    heading = "".join(line for line in (DATA / name).read_text("utf-8").splitlines()[:6] if line.startswith("#"))
    assert "ource" in heading
    assert "Date: 20" in heading
    assert "icen" in heading or "permission" in heading or "domain" in heading or "LGPL" in heading


def _rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


ORGANISATIONS = [path.name for path in sorted(DATA.glob("organisations*.tsv"))]


def test_the_registry_of_organisations_is_large_and_its_ids_are_unique() -> None:
    rows = [row for name in ORGANISATIONS for row in _rows(name)]
    ids = [row[0] for row in rows]
    assert len(ids) >= 3000
    assert len(set(ids)) == len(ids)
    assert all(len(row) == 4 for row in rows)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", id_) for id_ in ids)
    countries = {id_[8:] for id_ in _ids_of_places() if id_.startswith("iso3166:")}
    assert {row[3] for row in rows} - {""} <= countries


def _ids_of_places() -> set[str]:
    return {cell.split("|")[1] for row in _places("places.tsv") for cell in row[1:]}


def _places(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_no_two_organisations_have_the_same_canonical_name() -> None:
    names = [row[1] for name in ORGANISATIONS for row in _rows(name)]
    assert len(set(names)) == len(names)


def test_cues_and_institutions_name_rows_of_the_registry() -> None:
    ids = {row[0] for name in ORGANISATIONS for row in _rows(name)}
    assert {row[1] for row in _rows("cues_of_names.tsv")} - {"-"} <= ids
    assert {row[1] for row in _rows("short_names.tsv")} <= ids
    own = {piece.partition("=")[2] for row in _rows("institutions.tsv") for piece in row[3].split()} - {""}
    assert own <= ids


def test_the_further_places_are_no_second_reading_of_the_first_tables() -> None:
    first = {(row[0], cell.split("|")[1]) for row in _places("places.tsv") for cell in row[1:]}
    further = {(row[0], cell.split("|")[1]) for row in _places("more_places.tsv") for cell in row[1:]}
    assert len(further) > 30_000
    assert not first & further


def test_every_row_can_be_parsed(tables: Gazetteer) -> None:
    spellings = [row.partition("\t")[0] for rows in tables.rows.values() for row in rows]
    assert len(spellings) > 20_000
    for spelling in spellings[::7]:
        name = tables.look_up(spelling)
        assert name is not None
        assert name.candidates
        assert all(candidate.canonical for candidate in name.candidates)


def test_tables_load_fast() -> None:
    gazetteer.cache_clear()
    begun = time.process_time()
    gazetteer()
    assert time.process_time() - begun < 0.6  # 0.1 s on a quiet machine; the goal is 0.3 s


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Rostov-on-Don", "geonames:501175"),
        ("Buryatia", "iso3166-2:RU-BU"),
        ("Czech Republic", "iso3166:CZ"),
        ("Kosovo", "iso3166:XK"),
        ("Europe", "geonames:6255148"),
        ("Bundesbank", "org:bundesbank"),
    ],
)
def test_a_name_means(tables: Gazetteer, name: str, id_: str) -> None:
    found = tables.look_up(name)
    assert found is not None
    assert found.candidates[0].id == id_


def test_a_name_that_is_not_there() -> None:
    assert gazetteer().look_up("Nowhereville") is None


def test_the_notice_names_every_source() -> None:
    notice = (Path(DATA) / "NOTICE.md").read_text("utf-8")
    assert all(name in notice for name in (*OURS, *PEOPLE, "GeoNames", "SCOWL", "CLDR", "Faker"))
