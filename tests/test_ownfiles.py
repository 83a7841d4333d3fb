"""The operator's own files: read once, carried to the children as bytes, named by the version."""

import asyncio
import doctest
import json
from pathlib import Path

import pytest

from schemas.article import Article, EnrichedArticle
from worker import codec, method, ownfiles, pipeline
from worker.agents.frames import Answer
from worker.agents.pool import Pool
from worker.agents.process import ChildLimits
from worker.errors import Misconfigured
from worker.method import method_of
from worker.ownfiles import NO_FILES, OwnFile, OwnFiles, read_own_files
from worker.pipeline import VERSIONS
from worker.stages import Job, Result

SOURCES = b'[[source]]\nname = "a.example"\ncountry = "CA"\nzone = "America/Toronto"\n'


def test_no_files_are_the_plain_version() -> None:
    assert read_own_files({"sources": ""}) == NO_FILES
    assert method_of((), NO_FILES).versions == VERSIONS


def test_the_version_is_of_the_contents_and_their_settings(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    for path in (one, two):
        path.write_bytes(SOURCES)
    assert read_own_files({"sources": str(one)}).version == read_own_files({"sources": str(two)}).version
    assert read_own_files({"sources": str(one)}).version != read_own_files({"other": str(one)}).version
    two.write_bytes(SOURCES + b"#\n")
    assert read_own_files({"sources": str(one)}).version != read_own_files({"sources": str(two)}).version
    rules = method_of((), read_own_files({"sources": str(one)})).versions.rules
    assert rules == f"{VERSIONS.rules}+{read_own_files({'sources': str(one)}).version}"


def test_they_are_packed_and_unpacked() -> None:
    own = OwnFiles((("a", OwnFile("é/ü", bytes(range(256)))), ("b", OwnFile("", b""))))
    assert OwnFiles.unpack(own.pack()) == own
    assert own.get("a") == OwnFile("é/ü", bytes(range(256)))
    assert own.get("c") is None


def test_what_cannot_be_read_is_a_wrong_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Misconfigured, match=r"nowhere\.toml: it cannot be read \(No such file"):
        read_own_files({"sources": str(tmp_path / "nowhere.toml")})
    with pytest.raises(Misconfigured, match=r"it cannot be read"):
        read_own_files({"sources": str(tmp_path)})
    monkeypatch.setattr(ownfiles, "LARGEST", 3)
    (tmp_path / "large").write_bytes(b"1234")
    with pytest.raises(Misconfigured, match="more than 3 bytes"):
        read_own_files({"sources": str(tmp_path / "large")})


def test_the_pools_children_have_what_the_parent_read(tmp_path: Path) -> None:
    """And a child that is started later has the same, though the file has changed since."""
    path = tmp_path / "own.toml"
    path.write_bytes(SOURCES)
    own = read_own_files({"sources": str(path)})
    path.write_bytes(b"no more TOML")
    raw = json.dumps(
        {"source": "A.example", "external_id": "1", "body": "It cost $5 on Friday.", "published": "2022-11-04 13:55"}
    ).encode()

    def fail(error: BaseException) -> None:
        raise AssertionError from error

    async def both() -> tuple[Answer, Answer]:
        pool = Pool(1, 30.0, ChildLimits(1024, 5_000_000, own=own), fail)
        await pool.start()
        try:
            first = await pool.submit(Job("normalise", raw))
            assert isinstance(first.outcome, Result)
            return first, await pool.submit(Job("enrich", first.outcome.records[0].value))
        finally:
            await pool.close()

    normalised, enriched = (answer.outcome for answer in asyncio.run(both()))
    assert isinstance(normalised, Result)
    assert isinstance(enriched, Result)
    article = codec.decode(Article, normalised.records[0].value)
    assert article.country == "CA"
    assert article.published is not None
    assert (article.published.at, article.published.zone) == ("2022-11-04T13:55-04:00", "source")
    full = codec.decode(EnrichedArticle, enriched.records[0].value)
    assert [figure.unit_code for figure in full.figures] == ["CAD"]
    assert full.pipeline == method_of((), own).versions
    assert full.pipeline.rules.endswith(own.version)


@pytest.mark.parametrize("module", [ownfiles, method, pipeline], ids=lambda module: module.__name__)
def test_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
