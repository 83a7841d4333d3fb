"""The shipped tables: headings, sizes, and what a few rows say."""

import time
from pathlib import Path

import pytest

from worker.text.names.gazetteer import DATA, Gazetteer, gazetteer

OURS = ("places.tsv", "organisations.tsv", "nationalities.tsv", "geography.tsv")
PEOPLE = ("given_names.txt", "surnames.txt", "words.txt")


@pytest.fixture(scope="module")
def tables() -> Gazetteer:
    return gazetteer()


@pytest.mark.parametrize("name", [*OURS, *PEOPLE])
def test_a_table_names_its_source_licence_and_date(name: str) -> None:
    heading = "".join(line for line in (DATA / name).read_text("utf-8").splitlines()[:6] if line.startswith("#"))
    assert "ource" in heading
    assert "Date: 20" in heading
    assert "icen" in heading or "permission" in heading or "domain" in heading or "LGPL" in heading


def test_the_registry_of_organisations_is_large_and_its_ids_are_unique() -> None:
    rows = [line for line in (DATA / "organisations.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
    ids = [row.split("|")[0] for row in rows]
    assert len(ids) >= 400
    assert len(set(ids)) == len(ids)
    assert all(row.count("|") == 3 for row in rows)


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
