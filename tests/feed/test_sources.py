"""Where articles come from: what each kind of file becomes, and that nothing is lost on the way."""

import base64
import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.feed.sources import Fault, Fill, Form, Found, Intake, Item, Place, missing


def read(*sources: Path | str, fill: Fill | None = None, **options: object) -> list[Found]:
    return list(Intake(tuple(map(str, sources)), fill or Fill(), **options).read())  # type: ignore[arg-type]


def articles(found: Sequence[Found]) -> list[dict[str, str]]:
    assert not [item for item in found if isinstance(item, Fault)]
    return [json.loads(item.value) for item in found if isinstance(item, Item)]


def faults(found: Sequence[Found]) -> list[tuple[str, str]]:
    return [(str(item.place), item.code) for item in found if isinstance(item, Fault)]


def test_lines_pass_through_byte_for_byte_where_nothing_is_filled_in(tmp_path: Path) -> None:
    lines = [b'{"source":"a.example", "body":"x", "price": 1.10}', b'{"source":"b.example","body":"\\ud800"}']
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines) + b"\n\n  \n")
    assert read(path) == [Item(Place(str(path), n), line) for n, line in enumerate(lines, start=1)]


def test_the_last_line_needs_no_end(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"a":1}\n{"b":2}')
    assert len(read(path)) == 2


def test_options_fill_only_what_an_article_lacks(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"source":"own.example","body":"a"}\n{"source":null,"body":"b","language":"de"}\n', "utf-8")
    made = articles(read(path, fill=Fill(source="given.example", language="en")))
    assert [(a["source"], a["language"]) for a in made] == [("own.example", "en"), ("given.example", "de")]


def test_lone_surrogates_survive_filling_in(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"body":"\\ud800"}\n')
    (item,) = read(path, fill=Fill(source="a.example"))
    assert isinstance(item, Item)
    assert b"\\ud800" in item.value


def test_a_bad_line_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"body":"a"}\nnot json\n[1]\n' + b"[" * 100_000 + b"\n")
    found = read(path, fill=Fill(source="a.example"))
    assert faults(found) == [(f"{path}:2", "undecodable"), (f"{path}:3", "schema_violation"), (f"{path}:4", "too_deep")]
    assert len(found) == 4


def test_a_line_over_the_limit_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"a" * 50 + b"\n" + b"b" * 51 + b"\n" + b"c" * 500 + b"\r\n" + b"d" * 50 + b"\r\n" + b"e" * 51)
    found = read(path, raw_lines=True, limit=50)
    assert [item.value[:1] for item in found if isinstance(item, Item)] == [b"a", b"d"]
    assert faults(found) == [(f"{path}:{line}", "too_large") for line in (2, 3, 5)]


def test_raw_lines_are_not_looked_at() -> None:
    lines = b"not json\n\xff\xfe\n{}\n"
    found = read("-", form=Form.JSONL, raw_lines=True, stdin=io.BytesIO(lines), fill=Fill(source="a.example"))
    assert [item.value for item in found if isinstance(item, Item)] == [b"not json", b"\xff\xfe", b"{}"]


def test_text_and_pages_are_one_article_each(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ein Bericht über Öl.", "utf-8")
    (tmp_path / "b.HTM").write_text("<p>x</p>", "utf-8")
    (tmp_path / "c.txt").write_bytes("Zürich".encode("cp1252"))
    made = articles(read(tmp_path, fill=Fill(source="a.example", published="2022-11-04")))
    assert [a["external_id"] for a in made] == ["a.txt", "b.HTM", "c.txt"]
    assert [a["media_type"] for a in made] == ["text/plain", "text/html", "text/plain"]
    assert made[0]["body"] == "Ein Bericht über Öl."
    assert base64.b64decode(made[2]["body_base64"]) == "Zürich".encode("cp1252")
    assert {a["published"] for a in made} == {"2022-11-04"}


def test_a_declared_charset_sends_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("слон".encode("koi8-r"))
    (made,) = articles(read(path, fill=Fill(source="a.example", charset="koi8-r")))
    assert (made["charset"], base64.b64decode(made["body_base64"])) == ("koi8-r", "слон".encode("koi8-r"))


def test_a_file_is_the_same_article_wherever_its_folder_lies(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder / "sub").mkdir(parents=True)
        (tmp_path / folder / "sub" / "a.txt").write_text("x", "utf-8")
    fill = Fill(source="a.example")
    first, second = (articles(read(tmp_path / folder, fill=fill)) for folder in ("one", "two"))
    assert first == second
    assert first[0]["external_id"] == "sub/a.txt"


def test_an_url_identifies_better_than_a_file_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", "utf-8")
    (made,) = articles(read(path, fill=Fill(source="a.example", url="https://a.example/1")))
    assert "external_id" not in made


def test_one_url_cannot_name_two_articles(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"body":"a"}\n{"body":"b","url":"https://own.example"}\n{"body":"c"}\n', "utf-8")
    found = read(path, fill=Fill(source="a.example", url="https://a.example/1"))
    assert faults(found) == [(f"{path}:3", "schema_violation")]


def test_files_of_one_name_and_other_content_are_not_mixed_up(tmp_path: Path) -> None:
    for folder, text in (("one", "x"), ("two", "x"), ("three", "y")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text, "utf-8")
    paths = [tmp_path / folder / "a.txt" for folder in ("one", "two", "three")]
    assert faults(read(*paths, fill=Fill(source="a.example"))) == [(str(paths[2]), "schema_violation")]


def test_text_without_a_source_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", "utf-8")
    assert faults(read(path)) == [(str(path), "schema_violation")]


def test_a_document_is_one_article_or_a_list_or_lines(tmp_path: Path) -> None:
    contents = ['{\n "body": "a"\n}', '[{"body": "a"}, {"body": "b"}, 3]', '{"body": "a"}\n{"body": "b"}', "{\n"]
    paths = [tmp_path / f"{number}.json" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content, "utf-8")
    fill = Fill(source="a.example")
    assert [len(read(path, fill=fill)) for path in paths] == [1, 3, 2, 1]
    assert faults(read(paths[1], fill=fill)) == [(f"{paths[1]}:3", "schema_violation")]
    assert faults(read(paths[3], fill=fill)) == [(str(paths[3]), "undecodable")]


def test_folders_are_read_in_the_order_of_names_and_others_counted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md", ".hidden.txt", "sub/d.txt", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    intake = Intake((str(tmp_path),), Fill(source="a.example"))
    assert [a["external_id"] for a in articles(list(intake.read()))] == ["a.txt", "b.txt", "sub/d.txt"]
    assert intake.left_out == 1


def test_a_named_file_of_an_unknown_kind_is_a_fault_unless_its_format_is_given(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("x", "utf-8")
    assert faults(read(path, fill=Fill(source="a.example"))) == [(str(path), "unreadable")]
    assert len(articles(read(path, fill=Fill(source="a.example"), form=Form.TEXT))) == 1


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.txt.gz"])
def test_packed_files_are_unpacked(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b'{"source":"a.example","body":"x"}'))
    assert len(articles(read(path, fill=Fill(source="a.example")))) == 1


def test_a_damaged_archive_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"source":"a.example","body":"x"}\n' * 9000)[:-200])
    found = read(path)
    assert faults(found) == [(str(path), "unreadable")]
    not_packed = tmp_path / "b.jsonl.gz"
    not_packed.write_bytes(b'{"source":"a.example","body":"x"}\n')
    assert faults(read(not_packed)) == [(str(not_packed), "unreadable")]


def test_bytes_read_reach_the_total(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"source":"a.example","body":"x"}\n' * 5000)
    (tmp_path / "b.txt").write_bytes(b"text")
    (tmp_path / "c.md").write_bytes(b"not counted")
    intake = Intake((str(tmp_path),), Fill(source="a.example"))
    for _ in intake.read():
        pass
    assert intake.bytes_read == intake.total_bytes() == 5000 * 34 + 4
    assert Intake(("-",)).total_bytes() is None


def test_missing_sources_are_found_before_anything_is_read(tmp_path: Path) -> None:
    assert missing(["-", str(tmp_path), str(tmp_path / "no")]) == (str(tmp_path / "no"),)


@given(st.binary(max_size=400))
def test_every_line_comes_out_once(content: bytes) -> None:
    """Whatever the bytes: as many items and faults as there are lines that are not empty, in order."""
    found = read("-", stdin=io.BytesIO(content), raw_lines=True, limit=20)
    kept = [line for line in io.BytesIO(content).readlines() if line.rstrip(b"\r\n")]
    if content.startswith(b"\xef\xbb\xbf"):
        return
    assert len(found) == len(kept)
    assert [f.place.line for f in found] == sorted({f.place.line or 0 for f in found})


@given(st.binary(max_size=200))
def test_no_line_breaks_the_reading(content: bytes) -> None:
    for found in read("-", stdin=io.BytesIO(content), fill=Fill(source="a.example")):
        assert isinstance(found, Item | Fault)
