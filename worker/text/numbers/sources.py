"""Who a figure is from where nobody is quoted: "UNICEF counted 1,200 dead", "data from X show", "by X's count"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from schemas.annotation import Mention
from schemas.span import Span

_ACTS: Final = (
    r"(?:has |had |have |now |also |currently |recently |officially )?"
    r"(?:counted|counts|count|tallied|tallies|estimated|estimates|estimate|reckons|reckoned|predicts|predicted|predict|"
    r"projects|projected|project|forecasts|forecast|expects|expected|expect|registered|registers|documented|documents|"
    r"verified|lists|claimed (?=an? |to )|claims (?=an? |to ))\b"
)
_STUDY: Final = r"(?:poll|survey|study|report|analysis|count|tally|estimate|census|review|investigation|database|audit)"
_NUMBERS: Final = (
    r"(?:figures|data|statistics|numbers|estimates|records|polling|research|projections|forecasts|calculations|analysis|"
    r"analyses|an? \w{0,12} ?(?:study|report|poll|survey|analysis|estimate|count|tally|review|database))"
)
_SHOWS: Final = (
    r"(?:shows|showed|show|showing|suggests|suggested|suggest|put|puts|found|finds|find|indicates|indicated|indicate|"
    r"says|said|say|reveals|revealed|reveal|estimates|estimated|estimate|recorded|lists|counted|has|had)\b"
)
_BEHIND: Final = re.compile(
    rf" (?:{_ACTS}|{_STUDY}(?: of [a-z ]{{1,30}})? {_SHOWS}|(?:poll|survey) of\b)"
    rf"|['’]s? (?:own |latest |official |preliminary |provisional |initial )?"
    rf"(?:{_STUDY} {_SHOWS}|(?:figures|data|numbers|statistics) {_SHOWS}"
    rf"|(?:estimate|count|tally|figure|forecast|projection|claim) of\b)",
    re.IGNORECASE,
)
"""What stands right behind a name whose figures follow."""
_BEFORE: Final = re.compile(
    rf"\b{_NUMBERS} (?:(?:released|published|compiled|gathered|collected|provided|obtained|issued|made|kept)"
    r"(?: \w{2,12})? )?(?:from|by|of) (?:the )?$",
    re.IGNORECASE,
)
"""What stands right before a name whose figures follow, if a verb that shows them does."""
_ALL_BEFORE: Final = re.compile(r"(?:^|[\s,(])(?:per|source:) (?:the )?$", re.IGNORECASE)
_BY: Final = re.compile(r"\bby (?:the )?$", re.IGNORECASE)
_ALL_BEHIND: Final = re.compile(r"['’]s? (?:own )?(?:count|estimate|estimates|tally|reckoning|figures|calculations)\b")
_NEAR = 70
_VERB_WITHIN = 60
_MOST = 8
"""Figures of one sentence that a name stands for at most; keeps the search linear."""


def name_sources(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], figures: Sequence[Span]
) -> Mapping[int, int]:
    """The entity that each figure is from, by the figure's index; figures of nobody are left out.

    The words around a name in the same sentence say so: a verb of counting behind it ("UNICEF counted"), a study or
    data of its ("data from UNICEF show"), "by UNICEF's count", "per UNICEF". Where several names do, the last one
    before the figure. Sentences, mentions and figures are sorted by start. Time linear in the text.
    """
    starts = [figure.start for figure in figures]
    opened = [sentence.start for sentence in sentences]
    found: dict[int, int] = {}
    for mention in mentions:
        at = bisect_right(opened, mention.start) - 1
        begin, end = (sentences[at].start, sentences[at].end) if at >= 0 else (0, len(text))
        if not begin <= mention.start < end:
            continue
        before = text[max(begin, mention.start - _NEAR) : mention.start]
        behind = text[mention.end : min(end, mention.end + _NEAR)]
        by = _BY.search(before) and _ALL_BEHIND.match(behind)
        if by or (_ALL_BEFORE.search(before) and not behind[:2].strip(" .,;)\n")):
            here = bisect_left(starts, mention.start)
            first, last = max(bisect_left(starts, begin), here - _MOST), min(bisect_left(starts, end), here + _MOST)
            for index in range(first, last):
                found.setdefault(index, mention.entity)
        elif _BEHIND.match(behind) or (_BEFORE.search(before) and _shows(behind)):
            first = bisect_left(starts, mention.end)
            for index in range(first, min(bisect_left(starts, end), first + _MOST)):
                found[index] = mention.entity
    return found


def _shows(behind: str) -> bool:
    """Whether a verb that shows a figure follows in the same clause."""
    clause = re.split(r"[,;:.]", behind[:_VERB_WITHIN], maxsplit=1)[0]
    return re.search(rf" {_SHOWS}", clause) is not None
