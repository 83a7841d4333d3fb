"""Every corpus file is a test: one meaning, many surfaces; and texts in which nothing may be found."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypedDict

import pytest

from schemas.annotation import Figure
from worker.text.numbers import find_figures

CORPUS = Path(__file__).parent / "corpus"
OPEN, CLOSE = "⟦", "⟧"


class Meaning(TypedDict, total=False):
    """What a corpus entry says of each of its texts; "none" is null."""

    texts: list[str]
    kind: str
    value: str
    low: str
    high: str
    low_inclusive: bool
    high_inclusive: bool
    comparator: str
    approximate: bool
    unit: str
    unit_code: str
    fraction: str
    per: str
    parts: list[str]
    status: str
    readings: list[str]
    counted: str
    head: str
    event: str


def entries() -> Iterator[tuple[str, Meaning, str]]:
    for file in sorted(CORPUS.glob("*.toml")):
        loaded = tomllib.loads(file.read_text(encoding="utf-8"))
        for meaning in loaded.get("meaning", ()):
            for text in meaning["texts"]:
                yield file.stem, meaning, text


def nothing() -> Iterator[tuple[str, str]]:
    loaded = tomllib.loads((CORPUS / "nothing.toml").read_text(encoding="utf-8"))
    for name, group in loaded.items():
        for text in group["texts"]:
            yield name, text


def marked(text: str) -> tuple[str, int, int]:
    """The text without brackets, and the span that they mark (the whole text where there are none)."""
    if OPEN not in text:
        return text, 0, len(text)
    before, _, rest = text.partition(OPEN)
    inside, _, after = rest.partition(CLOSE)
    return before + inside + after, len(before), len(before) + len(inside)


def amount(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.normalize()


def wanted(value: str) -> Decimal | None:
    return None if value == "none" else Decimal(value).normalize()


def found_at(text: str, start: int, end: int) -> Figure:
    figures = find_figures(text)
    at = [figure for figure in figures if (figure.start, figure.end) == (start, end)]
    assert at, f"no figure {text[start:end]!r} in {text!r}, but {[f.surface for f in figures]}"
    return at[0]


@pytest.mark.parametrize(("name", "meaning", "text"), list(entries()))
def test_one_meaning(name: str, meaning: Meaning, text: str) -> None:
    plain, start, end = marked(text)
    figure = found_at(plain, start, end)
    assert figure.kind == meaning.get("kind", figure.kind)
    assert figure.status == meaning.get("status", "ok")
    for field in ("value", "low", "high"):
        if field in meaning:
            assert amount(getattr(figure, field)) == wanted(meaning[field]), field
    for field in ("low_inclusive", "high_inclusive", "comparator", "approximate", "unit", "unit_code", "fraction"):
        if field in meaning:
            assert getattr(figure, field) == meaning[field], field  # type: ignore[literal-required]
    if "per" in meaning:
        assert figure.per is not None
        assert amount(figure.per.value) == wanted(meaning["per"])
    if "parts" in meaning:
        assert [amount(part) for part in figure.parts] == [wanted(part) for part in meaning["parts"]]
    if "readings" in meaning:
        assert [amount(reading.value) for reading in figure.readings] == [wanted(r) for r in meaning["readings"]]
    if "counted" in meaning:
        assert figure.counted is not None
        assert (figure.counted.surface, figure.counted.head) == (meaning["counted"], meaning["head"])
        assert plain[figure.counted.start : figure.counted.end] == figure.counted.surface
        assert figure.counted.event == meaning.get("event")


@pytest.mark.parametrize(("name", "text"), list(nothing()))
def test_no_quantity(name: str, text: str) -> None:
    assert [figure.surface for figure in find_figures(text)] == []


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("It rose 4..5 per cent.", "4.5 per cent"),
        ("It drew 7..5 million guests.", "7.5 million"),
        ("A hall for 3,,400 people.", "3,400"),
    ],
)
def test_a_reading_replaces_the_whole_broken_numeral(text: str, reading: str) -> None:
    (figure,) = find_figures(text)
    assert [each.surface for each in figure.readings] == [reading]
