"""Marks for the figures of one sentence."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from schemas.annotation import Figure
from tests.text.news.gold import Bounds, GoldFigure, Worth
from tests.text.news.matching import Matching, match
from tests.text.news.tally import Mark, Outcome

ASKED = (
    *("strict", "relaxed", "value", "bounds", "comparator", "approximate", "qualifier", "unit", "per", "kind"),
    *("counted", "event", "part_of", "change", "direction", "status", "readings"),
)
_TOLERANCE = Decimal("1e-9")
_EVENTS = (
    {"killed", "kill", "kills", "killing", "died", "die", "dead", "death", "deaths", "drowned", "shot", "executed"},
    {"injured", "wounded", "hurt"},
    {"missing", "unaccounted"},
    {"arrested", "detained", "held", "charged"},
    {"displaced", "uprooted", "evacuated", "fled"},
    {"freed", "released", "rescued"},
)


def judge_figures(gold: Sequence[GoldFigure], found: Sequence[Figure]) -> Iterator[Mark]:
    """Every answer about the figures; names and codes (``kind`` name) are no figures."""
    given = [figure for figure in found if figure.kind != "name"]
    place = {found.index(figure): j for j, figure in enumerate(given)}
    pairs = match(gold, given)
    for i, one in enumerate(gold):
        if one.optional:
            continue
        if i not in pairs.given_of:
            yield from _missed(one)
            continue
        figure = given[pairs.given_of[i]]
        right = (figure.start, figure.end) in one.spans
        yield Mark("relaxed", "hit", one.surface)
        yield Mark("strict", "hit" if right else "wrong", one.surface, one.surface, figure.surface)
        yield from _judge_worth(one, figure)
        yield from _judge_fields(one, figure)
        yield from _judge_part(i, gold, pairs, figure, place)
    for j in pairs.extra:
        yield from _extra(given[j])
    yield from _judge_changes(gold, given, pairs, place)


def _extra(figure: Figure) -> Iterator[Mark]:
    """All that is told of a figure that is none."""
    told = (
        ("comparator", figure.comparator),
        ("unit", figure.unit_code),
        ("counted", figure.counted),
        ("part_of", figure.part_of),
        ("change", figure.change),
        ("direction", figure.change),
        ("status", None if figure.status == "ok" else figure.status),
    )
    fields = (asked for asked, answer in told if answer is not None)
    for asked in ("strict", "relaxed", "value", "bounds", "kind", *fields):
        yield Mark(asked, "extra", figure.surface, "", f"{figure.kind} {figure.value}")


def _near(one: Decimal | None, other: str | Decimal | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return abs(one - Decimal(other)) <= _TOLERANCE * max(Decimal(1), abs(one))


def _same_bounds(bounds: Bounds, figure: Figure) -> bool:
    low = bounds.low is None or bounds.low_inclusive == figure.low_inclusive
    high = bounds.high is None or bounds.high_inclusive == figure.high_inclusive
    return low and high and _near(bounds.low, figure.low) and _near(bounds.high, figure.high)


def _tell(figure: Figure) -> str:
    left, right = "[" if figure.low_inclusive else "(", "]" if figure.high_inclusive else ")"
    return f"{figure.value} {left}{figure.low},{figure.high}{right} parts={','.join(map(str, figure.parts))}"


def _tell_worths(worths: Sequence[Worth]) -> str:
    told = []
    for worth in worths:
        bounds = worth.bounds
        if bounds is None:
            told.append(f"{worth.value} ?")
        else:
            left, right = "[" if bounds.low_inclusive else "(", "]" if bounds.high_inclusive else ")"
            told.append(f"{worth.value} {left}{bounds.low},{bounds.high}{right}")
    return " or ".join(told)


def _judge_worth(one: GoldFigure, figure: Figure) -> Iterator[Mark]:
    expected, told = _tell_worths(one.worths), _tell(figure)
    values = [worth for worth in one.worths if _near(worth.value, figure.value)]
    if one.worths:
        sides = not one.parts or [Decimal(str(part)) for part in figure.parts] == list(one.parts)
        bounds = [worth.bounds for worth in values if worth.bounds is not None and _same_bounds(worth.bounds, figure)]
        judged = all(worth.bounds is not None for worth in one.worths)
        # A range has no value but its bounds.
        right = bool(values) and sides and (figure.value is not None or not judged or bool(bounds))
        yield Mark("value", "hit" if right else "wrong", one.surface, expected, told)
        if judged:
            yield Mark("bounds", "hit" if bounds else "wrong", one.surface, expected, told)
            yield from _judge_comparator(one, {_comparator(worth) for worth in one.worths}, figure.comparator)
        hedged = {worth.approximate for worth in values or one.worths if worth.value is not None}
        if hedged == {True}:
            yield Mark("approximate", "hit" if figure.approximate else "missed", one.surface)
        elif hedged == {False} and figure.approximate and judged:
            yield Mark("approximate", "extra", one.surface)
    kind_right = figure.kind in one.kinds or "?" in one.kinds
    yield Mark("kind", "hit" if kind_right else "wrong", one.surface, "|".join(one.kinds), figure.kind)


def _comparator(worth: Worth) -> str | None:
    """What a value with one open end is compared by; a range has none."""
    bounds = worth.bounds
    if worth.value is None or bounds is None or (bounds.low is None) == (bounds.high is None):
        return None
    if bounds.low is None:
        return "<=" if bounds.high_inclusive else "<"
    return ">=" if bounds.low_inclusive else ">"


def _judge_comparator(one: GoldFigure, expected: set[str | None], found: str | None) -> Iterator[Mark]:
    """A plain number, and a range, has none: that is right in silence."""
    if found in expected:
        if found is not None:
            yield Mark("comparator", "hit", one.surface)
    elif expected == {None}:
        yield Mark("comparator", "extra", one.surface, "", str(found))
    else:
        yield Mark("comparator", _outcome(found, False), one.surface, " or ".join(map(str, expected)), str(found))


def _judge_fields(one: GoldFigure, figure: Figure) -> Iterator[Mark]:
    qualifier = figure.qualifier.surface if figure.qualifier else None
    yield from _judge_option("qualifier", one, "q", qualifier)
    yield from _judge_option("unit", one, "u", figure.unit_code)
    yield from _judge_option("counted", one, "n", figure.counted.head if figure.counted else None)
    if one.fields["ev"] != ("?",):
        event = figure.counted.event if figure.counted else None
        right = event is not None and any(event == word or _alike(event, word) for word in one.fields["ev"])
        yield Mark("event", _outcome(event, right), one.surface, "|".join(one.fields["ev"]), str(event))
    if one.fields["per"] != ("?",):
        per = figure.per
        right = per is not None and _near(Decimal(one.fields["per"][0]), per.value)
        yield Mark("per", _outcome(per, right), one.surface, " ".join(one.fields["per"]))
    status = one.fields["status"]
    if figure.status != "ok" or "ok" not in status:
        told = None if figure.status == "ok" else figure.status
        outcome = "extra" if status == ("ok",) else _outcome(told, figure.status in status)
        yield Mark("status", outcome, one.surface, "|".join(status), figure.status)
    if one.readings and "ok" not in status:
        right = any(_near(reading, offered.value) for reading in one.readings for offered in figure.readings)
        offers = ", ".join(f"{offered.value}" for offered in figure.readings) or None
        yield Mark("readings", _outcome(offers, right), one.surface, ", ".join(map(str, one.readings)), offers or "")


def _outcome(told: object, right: bool) -> Outcome:
    """Of what is expected: right, or wrong, or nothing was told."""
    return "hit" if right else "missed" if told is None else "wrong"


def _alike(event: str, word: str) -> bool:
    return any(event in alike and word in alike for alike in _EVENTS)


def _judge_option(asked: str, one: GoldFigure, name: str, value: str | None) -> Iterator[Mark]:
    """A field that may be absent: only its presence counts as expected, its absence is right in silence."""
    options = one.fields[name]
    if "?" in options:
        return
    told = value.casefold() if value is not None else "-"
    right = told in {option.casefold() for option in options}
    if right and value is None:
        return
    outcome = "extra" if options == ("-",) else _outcome(value, right)
    yield Mark(asked, outcome, one.surface, "|".join(options), told)


def _missed(one: GoldFigure) -> Iterator[Mark]:
    """All that was expected of a figure that was not found."""
    judged = (("value", bool(one.worths)), ("bounds", one.worths and all(worth.bounds for worth in one.worths)))
    for asked in ("strict", "relaxed", "kind", *(asked for asked, whether in judged if whether)):
        yield Mark(asked, "missed", one.surface)
    if one.worths and None not in {_comparator(worth) for worth in one.worths}:
        yield Mark("comparator", "missed", one.surface)
    for asked, name in (("qualifier", "q"), ("unit", "u"), ("counted", "n")):
        if not {"?", "-"} & set(one.fields[name]):
            yield Mark(asked, "missed", one.surface)
    for asked, name in (("event", "ev"), ("per", "per")):
        if one.fields[name] != ("?",):
            yield Mark(asked, "missed", one.surface)
    if "ok" not in one.fields["status"]:
        yield Mark("status", "missed", one.surface)
    if one.readings:
        yield Mark("readings", "missed", one.surface)
    if one.part_of is not None and not one.part_of.optional:
        yield Mark("part_of", "missed", one.surface)


def _judge_part(
    i: int, gold: Sequence[GoldFigure], pairs: Matching, figure: Figure, place: dict[int, int]
) -> Iterator[Mark]:
    one = gold[i]
    whole: GoldFigure | None = None
    if figure.part_of is not None:
        k = pairs.gold_of.get(place.get(figure.part_of, -1))
        whole = gold[k] if k is not None else None
    told = whole.surface if whole else str(figure.part_of)
    if one.part_of is None:
        if figure.part_of is not None:
            yield Mark("part_of", "extra", one.surface, "", told)
    elif not one.part_of.optional:
        expected = next(other.surface for other in gold if other.start == one.part_of.whole)
        right = whole is not None and whole.start == one.part_of.whole
        yield Mark("part_of", _outcome(figure.part_of, right), one.surface, expected, told)


def _judge_changes(
    gold: Sequence[GoldFigure], given: Sequence[Figure], pairs: Matching, place: dict[int, int]
) -> Iterator[Mark]:
    """A change may sit on any figure that takes part in it; ``direction`` is half of it, ``change`` all."""
    starts = {one.start: i for i, one in enumerate(gold) if not one.optional}
    taking_part: set[int] = set()
    for i, one in enumerate(gold):
        if one.change is None:
            continue
        ends = [starts[end] for end in (one.change.from_, one.change.to) if end is not None]
        members = [i, *ends]
        taking_part.update(members)
        if one.change.optional:
            continue
        told = [given[pairs.given_of[k]].change for k in members if k in pairs.given_of]
        changes = [change for change in told if change is not None and change.direction == one.change.direction]
        links = {
            pairs.gold_of.get(place.get(end, -1), -1)
            for change in changes
            for end in (change.from_, change.to)
            if end is not None
        }
        carriers = {k for k in members if k in pairs.given_of and given[pairs.given_of[k]].change in changes}
        right = bool(changes) and set(ends) <= links | carriers - {i} - {
            -1 if one.change.from_ is None else starts[one.change.from_]
        }
        any_told = any(change is not None for change in told)
        words = f"{one.change.direction} {[gold[k].surface for k in ends]}"
        found = f"{[change.direction for change in told if change]} {[gold[k].surface for k in links if k >= 0]}"
        yield Mark("direction", "hit" if changes else "wrong" if any_told else "missed", one.surface, words, found)
        yield Mark("change", "hit" if right else "wrong" if any_told else "missed", one.surface, words, found)
    for k, j in pairs.given_of.items():
        change = given[j].change
        if change is not None and k not in taking_part and not gold[k].change_open:
            yield Mark("direction", "extra", gold[k].surface, "", change.direction)
            yield Mark("change", "extra", gold[k].surface, "", change.direction)
