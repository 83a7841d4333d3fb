"""Quotes: what stands between marks and what is told in other words, each with its speaker where that is sure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from schemas.annotation import Entity, Mention, Quote
from schemas.article import Segment
from schemas.span import Span
from worker.text.quotes import vocabulary as v
from worker.text.quotes.cues import Cue, find_cues, leading_word, speaker_by_default
from worker.text.quotes.marks import Marked, find_marked
from worker.text.quotes.sentence import Page, Unit, read_page
from worker.text.quotes.speakers import Speakers

SCARE_WORDS = 6
"""At most so many words between marks, with no verb of saying, are taken as the writer's distance, not as speech."""

_LEAST_WORDS = 3
_SCENE_WORDS = 6
_PARTIAL = 8
"""Quotes within one clause at most; real sentences have three, and the search stays linear."""
_PARAGRAPH = re.compile(r"[^\n]+")
_TRIMMED = frozenset(",;:.—–- ")
_LEADING = frozenset(("while", "but", "though", "although", "whereas", "and"))


def find_quotes(
    text: str,
    segments: Sequence[Segment],
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
) -> tuple[Quote, ...]:
    """The quotes of a text, sorted by start.

    Direct: what stands between marks and is said by somebody, or is longer than a few words; with its marks, over
    several paragraphs where the quote goes on. Scare: a few words between marks that nobody is said to say. Indirect:
    the words of a clause that a verb of saying or "according to" governs, without the cue; two quotes with one cue
    where it stands in the middle. Indirect quotes may hold others.

    `speaker` is set where the subject of the cue is a name itself (a spokesman stands for whom he speaks for) or a
    pronoun that can mean only one person; it is None for "officials said".
    """
    blocks: Sequence[Span] = segments or [
        Span(start=match.start(), end=match.end()) for match in _PARAGRAPH.finditer(text)
    ]
    page = read_page(text, blocks, sentences, find_marked(text, blocks), mentions, entities)
    return _Search(page).quotes()


class _Search:
    """One pass over the sentences of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._speakers = Speakers(page)
        self._first = [page.tokens.first_at(one.start) for one in page.marked]
        self._last = [page.tokens.first_at(one.end - 1) for one in page.marked]
        self._found: list[Quote] = []
        self._cue_of: dict[int, tuple[Cue, int | None]] = {}
        self._indirect: list[Quote] = []

    def quotes(self) -> tuple[Quote, ...]:
        """All quotes, sorted."""
        page = self._page
        for unit in page.units:
            self._unit(unit)
        self._marked()
        found = {(quote.start, quote.end, quote.kind): quote for quote in self._found}
        return tuple(sorted(found.values(), key=lambda quote: (quote.start, -quote.end, quote.kind)))

    # -- one sentence

    def _unit(self, unit: Unit) -> None:
        cues: list[tuple[Cue, int | None]] = []
        for cue in find_cues(self._page, unit):
            subject = cue.subject
            if subject is None:
                subject = speaker_by_default(self._page, unit, cues[-1][0] if cues else None)
                speaker = cues[-1][1] if cues else self._speakers.of(subject, unit)
            else:
                speaker = self._speakers.of(subject, unit)
            self._speakers.spoke(speaker, cue.start)
            cues.append((cue, speaker))
        if not cues:
            return
        breaks = self._breaks(unit)
        floor = unit.first
        for place, (cue, speaker) in enumerate(cues):
            following = cues[place + 1][0] if place + 1 < len(cues) else None
            taken = self._attach(unit, cue, speaker)
            if cue.calls:
                continue
            if cue.inserted:
                self._around(unit, cue, speaker, floor, breaks, following, taken)
                floor = cue.end
            elif cue.content is not None:
                end = breaks[cue.content - unit.first]
                if following is not None and following.start < end and self._stands_apart(following):
                    end = min(end, self._without_comma(following.start))
                self._add_indirect(cue.content, end, cue, speaker)
                self._partial(cue, speaker, cue.content, end)
                if end == breaks[cue.content - unit.first] < unit.last:
                    floor = end

    def _breaks(self, unit: Unit) -> list[int]:
        """For each token of a unit where what is said from there on ends: a break, or the end of the sentence."""
        words = self._page.tokens.words
        ends = [unit.last] * (unit.last - unit.first + 1)
        for here in range(unit.last - 1, unit.first - 1, -1):
            ends[here - unit.first] = ends[here - unit.first + 1]
            if self._page.tokens.marked[here] >= 0:
                continue
            following = leading_word(self._page, unit, here + 1)
            if (
                words[here] == ";"
                or (words[here] in ",—–" and following in v.BREAKERS)
                or (words[here] == "," and following in ("saying", "adding"))
            ):
                ends[here - unit.first] = here
        return ends

    def _around(
        self,
        unit: Unit,
        cue: Cue,
        speaker: int | None,
        floor: int,
        breaks: list[int],
        following: Cue | None,
        taken: bool,
    ) -> None:
        """What is said before and after a cue between commas."""
        words = self._page.tokens.words
        before = self._without_comma(cue.start)
        opening = cue.start == unit.first
        if not opening and not self._sets_scene(floor, before):
            self._add_indirect(floor, before, cue, speaker)
        after = cue.end
        if after < unit.last and words[after] in ",—–" and self._page.tokens.marked[after] < 0:
            after += 1
            word = leading_word(self._page, unit, after)
            short = not taken and (before - floor < 4 or self._sets_scene(floor, before))
            marked_next = after < unit.last and self._page.tokens.marked[after] >= 0
            if opening or (not marked_next and (word in v.GOES_ON or (short and word not in v.BREAKERS))):
                end = breaks[after - unit.first]
                if following is not None and following.start < end:
                    end = min(end, self._without_comma(following.start))
                self._add_indirect(after, end, cue, speaker)

    def _sets_scene(self, first: int, last: int) -> bool:
        """Whether the words before a cue say only when or where: "In both cases, Maro said, ..."."""
        words = self._page.tokens.words[first:last]
        return 0 < len(words) <= _SCENE_WORDS and words[0] in v.PREPOSITIONS and not v.AUXILIARIES.intersection(words)

    def _stands_apart(self, cue: Cue) -> bool:
        """Whether a cue begins a clause of its own, so that what was said before ends there."""
        return cue.inserted or self._page.tokens.words[cue.start - 1] == ","

    def _without_comma(self, here: int) -> int:
        while here > 0 and self._page.tokens.words[here - 1] in ",—–-":
            here -= 1
        return here

    def _add_indirect(self, first: int, last: int, cue: Cue, speaker: int | None) -> None:
        tokens = self._page.tokens
        while (
            first < last
            and tokens.marked[first] < 0
            and (tokens.raw[first] in _TRIMMED or tokens.words[first] in _LEADING)
        ):
            first += 1
        while last > first and tokens.marked[last - 1] < 0 and tokens.raw[last - 1] in _TRIMMED:
            last -= 1
        least = _LEAST_WORDS if first < cue.start else _LEAST_WORDS - 1
        own = sum(1 for here in range(first, min(last, first + 200)) if tokens.marked[here] < 0)
        if own < least:
            return
        span = Span(start=tokens.starts[cue.verb], end=tokens.ends[cue.verb_end - 1])
        quote = Quote(start=tokens.starts[first], end=tokens.ends[last - 1], kind="indirect", speaker=speaker, cue=span)
        self._found.append(quote)
        self._indirect.append(quote)

    # -- quotes in marks

    def _attach(self, unit: Unit, cue: Cue, speaker: int | None) -> bool:
        """Give a cue to the quotes right before and right after it; whether there was one before."""
        page, words = self._page, self._page.tokens.words
        start = cue.start
        while start > unit.first and words[start - 1] in ",—–-" and page.tokens.marked[start - 1] < 0:
            start -= 1
        before = page.tokens.marked[start - 1] if start > unit.first and not cue.calls else -1
        if before >= 0 and (start < cue.start or self._ends_speech(before)):
            self._cue_of.setdefault(before, (cue, speaker))
        end = cue.end
        while end < unit.last and words[end] in ",:—–" and page.tokens.marked[end] < 0:
            end += 1
        if cue.content is None and end < unit.last and page.tokens.marked[end] >= 0:
            self._cue_of.setdefault(page.tokens.marked[end], (cue, speaker))
        elif cue.calls:
            for here in range(cue.end, min(unit.last, cue.end + 12)):
                if words[here] in ";," and page.tokens.marked[here] < 0:
                    break
                if page.tokens.marked[here] >= 0:
                    self._cue_of.setdefault(page.tokens.marked[here], (cue, speaker))
                    break
        return before >= 0

    def _partial(self, cue: Cue, speaker: int | None, first: int, end: int) -> None:
        """Words quoted inside of what is told: 'said the plan was "a mistake"'."""
        begin = bisect_left(self._first, first)
        for number in range(begin, min(begin + _PARTIAL, len(self._first))):
            if self._first[number] >= end:
                break
            self._cue_of.setdefault(number, (cue, speaker))

    def _ends_speech(self, number: int) -> bool:
        one = self._page.marked[number]
        return self._page.text[one.inner_end - 1] in ",.!?…—–-"

    def _marked(self) -> None:
        """Each quote in marks: of whom, and of what kind."""
        page = self._page
        previous: tuple[int, int | None, int] | None = None
        indirect = _Enclosing(self._indirect)
        for number, one in enumerate(page.marked):
            place = page.unit_of(self._first[number])
            block = page.units[place].block
            cue, speaker = self._cue_of.get(number, (None, None))
            span = None
            if cue is not None:
                span = Span(start=page.tokens.starts[cue.verb], end=page.tokens.ends[cue.verb_end - 1])
            led = speaker if cue is not None else self._named_before(number)
            starts_unit = self._first[number] == page.units[place].first
            if cue is None and led is None and starts_unit and previous is not None:
                led = previous[1] if previous[0] == block and place - previous[2] == 1 else None
            if cue is not None or led is not None or self._is_speech(one):
                kind = "direct"
                previous = (page.units[page.unit_of(self._last[number])].block, led, page.unit_of(self._last[number]))
            else:
                kind = "scare"
                led = indirect.speaker(one)
            self._found.append(
                Quote.model_validate({"start": one.start, "end": one.end, "kind": kind, "speaker": led, "cue": span})
            )

    def _named_before(self, number: int) -> int | None:
        """The name in 'Lena Maro: "We are leaving."'."""
        page = self._page
        colon = self._first[number] - 1
        if colon < 1 or page.tokens.words[colon] != ":" or page.tokens.mention[colon - 1] < 0:
            return None
        mention = page.mentions[page.tokens.mention[colon - 1]]
        unit = page.units[page.unit_of(colon)]
        if mention.type == "NATIONALITY" or page.tokens.starts[unit.first] != mention.start:
            return None
        return mention.entity

    def _is_speech(self, one: Marked) -> bool:
        inner = self._page.text[one.inner_start : one.inner_end].strip()
        words = len(inner[:200].split())
        ended = inner.endswith((".", "!", "?", "…")) and inner[:1].isupper() and words >= _LEAST_WORDS
        return words > SCARE_WORDS or ended


class _Enclosing:
    """Finds the indirect quote that holds something, the innermost first."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = sorted(quotes, key=lambda quote: quote.start)
        self._starts = [quote.start for quote in self._quotes]

    def speaker(self, one: Marked) -> int | None:
        """Whose words they are, None where nobody's."""
        place = bisect_right(self._starts, one.start) - 1
        for quote in reversed(self._quotes[max(0, place - 3) : place + 1]):
            if one.end <= quote.end:
                return quote.speaker
        return None
