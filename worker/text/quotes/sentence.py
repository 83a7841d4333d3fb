"""The text as tokens, with the names and the quotation marks that cover them, in units of one sentence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.annotation import Entity, Mention
from schemas.span import Span
from worker.text.quotes.marks import Marked

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|(?:Mrs?|Ms|Dr|Prof|Rev|Hon|Gen|Col|Lt|Maj|Capt|Cmdr|Sgt|Adm|Sen|Rep|Gov|Pres|St|Jr|Sr|Inc|Corp|Ltd|Co|No"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\."
    r"|\w+(?:['’.,\-‐‑]\w+)*"
    r"|\S"
)
_GOES_ON = frozenset("?!,…—–-;:")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in parallel columns; `words` are in lower case, with the straight apostrophe."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    raw: list[str]
    mention: list[int]
    """The index of the mention that covers a token, -1 for none."""
    marked: list[int]
    """The index of the marked span that covers a token, -1 for none."""

    def first_at(self, offset: int) -> int:
        """The first token that ends after a text offset."""
        return bisect_right(self.ends, offset)

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence with all of the quotes that it begins: tokens `first` to `last` (not included)."""

    first: int
    last: int
    block: int


@dataclass(frozen=True, slots=True)
class Page:
    """All that the search for speakers looks at."""

    text: str
    tokens: Tokens
    units: tuple[Unit, ...]
    marked: tuple[Marked, ...]
    mentions: Sequence[Mention]
    entities: Sequence[Entity]

    def unit_of(self, token: int) -> int:
        """The index of the unit that holds a token."""
        return bisect_right(self.units, token, key=lambda unit: unit.first) - 1


def read_page(
    text: str,
    blocks: Sequence[Span],
    sentences: Sequence[Span],
    marked: tuple[Marked, ...],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
) -> Page:
    """Tokens and units of a text. Where there are no sentences each block is one."""
    starts, ends, raw = [], [], []
    for match in _TOKEN.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        raw.append(match[0])
    words = [word.lower().replace("’", "'") for word in raw]
    tokens = Tokens(
        starts,
        ends,
        words,
        raw,
        _cover(starts, ends, [(mention.start, mention.end) for mention in mentions]),
        _cover(starts, ends, [(one.start, one.end) for one in marked]),
    )
    return Page(text, tokens, _units(tokens, blocks, sentences or blocks, marked, text), marked, mentions, entities)


def _cover(starts: list[int], ends: list[int], spans: Sequence[tuple[int, int]]) -> list[int]:
    cover = [-1] * len(starts)
    for number, (start, end) in enumerate(spans):
        for token in range(bisect_right(ends, start), bisect_left(starts, end)):
            cover[token] = number
    return cover


def _units(
    tokens: Tokens, blocks: Sequence[Span], sentences: Sequence[Span], marked: tuple[Marked, ...], text: str
) -> tuple[Unit, ...]:
    block_starts = [block.start for block in blocks]
    cuts: list[tuple[int, int]] = []
    for sentence in sentences:
        first = tokens.first_at(sentence.start)
        if first == len(tokens):
            continue
        block = bisect_right(block_starts, sentence.start)
        if not cuts or (first > cuts[-1][0] and (block != cuts[-1][1] or _begins(tokens, first, marked, text))):
            cuts.append((first, block))
    if not len(tokens):
        return ()
    cuts[:1] = [(0, cuts[0][1] if cuts else 0)]
    ends = [first for first, _ in cuts[1:]] + [len(tokens)]
    return tuple(Unit(first, last, block) for (first, block), last in zip(cuts, ends, strict=True))


def _begins(tokens: Tokens, first: int, marked: tuple[Marked, ...], text: str) -> bool:
    """Whether a sentence really begins here: not inside a quote, nor between a quote and its "he said"."""
    here, before = tokens.marked[first], tokens.marked[first - 1]
    if here >= 0 and here == before:
        return False
    if tokens.raw[first - 1] in (":", ","):
        return False
    return before < 0 or text[marked[before].inner_end - 1] not in _GOES_ON
