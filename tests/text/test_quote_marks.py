"""Which quotation marks belong together."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.span import Span
from worker.text.quotes.marks import find_marked


def marked(text: str) -> list[str]:
    blocks = [Span(start=match.start(), end=match.end()) for match in re.finditer(r"[^\n]+", text)]
    return [text[one.start : one.end] for one in find_marked(text, blocks)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said “yes” and ‘no’.", ["“yes”", "‘no’"]),
        ("He said „yes“ and «no».", ["„yes“", "«no»"]),
        ("He said ``yes'' and left.", ["``yes''"]),
        ('("yes")', ['("yes")'[1:-1]]),
        ('"Yes,"he said.', ['"Yes,"']),
        ('He said:"yes".', ['"yes"']),
        ('"I was—" he said.', ['"I was—"']),
        ('"I was—", he said.', ['"I was—"']),
        ('so-called—"peace"—talks', ['"peace"']),
        ("'$5m is a lot', he said.", ["'$5m is a lot'"]),
        ("'20 years is a lot', he said in '98.", ["'20 years is a lot'"]),
        ("the boys' and girls' teams", []),
        ("'The boys' team won', he said.", ["'The boys' team won'"]),
        ("'The boys' won and 'the girls' lost.", ["'The boys'", "'the girls'"]),
        ("'Tis the season of rock 'n' roll.", []),
        ("Fish 'n' chips since the '60s", []),
        ("O'Neill's and d'Arc's", []),
        ("It is 6'2\" long.", []),
        ('A 12" screen', []),
        ('"He is 6\'2" tall," she said.', ['"He is 6\'2" tall,"']),
        ("\"outer 'inner' words\"", ["\"outer 'inner' words\""]),
        ("'outer \"inner\" words'", ["'outer \"inner\" words'"]),
        ("“outer ‘inner’ words”", ["“outer ‘inner’ words”"]),
        ('"" and " "', []),
        ('"never closed', []),
        ('never opened"', []),
        ('"first never closed, he said. "second," she said.', ['"second,"']),
        ('"never closed\n\nplain "word" here', ['"word"']),
        ('"one\n\n"two"', ['"one\n\n"two"']),
        ("“one\n\n“two\n\n“three”", ["“one\n\n“two\n\n“three”"]),
        ("“one\n\n“two\n\nthree", ["“one\n\n“two"]),
        ("‘one\n\n‘two’", ["‘one\n\n‘two’"]),
        ('"one"\n\n"two"', ['"one"', '"two"']),
        ('\'a\n\n"two"', ['"two"']),
    ],
)
def test_marks(text: str, found: list[str]) -> None:
    assert marked(text) == found


@given(st.text(alphabet="\"'“”‘’«» ab.,—\n1s", max_size=60))
@settings(max_examples=100, deadline=None)
def test_marked_spans_are_sorted_apart_and_not_empty(text: str) -> None:
    blocks = [Span(start=match.start(), end=match.end()) for match in re.finditer(r"[^\n]+", text)]
    found = find_marked(text, blocks)
    assert all(one.start < one.inner_start <= one.inner_end <= one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[one.inner_start : one.inner_end].strip() for one in found)
