"""How the sentences of a text are written: a capital proves little where every word has one."""

from typing import Final

from worker.text.names.gazetteer import Gazetteer
from worker.text.names.tokens import CAPITAL, LOWER, UPPER, Words

NORMAL: Final = 0
TITLE: Final = 1
"""Headline Style: Most Words Begin With a Capital."""
CAPS: Final = 2
"""ALL CAPITALS."""

_SMALL_WORDS: Final = frozenset(
    (
        "a", "an", "the", "and", "or", "but", "nor", "of", "in", "on", "at", "to", "for", "from", "by", "with",
        "as", "is", "are", "was", "be", "vs", "via", "over", "after", "into", "up", "off", "out", "that", "who",
        "ve", "s", "t", "re", "ll", "d", "m", "it", "its", "than", "if", "amid", "against",
    )
)  # fmt: skip


def zones(words: Words, tables: Gazetteer, headline_end: int) -> list[int]:
    """NORMAL, TITLE or CAPS for each word of the text, the same within a sentence."""
    result = [NORMAL] * len(words.words)
    index = 0
    while index < len(result):
        end = index
        number = words.sentence[index]
        while end < len(result) and words.sentence[end] == number:
            end += 1
        found = _zone(words, tables, index, end, words.starts[index] < headline_end)
        if found:
            result[index:end] = [found] * (end - index)
        index = end
    return result


def _zone(words: Words, tables: Gazetteer, first: int, last: int, headline: bool) -> int:
    upper = lower = capital = 0
    for index in range(first, last):
        known = words.shapes[index]
        word = words.words[index]
        if known == LOWER:
            lower += word not in _SMALL_WORDS and word[0].isalpha()
        elif known == UPPER:
            upper += len(word) > 3
        elif known == CAPITAL and not (index == first or words.fresh[index]) and word.lower() in tables.words:
            capital += 1
    if (
        upper > 2
        and upper > 4 * (lower + capital)
        and all(words.shapes[i] != LOWER or words.words[i] in ("s", "t") for i in range(first, last))
    ):
        return CAPS
    stopped = words.gap(last - 1).startswith(".") and not headline
    if capital > 2 and capital > 3 * lower and not (stopped and lower):
        return TITLE
    if headline and capital > 1 and not lower:
        return TITLE
    return NORMAL
