# mypy: disable-error-code="import-not-found,import-untyped"
"""text2num: `find_numbers` over the words, with no threshold, so that small and lone numbers count too."""

import re

from text_to_num import find_numbers

from tests.benchmarks.numbers.adapters.shapes import Found, digits, number, package_version

_TOKEN = re.compile(r"\w+(?:['\u2019]\w+)*|\s+|[^\w\s]")


class Word:
    """A token as text2num wants it: also the blanks and the marks between words."""

    def __init__(self, said: str) -> None:
        self.said = said

    def text(self) -> str:
        """The token."""
        return self.said

    def nt_separated(self, previous: "Word") -> bool:
        """Written text has no pauses."""
        return False

    def not_a_number_part(self) -> bool:
        """Nothing is known against it."""
        return False


def version() -> str:
    """The package's version."""
    return package_version("text2num")


def find(text: str, reference: str | None, kinds: tuple[str, ...], prefer: str, hint: str | None) -> list[Found]:
    """Cardinals and ordinals in words, and the numerals in digits that it leaves as they are."""
    places = [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text)]
    found: list[Found] = []
    taken: list[tuple[int, int]] = []
    for one in find_numbers([Word(said) for _, _, said in places], "en", threshold=0):
        start, end = places[one.start][0], places[one.end - 1][1]
        taken.append((start, end))
        found.append(number("ordinal" if one.is_ordinal else "cardinal", float(one.value), start, end))
    return found + digits(text, tuple(taken))
