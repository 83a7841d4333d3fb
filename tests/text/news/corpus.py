"""The news set: our own sentences on invented events, with every figure and moment, as text files to read and edit.

The files under ``sentences/``, one a subject, were written before their writer had seen anything of the rules.

    % 2022-11-08 GB              the reference date (or ``none``), the source's country (or nothing), from here on;
                                 a third word ``references`` asks for "now" and "recently" too (PRESENT_REF, PAST_REF)
    > A sentence, or two.        what is annotated; its lines follow, in the order of the text
    # surface | kind | value | fields...
    @ surface | type value | fields...
    ?# surface                   neither asked for nor punished: a lexical number, a vague word ("?@" for a moment)

What is not listed is no figure. A part of a surface in [brackets] may be in the span or not.
Kind: num (cardinal), ord (ordinal), pct (percent), meas (measure), mult (multiple), or the contract's own word.
Type: D (DATE), T (TIME), P (DURATION), S (SET).
Everywhere ``a or b`` takes either, ``?`` is not judged, ``-`` is null.

Value of a figure: the number (12 significant digits) and what the words entail as an interval, its end left out where
open: ``300 (300,)`` more than 300, ``2000 ~ (,2000)`` almost 2,000 (``~``: approximate), ``- [10,20]`` a range,
``200 ~`` about 200 (no bounds), ``84 ?`` bounds not judged. A plain number is its own bounds; the comparator follows
from a one-sided interval. Money is in whole units of its currency (45p is 0.45 GBP, or 45 without a code).
Fields of a figure: ``q`` qualifier, ``u`` unit code, ``per`` value and unit of the denominator, ``parts``, ``n`` the
head of what is counted, ``ev`` what happened to them, ``of`` the whole (its surface), ``up`` / ``down`` / ``flat`` with
``from`` and ``to`` (surfaces) a change, ``status``, ``read`` the readings' values. A link or change that ends in
`` ?`` may be there or not; ``change ?`` leaves the change open. A cardinal without ``n`` counts nothing, without ``u``
it has no unit; of other kinds neither is judged, nor is the qualifier ("between") of a range without ``q``.
Fields of a moment: ``mod``, ``quant``, ``freq``, ``status``, ``read``; ``joins`` ends a range that the line before it
begins: one moment over both is as good. ``begins`` and ``ends`` follow from a plain date (intervals.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from tests.text.news.gold import Bounds, GoldChange, GoldFigure, GoldMoment, Part, Sentence, Worth

SENTENCES = Path(__file__).parent / "sentences"
KINDS = {"num": "cardinal", "ord": "ordinal", "pct": "percent", "meas": "measure", "mult": "multiple"}
CONTRACT_KINDS = frozenset((*KINDS.values(), "money", "age", "rate", "ratio", "score", "?"))
TYPES = {"D": "DATE", "T": "TIME", "P": "DURATION", "S": "SET", "?": "?"}
DIRECTIONS = {"up": "up", "down": "down", "flat": "unchanged"}
_FIELDS = frozenset(("q", "u", "per", "parts", "n", "ev", "of", *DIRECTIONS, "from", "to", "status", "read", "change"))
_MOMENT_FIELDS = frozenset(("mod", "quant", "freq", "status", "read", "joins"))


class BadGold(ValueError):
    """A line of the set that cannot be read, with its file and line."""


@dataclass(slots=True)
class _Draft:
    line: int
    text: str
    published: str | None
    country: str | None
    references: bool = False
    rows: list[tuple[int, str]] = field(default_factory=list)


def files() -> tuple[Path, ...]:
    """The files of the set, by name."""
    return tuple(sorted(SENTENCES.glob("*.txt")))


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of one file, in their order. Raises BadGold at the first line that is wrong."""
    published: str | None = None
    country: str | None = None
    references = False
    draft: _Draft | None = None
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if row.startswith(("% ", "> ")):
            if draft is not None:
                yield _finished(path, draft)
            draft = None
        if row.startswith("% "):
            words = row[2:].split()
            references = words[2:] == ["references"]
            published, country = [None if word == "none" else word for word in (*words, "none")[:2]]
        elif row.startswith("> "):
            draft = _Draft(number, row[2:], published, country, references)
        elif row.strip():
            if draft is None or not re.match(r"\??[#@] ", row):
                raise BadGold(f"{path.name}:{number}: {row}")
            draft.rows.append((number, row))
    if draft is not None:
        yield _finished(path, draft)


def _finished(path: Path, draft: _Draft) -> Sentence:
    figures: list[tuple[GoldFigure, dict[str, str]]] = []
    moments: list[GoldMoment] = []
    before = cursor = 0
    for number, row in draft.rows:
        mark, rest = row.split(" ", 1)
        columns = [column.strip() for column in rest.split(" | ")]
        try:
            if mark.startswith("?"):
                full = columns[0].replace("[", "").replace("]", "")
                near = before if _found(draft.text, full, before) >= 0 else 0
                spans = _spans(draft.text, columns[0], near)
                if mark == "?#":
                    figures.append((GoldFigure(spans, full, number, True, {}), {}))
                else:
                    moments.append(GoldMoment(spans, full, number, True, {}))
                continue
            spans = _spans(draft.text, columns[0], cursor)
            before, cursor = spans[0]
            if mark == "#":
                figures.append(_figure(spans, columns, number))
            else:
                moments.append(_moment(spans, columns, number))
        except (ValueError, ArithmeticError, IndexError) as error:
            raise BadGold(f"{path.name}:{number}: {error}: {row}") from error
    try:
        linked = tuple(_linked(one, words, draft.text, [gold for gold, _ in figures]) for one, words in figures)
    except ValueError as error:
        raise BadGold(f"{path.name}:{draft.line}: {error}") from error
    return Sentence(
        path.stem, draft.line, draft.text, draft.published, draft.country, draft.references, linked, tuple(moments)
    )


def _spans(text: str, pattern: str, cursor: int) -> tuple[tuple[int, int], ...]:
    """All spans that a surface with [parts] allows, the fullest first; parts stand at its ends."""
    pieces = re.split(r"(\[[^\]]*\])", pattern)
    full = pattern.replace("[", "").replace("]", "")
    start = _found(text, full, cursor)
    if start < 0:
        raise ValueError(f"no such surface from {cursor} on")
    optional = [piece.startswith("[") for piece in pieces if piece]
    sizes = [len(piece.strip("[]")) for piece in pieces if piece]
    core = [i for i, may_go in enumerate(optional) if not may_go]
    starts = [start + sum(sizes[:i]) for i in range(core[0] + 1)]
    end = start + len(full)
    ends = [end - sum(sizes[i:]) for i in range(len(sizes), core[-1], -1)]
    return tuple(dict.fromkeys((s, e) for s in starts for e in ends))


def _found(text: str, surface: str, cursor: int) -> int:
    """Where a surface stands as a word of its own."""
    at = text.find(surface, cursor)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(surface) : at + len(surface) + 1]
        in_number = before in (",", ".") and text[max(at - 2, 0) : at - 1].isdigit()
        glued = surface[0].isalnum() and (before.isalnum() or in_number)
        if not glued and not (surface[-1].isalnum() and after.isalnum()):
            return at
        at = text.find(surface, at + 1)
    return -1


def _options(column: str) -> tuple[str, ...]:
    return tuple(option.strip() for option in column.split(" or "))


def _figure(spans: tuple[tuple[int, int], ...], columns: list[str], line: int) -> tuple[GoldFigure, dict[str, str]]:
    kinds = tuple(KINDS.get(kind, kind) for kind in _options(columns[1]))
    if unknown := set(kinds) - CONTRACT_KINDS:
        raise ValueError(f"kind {unknown}")
    rest = columns[2:]
    value = "-" if not rest or re.match(r"[a-z]", rest[0]) else rest.pop(0)
    words: dict[str, str] = {}
    for column in rest:
        name, _, content = column.partition(" ")
        if name in words or name not in _FIELDS:
            raise ValueError(f"field {name}")
        words[name] = content.strip()
    status = _options(words.get("status", "ok"))
    judged = kinds[0] not in ("score", "ratio") and status[0] in ("ok", "inconsistent")
    worths = tuple(_worth(option, judged, kinds) for option in _options(value)) if value[0] != "?" else ()
    plain = any(worth.value is not None for worth in worths)
    fields = {
        "status": status,
        "q": _options(words.get("q", "-" if plain or not worths else "?")),
        "u": _options(words.get("u", "-" if kinds in (("cardinal",), ("ordinal",)) else "?")),
        "n": _options(words["n"]) if "n" in words else (("-",) if kinds == ("cardinal",) else ("?",)),
        "ev": _options(words.get("ev", "?")),
        "per": tuple(words.get("per", "?").split()),
    }
    parts = tuple(Decimal(part) for part in words.get("parts", "").split())
    readings = tuple(Decimal(part) for part in words.get("read", "").split())
    surface = columns[0].replace("[", "").replace("]", "")
    return GoldFigure(spans, surface, line, False, fields, kinds, worths, parts, readings), words


_FIELDS = frozenset(
    ["q", "u", "per", "parts", "n", "ev", "of", "up", "down", "flat", "from", "to", "status", "read", "change"]
)


def _worth(option: str, judged: bool, kinds: tuple[str, ...]) -> Worth:
    number, _, rest = option.partition(" ")
    value = None if number == "-" else +Decimal(number)
    approximate = rest.startswith("~")
    rest = rest.removeprefix("~").strip()
    if rest == "?" or not judged:
        return Worth(value, None, approximate)
    if not rest:
        if value is None:
            return Worth(None, None, approximate)
        known = None if approximate else value
        inclusive = None if approximate else True
        return Worth(value, Bounds(known, known, inclusive, inclusive), approximate)
    found = re.fullmatch(r"\??\s*([\[(])([^,]*),([^,]*)([\])])", rest)
    if found is None:
        raise ValueError(f"interval {rest}")
    opens, low, high, closes = found.groups()
    bounds = Bounds(
        Decimal(low) if low else None,
        Decimal(high) if high else None,
        (opens == "[") if low else None,
        (closes == "]") if high else None,
    )
    if bounds.low is not None and bounds.high is not None and bounds.low >= bounds.high:
        raise ValueError(f"interval {rest}")
    return Worth(value, bounds, approximate)


def _linked(one: GoldFigure, words: dict[str, str], text: str, figures: list[GoldFigure]) -> GoldFigure:
    """The figure with its whole and its change found among the sentence's figures."""
    part: Part | None = None
    if "of" in words:
        name, optional = _strip_optional(words["of"])
        part = Part(None if name == "?" else _start_of(text, name, one, figures), optional or name == "?")
    change: GoldChange | None = None
    for word, direction in DIRECTIONS.items():
        if word in words:
            ends = []
            for name in ("from", "to"):
                ends.append(_start_of(text, words[name], one, figures) if words.get(name, "?") != "?" else None)
            change = GoldChange(direction, ends[0], ends[1], words[word] == "?")
    return replace(one, change=change, change_open="change" in words, part_of=part)


def _strip_optional(column: str) -> tuple[str, bool]:
    return (column[:-2], True) if column.endswith(" ?") else (column, False)


def _start_of(text: str, name: str, one: GoldFigure, figures: list[GoldFigure]) -> int:
    others = (figure for figure in figures if figure is not one and not figure.optional)
    named = [figure.start for figure in others if name in {text[start:end] for start, end in figure.spans}]
    if len(named) != 1:
        raise ValueError(f"{one.surface}: {len(named)} figures called {name!r}")
    return named[0]


def _moment(spans: tuple[tuple[int, int], ...], columns: list[str], line: int) -> GoldMoment:
    code, _, column = columns[1].partition(" ")
    words: dict[str, str] = {}
    for each in columns[2:]:
        name, _, content = each.partition(" ")
        if name in words or name not in _MOMENT_FIELDS:
            raise ValueError(f"field {name}")
        words[name] = content.strip()
    fields = {name: _options(words.get(name, "-")) for name in ("mod", "quant", "freq")}
    fields["status"] = (words.get("status", "ok"),)
    options = _options(column or "?")
    values = () if any(option.endswith("?") for option in options) else tuple(None if v == "-" else v for v in options)
    surface = columns[0].replace("[", "").replace("]", "")
    return GoldMoment(
        *(spans, surface, line, False, fields, TYPES[code], values, tuple(words.get("read", "").split())),
        joins="joins" in words,
    )
