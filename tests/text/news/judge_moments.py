"""Marks for the moments of one sentence."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from schemas.annotation import Moment
from tests.text.news.gold import GoldMoment
from tests.text.news.intervals import interval
from tests.text.news.matching import match
from tests.text.news.tally import Mark, Outcome

ASKED = ("m strict", "m relaxed", "m value", "m type", "m mod", "m set", "m days", "m status")
_REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
_SECONDS = {"H": 3600, "M": 60, "S": 1}
_MONTHS = {"Y": 12, "M": 1, "Q": 3, "DE": 120, "E": 120, "CE": 1200, "C": 1200}
_DAYS = {"W": 7, "D": 1}


def judge_moments(gold: Sequence[GoldMoment], found: Sequence[Moment], *, references: bool = False) -> Iterator[Mark]:
    """Every answer about the moments; "now" and "recently" (a reference without a date) only where asked for."""
    given = [moment for moment in found if references or moment.value not in _REFERENCES]
    joined, gold, given = _take_ranges(gold, given)
    yield from joined
    pairs = match(gold, given)
    for i, one in enumerate(gold):
        if one.optional:
            continue
        if i in pairs.given_of:
            yield from _judge(one, given[pairs.given_of[i]])
            continue
        for asked in ("m strict", "m relaxed", "m value", "m type"):
            yield Mark(asked, "missed", one.surface, " or ".join(map(str, one.values)))
        if not {"?", "-"} & set(one.fields["mod"]):
            yield Mark("m mod", "missed", one.surface, "|".join(one.fields["mod"]))
        if one.fields["status"] != ("ok",):
            yield Mark("m status", "missed", one.surface)
    for j in pairs.extra:
        for asked in ("m strict", "m relaxed", "m value", "m type"):
            yield Mark(asked, "extra", given[j].surface, "", f"{given[j].type} {given[j].value}")


def _take_ranges(gold: Sequence[GoldMoment], given: list[Moment]) -> tuple[list[Mark], list[GoldMoment], list[Moment]]:
    """Ranges of two moments that are given as one, judged; and what is left."""
    marks: list[Mark] = []
    left, rest = list(gold), list(given)
    for first, second in pairwise(gold):
        whole = [m for m in rest if second.joins and m.start < first.end and m.end > second.start]
        if not whole:
            continue
        moment = whole[0]
        rest.remove(moment)
        left = [one for one in left if one is not first and one is not second]
        starts, ends = {start for start, _ in first.spans}, {end for _, end in second.spans}
        strict = moment.start in starts and moment.end in ends
        days = [interval(str(one.values[0])) for one in (first, second)]
        if days[0] and days[1]:
            right = (moment.begins or "")[:10] == days[0][0] and (moment.ends or "")[:10] == days[1][1]
        else:
            right = bool(moment.begins or moment.value)
        surface = f"{first.surface} .. {second.surface}"
        told = f"{moment.value} {moment.begins} {moment.ends}"
        for _ in (first, second):
            marks.append(Mark("m relaxed", "hit", surface))
            marks.append(Mark("m type", "hit", surface))
            marks.append(Mark("m strict", "hit" if strict else "wrong", surface, surface, moment.surface))
            marks.append(Mark("m value", "hit" if right else "wrong", surface, str(days), told))
    return marks, left, rest


def _judge(one: GoldMoment, moment: Moment) -> Iterator[Mark]:
    strict = (moment.start, moment.end) in one.spans
    yield Mark("m relaxed", "hit", one.surface)
    yield Mark("m strict", "hit" if strict else "wrong", one.surface, one.surface, moment.surface)
    type_right = one.type in ("?", moment.type)
    yield Mark("m type", "hit" if type_right else "wrong", one.surface, one.type, moment.type)
    if one.values:
        right = plain(moment.value) in {plain(value) for value in one.values}
        expected = " or ".join(map(str, one.values))
        yield Mark("m value", "hit" if right else "wrong", one.surface, expected, str(moment.value))
        if right and moment.value and len(one.values) == 1 and (days := interval(moment.value)) and not moment.mod:
            told = (moment.begins or "")[:10], (moment.ends or "")[:10]
            yield Mark("m days", "hit" if told == days else "wrong", one.surface, str(days), str(told))
    for asked, name, value in (
        ("m mod", "mod", moment.mod),
        ("m set", "quant", moment.quant),
        ("m set", "freq", moment.freq),
    ):
        yield from _judge_option(asked, one, name, value)
    status = one.fields["status"]
    if moment.status != "ok" or status != ("ok",):
        hit = moment.status in status
        yield Mark(
            "m status",
            "hit" if hit else "extra" if status == ("ok",) else "missed" if moment.status == "ok" else "wrong",
            one.surface,
            "|".join(status),
            moment.status,
        )


def _judge_option(asked: str, one: GoldMoment, name: str, value: str | None) -> Iterator[Mark]:
    options = one.fields[name]
    if "?" in options or (value is None and "-" in options):
        return
    if name in ("quant", "freq") and options == ("-",):
        return
    right = value in options
    outcome: Outcome = "hit" if right else "missed" if value is None else "extra" if options == ("-",) else "wrong"
    yield Mark(asked, outcome, one.surface, "|".join(options), str(value))


def plain(value: str | None) -> str | None:
    """A TIMEX3 value in one spelling: durations by length, no X after a decade, clocks without zone and seconds.

    >>> plain("PT2H30M") == plain("PT150M"), plain("P2W") == plain("P14D"), plain("P1DE") == plain("P10Y")
    (True, True, True)
    >>> plain("197X"), plain("2022-11-04T17:00:00Z"), plain("P1M") == plain("PT1M")
    ('197', '2022-11-04T17:00', False)
    """
    if value is None:
        return None
    if value.startswith("P") and "X" not in value:
        return _length(value)
    if re.fullmatch(r"\d+X+", value):
        return value.rstrip("X")
    clock = re.sub(r"(T\d\d:\d\d)(:00)?(Z|[+-]\d\d:?\d\d)?$", r"\1", value)
    return re.sub(r"T(\d\d)$", r"T\1:00", clock)


def _length(value: str) -> str:
    days, _, clock = value[1:].partition("T")
    seconds = months = 0.0
    for amount, unit in re.findall(r"(\d+(?:\.\d+)?)(DE|CE|[A-Z])", days):
        if unit in _MONTHS:
            months += float(amount) * _MONTHS[unit]
        elif unit in _DAYS:
            seconds += float(amount) * _DAYS[unit] * 86400
        else:
            return value
    for amount, unit in re.findall(r"(\d+(?:\.\d+)?)([A-Z])", clock):
        if unit not in _SECONDS:
            return value
        seconds += float(amount) * _SECONDS[unit]
    return f"P{months:g}M{seconds:.6g}S" if months or seconds else value
