"""What holds for any text: spans, order, determinism, bounds, linear time."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.annotation import Figure
from schemas.base import plain
from schemas.span import Span
from worker.text.numbers import explain_figures, find_figures

SAID = """
1 12 1,200 200,00 1.5 3½ 1/3 ½ 10k 2bn $5 £3.4bn € Rs USD 5% percent per cent million thousand hundred dozen lakh crore
half a an the and of to - – — , . ( ) + ~ < > = ± between from more than at least nearly about some over under up or so
one two five twenty twenty-one first second third quarters people men killed were who them tens thousands dozens several
few couple year-old years aged km mph °C m ml feet inches 5'6" per day hour times as twice rose fell by including 2019
May Monday 12:30 9/11 COVID-19 No. Boeing 737 ² ⁻ 🙂 İ ß
"""
PIECES = [*SAID.split(), "\n", "\u00a0", "\u202f", "\ud7ff"]
messy = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.text(alphabet="0123456789.,'-/ $%mkx^e+", max_size=40),
)
fast = settings(max_examples=60, deadline=None)
NEUTRAL = "The weather stayed calm in the valley.\n\n"


def sound(text: str, figures: tuple[Figure, ...]) -> None:
    end = 0
    for figure in figures:
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.surface
        end = figure.end
        for part in (figure.qualifier, figure.counted):
            if part is not None:
                assert text[part.start : part.end] == part.surface
        low, value, high = figure.low, figure.value, figure.high
        assert low is None or high is None or low <= high
        assert value is None or low is None or low <= value
        assert value is None or high is None or value <= high
        assert (figure.low_inclusive is None) == (low is None)
        assert (figure.high_inclusive is None) == (high is None)
        assert figure.part_of is None or 0 <= figure.part_of < len(figures)
        if figure.status in ("malformed", "ambiguous"):
            assert (value, low, high) == (None, None, None)


@fast
@given(messy)
def test_any_text_gives_sound_figures(text: str) -> None:
    figures = find_figures(text)
    sound(text, figures)
    assert figures == find_figures(text)


@fast
@given(messy)
def test_a_neutral_paragraph_in_front_shifts_spans_only(text: str) -> None:
    shift = len(NEUTRAL)
    moved = find_figures(NEUTRAL + text)
    here = find_figures(text)
    if len(text.strip()) < 12:
        return  # a text that is nothing but a number is read as one ("quarter", "- 5"), behind a paragraph it is not
    assert [(f.start - shift, f.end - shift, f.value, f.kind) for f in moved if f.start >= shift] == [
        (f.start, f.end, f.value, f.kind) for f in here
    ]


@fast
@given(messy, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=3))
def test_nothing_but_ages_is_found_in_what_is_taken(text: str, spans: list[tuple[int, int]]) -> None:
    taken = tuple(Span(start=start, end=start + size) for start, size in spans)
    for figure in find_figures(text, taken=taken):
        if figure.kind != "age":
            assert not any(span.start < figure.start + 1 <= span.end for span in taken)


def test_no_text_no_figures() -> None:
    assert find_figures("") == ()
    assert find_figures(" \n ") == ()


whole_numbers = st.integers(min_value=0, max_value=10**12 - 1)


def groups(number: int) -> str:
    return f"{number:,}"


@fast
@given(whole_numbers, st.sampled_from((",", " ", "\u00a0", "\u202f", "'", "’")))
def test_a_whole_number_in_any_grouping_is_read_back(number: int, mark: str) -> None:
    (figure,) = find_figures(f"They counted {groups(number).replace(',', mark)} coins.")
    assert figure.value == number


@fast
@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_a_decimal_is_read_back(number: Decimal) -> None:
    (figure,) = find_figures(f"They paid ${number:,f} for it.")
    assert figure.value is not None
    assert plain(figure.value) == plain(number)


@fast
@given(st.integers(min_value=1, max_value=999), st.sampled_from((("million", 6), ("bn", 9), ("lakh", 5), ("k", 3))))
def test_a_scale_word_multiplies(number: int, scale: tuple[str, int]) -> None:
    word, power = scale
    (figure,) = find_figures(f"They counted {number} {word} coins.")
    assert figure.value == number * 10**power


SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spell(number: int) -> str:
    """A number below a billion in words, as an editor writes it."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        tens = TENS[number // 10 - 2]
        return tens if number % 10 == 0 else f"{tens}-{SMALL[number % 10]}"
    for size, word in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if 0 < rest < 100 else " " if rest else ""
            return f"{spell(number // size)} {word}{joint}{spell(rest) if rest else ''}"
    raise AssertionError


@fast
@given(st.integers(min_value=2, max_value=10**9 - 1))
def test_a_number_in_words_is_read_back(number: int) -> None:
    (figure,) = find_figures(f"They counted {spell(number)} coins.")
    assert figure.value == Decimal(f"{number}").normalize() or figure.value == number


HEDGES = (
    "more than",
    "at least",
    "nearly",
    "almost",
    "about",
    "up to",
    "fewer than",
    "some",
    "no more than",
    "just over",
)


@fast
@given(st.integers(min_value=2, max_value=10**9), st.sampled_from(HEDGES))
def test_a_hedge_changes_bounds_and_never_the_value(number: int, hedge: str) -> None:
    (bare,) = find_figures(f"They counted {number:,} coins.")
    (hedged,) = find_figures(f"They counted {hedge} {number:,} coins.")
    assert hedged.value == bare.value == number
    assert hedged.surface == bare.surface
    assert hedged.qualifier is not None
    assert hedged.qualifier.surface == hedge
    assert (hedged.low, hedged.high) != (bare.low, bare.high)


@fast
@given(st.integers(min_value=2, max_value=10**6), st.integers(min_value=2, max_value=10**6))
def test_a_part_is_no_larger_than_its_whole_or_inconsistent(part: int, whole: int) -> None:
    first, second = find_figures(f"They say {part:,} of the {whole:,} men left.")
    assert first.part_of == 1
    assert first.status == ("inconsistent" if part > whole else "ok")
    assert second.status == "ok"


MONEY = (
    ("${}", "USD"),
    ("{} dollars", "USD"),
    ("US${}", "USD"),
    ("£{}", "GBP"),
    ("{} euros", "EUR"),
    ("EUR {}", "EUR"),
)


@fast
@given(st.decimals(min_value=1, max_value=10**9, places=2), st.sampled_from(MONEY))
def test_an_amount_in_any_style_is_read_back(number: Decimal, style: tuple[str, str]) -> None:
    written, code = style
    (figure,) = find_figures(f"They paid {written.format(f'{number:,f}')} for it.")
    assert figure.value is not None
    assert (plain(figure.value), figure.unit_code, figure.kind) == (plain(number), code, "money")


@fast
@given(st.integers(min_value=1, max_value=9), st.integers(min_value=0, max_value=11))
def test_feet_and_inches_in_any_style_are_as_many_inches(feet: int, inches: int) -> None:
    written = [f"{feet} feet {inches} inches", f"{feet}ft {inches}in", f"{feet}-foot-{inches}"]
    if 3 <= feet <= 8:
        written.append(f"{feet}'{inches}\"")
    for text in written:
        (figure,) = find_figures(f"He measured {text}.")
        assert figure.value == 12 * feet + inches
        assert figure.unit_code == "[in_i]"


@fast
@given(messy)
def test_what_is_explained_is_what_is_found(text: str) -> None:
    found = [(figure.start, figure.end) for figure in find_figures(text)]
    told = [one for one in explain_figures(text) if not one.says.startswith("none")]
    assert [(one.start, one.end) for one in told] == found
    assert all(one.rules for one in told)


BAIT = {
    "commas": "1,1,1,",
    "hundreds": "a hundred and ",
    "points": "1.1.",
    "dashes": "1-",
    "spaces": "1 000 ",
    "millions": "one million ",
    "hedges": "more than about ",
    "between": "between 5 and ",
    "addresses": "a@b://",
    "slashes": "1/2 ",
    "hyphens": "twenty-",
    "including": "5 men including ",
    "money": "$ 5 million to ",
    "parts": "12 of them, of whom ",
    "fifths": "one hundred and thirty fifths ",
    "feet": "5 feet 2 inches ",
    "pages": "pages 3, 4 and ",
    "colons": "3:1 ratio ",
    "powers": "10⁻",
}


@pytest.mark.parametrize("name", BAIT)
def test_time_is_linear_on_bait(name: str) -> None:
    def seconds(times: int) -> float:
        text = BAIT[name] * times
        start = time.process_time()
        find_figures(text)
        return time.process_time() - start

    small, large = max(seconds(1_000), 0.003), seconds(8_000)
    assert large < 8 * small * 3, f"{small:.3f} s for 1,000, {large:.3f} s for 8,000"
