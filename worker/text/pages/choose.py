"""Which lines of a page are the article's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from worker.text.clean.blocks import ends_sentence
from worker.text.pages.endings import announces_an_end
from worker.text.pages.marks import APART, ARTICLE, ASKING, BODY, CAPTION, COMMENT, HIDDEN, LEAD, SURELY
from worker.text.pages.outline import Box, Line, Outline

PROSE: Final = 60
"""Characters from which a line that ends as a sentence reads as prose by its length alone."""

_LEAST_LEFT: Final = 0.15
"""A box that is named as no part of the article is the article after all where less than this share of the page's prose
lies outside it: names lie (a form around the whole page, "post-with-sidebar")."""

_LEAST_BESIDE: Final = 0.03
"""The same for boxes that ask for consent, whose text is long."""

_CAPTION: Final = 600
"""Characters of prose in a figure or caption; one that holds more holds the article."""

_LEAST_CHOSEN: Final = 0.35
"""Where less than this share of a page's prose is chosen, the names of its boxes have misled, and it is chosen anew
without them."""

_GROUPING: Final = frozenset("p h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote table tbody thead tr td th pre".split())  # noqa: SIM905
"""Elements that are pieces of a text; the box that holds them is where the text is at home."""

_NO_CONTAINER: Final = _GROUPING - {"td", "table", "tbody", "tr"}

_ENDS_AFTER: Final = 0.7
"""The share of the prose after which an article can end where something else is announced."""

_LEAD_WITHIN: Final = 20
"""Lines between a lead and the body: byline, date, buttons, a caption."""

_TEASER: Final = 400
"""Characters of prose in a box under a heading that is a link: a teaser of another article has fewer."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The numbers of the chosen lines, in order; the box they come from; how much prose they have, and how much of the
    page's could be the article's."""

    lines: tuple[int, ...]
    box: int
    prose: int
    all_prose: int


def prose_length(line: Line) -> int:
    """The characters of a line that are running text: 0 for headings, links, labels, addresses, lists of teasers."""
    length = len(line.text)
    own = length - line.links
    if own < 25 or line.links * 2 > length:
        return 0
    ends = ends_sentence(line.text)
    if line.kind == "heading" and not (ends and own >= 80):
        return 0
    if line.text.startswith(("http://", "https://")):
        return 0
    if line.opening >= 20 and line.kind == "list_item" and length > line.opening + 20:
        return 0
    if ends:
        return own if own >= PROSE else own // 2
    if own >= 140:
        return own
    return own // 2 if own >= PROSE else 0


def _sentence(line: Line) -> bool:
    """A paragraph of a sentence, however many links are in it: so an article may begin, bylines and dates do not."""
    return line.tag == "p" and line.text.count(" ") >= 4 and ends_sentence(line.text)


def _linked(line: Line) -> bool:
    return line.links * 10 > len(line.text) * 7


def _homes(out: Outline) -> list[int]:
    """Of each line the box in which it is at home: the nearest around it that is no paragraph, list or table."""
    homes: list[int] = []
    boxes = out.boxes
    for line in out.lines:
        box = line.box
        if box >= 0 and boxes[box].tag not in _GROUPING:
            box = boxes[box].inside
        else:
            while box >= 0 and boxes[box].tag in _GROUPING:
                box = boxes[box].inside
        homes.append(box)
    return homes


def _shown(out: Outline, prose: list[int]) -> list[int]:
    """The prose of each line without that which is not shown, unless nearly all is hidden: a script would show it."""
    shown = list(prose)
    for box in out.boxes:
        if box.marks & HIDDEN:
            shown[box.first : box.last] = [0] * (box.last - box.first)
    return shown if sum(shown) >= max(0.1 * sum(prose), 1) else prose


class _Reader:
    """What is known of one page while its lines are chosen."""

    def __init__(self, out: Outline) -> None:
        self.out = out
        self.prose = _shown(out, [prose_length(line) for line in out.lines])
        self.sums = [0, *accumulate(self.prose)]
        self.total = self.sums[-1]
        self.homes = _homes(out)
        self.others = 0

    def inside(self, box: Box) -> int:
        """The prose in a box."""
        return self.sums[box.last] - self.sums[box.first]

    def dropped(self, marks: int) -> list[bool]:
        """Lines in boxes that are no part of an article: those of these marks, pictures, teasers."""
        out = self.out
        drop = [False] * len(out.lines)
        for number, box in enumerate(out.boxes):
            if box.first == box.last or not (box.figure or box.marks & marks):
                continue
            inside = self.inside(box)
            if not self.total - inside >= (_LEAST_BESIDE if box.marks & ASKING else _LEAST_LEFT) * self.total:
                continue
            if box.figure or not box.marks & (marks & ~CAPTION):
                if inside > _CAPTION and box.tag != "figcaption":
                    continue
            elif inside * 4 > self.total and not box.marks & ASKING and self._wraps(number):
                continue
            drop[box.first : box.last] = [True] * (box.last - box.first)
        for at, line in enumerate(out.lines):
            if line.kind == "heading" and len(line.text) >= 20 and _linked(line) and (home := self.homes[at]) >= 0:
                box = out.boxes[home]
                if self.inside(box) <= _TEASER and self.inside(box) * 4 <= self.total:
                    drop[box.first : box.last] = [True] * (box.last - box.first)
        return drop

    def _wraps(self, number: int) -> bool:
        """Whether an article lies in a box: a headline of the page, or its prose in a box that is said to be one."""
        out = self.out
        outer = out.boxes[number]
        if outer.tag in ("aside", "footer", "nav"):
            return False
        if any(line.tag == "h1" for line in out.lines[outer.first : outer.last]):
            return True
        inside = self.inside(outer)
        for box in out.boxes[number + 1 :]:
            if box.first >= outer.last:
                break
            if box.marks & BODY and 2 * self.inside(box) > inside:
                return True
        return False

    def choose(self, marks: int) -> Choice:
        """Choose a box and its lines, boxes of these marks left out."""
        out = self.out
        drop = self.dropped(marks)
        sums = [0.0]
        for line, good, gone in zip(out.lines, self.prose, drop, strict=True):
            sums.append(sums[-1] + (0.0 if gone else float(good) if good else -0.5 * line.links - 5.0))
        best, best_score = -1, 0.0
        for number, box in enumerate(out.boxes):
            if box.tag in _NO_CONTAINER or (box.marks & LEAD and not box.marks & BODY):
                continue
            score = (sums[box.last] - sums[box.first]) * _factor(box)
            if score > best_score or (score == best_score and best >= 0 and score > 0):
                best, best_score = number, score
        if best < 0:
            return Choice((), -1, 0, self.total)
        best, bodies = self._named(sums, best)
        box = out.boxes[best]
        kept = [at for at in range(box.first, box.last) if not drop[at]]
        if bodies:
            kept = [at for at in kept if any(out.boxes[body].first <= at < out.boxes[body].last for body in bodies)]
        kept = self._without_others(best, kept)
        kept = self._trimmed(self._under_the_headline(kept))
        kept = [*self._lead(drop, kept[0]), *kept] if kept else kept
        return Choice(tuple(kept), best, sum(self.prose[at] for at in kept), self.total)

    def _named(self, sums: Sequence[float], best: int) -> tuple[int, tuple[int, ...]]:
        """The box within the best one that is said to be the article's body, or the several that are."""
        while True:
            inner, bodies = self._named_within(sums, best)
            if inner == best:
                return best, bodies
            best = inner

    def _named_within(self, sums: Sequence[float], best: int) -> tuple[int, tuple[int, ...]]:
        boxes = self.out.boxes
        outer = boxes[best]
        whole = sums[outer.last] - sums[outer.first]
        inner, most, everything, until = best, 0.0, 0.0, -1
        bodies: list[int] = []
        for number in range(best + 1, len(boxes)):
            box = boxes[number]
            if box.first >= outer.last:
                break
            if box.marks & BODY and box.first >= until:
                score = max(sums[box.last] - sums[box.first], 0.0)
                everything += score
                until = box.last
                bodies.append(number)
                if score > most:
                    inner, most = number, score
        least = 0.85 if outer.marks & BODY else 0.5
        if most >= least * whole and most >= 0.95 * everything:
            return inner, ()
        if everything >= 0.7 * whole and not outer.marks & BODY and 1 < len(bodies) <= 50:
            return best, tuple(bodies)
        return best, ()

    def _without_others(self, best: int, kept: Sequence[int]) -> list[int]:
        """Without articles within the article, if there are several and most of the prose is not theirs: comments are
        marked up so, and teasers; a live report's posts hold most of it.
        """
        boxes = self.out.boxes
        outer = boxes[best]
        others: list[Box] = []
        for box in boxes[best + 1 :]:
            if box.first >= outer.last:
                break
            if box.tag == "article" and not (others and box.first < others[-1].last):
                others.append(box)
        if not others:
            return list(kept)
        gone = {at for box in others for at in range(box.first, box.last)}
        theirs = sum(self.prose[at] for at in kept if at in gone)
        if theirs * 2 > sum(self.prose[at] for at in kept):
            return list(kept)
        self.others = theirs
        return [at for at in kept if at not in gone]

    def _lead(self, drop: Sequence[bool], start: int) -> list[int]:
        """The lines of a lead that stand shortly before the first line, in a box that is said to hold one."""
        for box in reversed(self.out.boxes):
            if box.last > start or not box.marks & LEAD or start - box.last > _LEAD_WITHIN:
                continue
            if not any(line.tag == "h1" for line in self.out.lines[max(box.first - 8, 0) : start]):
                continue
            found = [at for at in range(box.first, box.last) if self.prose[at] and not drop[at]]
            if found and len(found) <= 3:
                return found
        return []

    def _under_the_headline(self, kept: Sequence[int]) -> list[int]:
        """What comes after the headline that stands in the box itself, if hardly any prose comes before it."""
        total = sum(self.prose[at] for at in kept)
        before, start = 0, 0
        for place, at in enumerate(kept):
            before += self.prose[at]
            if before * 5 > total:
                break
            if self.out.lines[at].tag == "h1":
                start = place + 1
        return list(kept[start:])

    def _trimmed(self, kept: Sequence[int]) -> list[int]:
        """Without what stands before the first and after the last prose, and without lines that are all link.

        After the last prose, what is at home where prose is goes on with it: lists, tables, short last lines. Where a
        line announces what follows an article, and no prose follows where most of it is at home, the article ends.
        """
        lines, homes, prose = self.out.lines, self.homes, self.prose
        told = [at for at in kept if prose[at]]
        if not told:
            return []
        weight: dict[int, int] = {}
        for at in told:
            weight[homes[at]] = weight.get(homes[at], 0) + prose[at]
        main = max(weight, key=weight.__getitem__)
        last_main = max(at for at in told if homes[at] == main)
        home, last = homes[told[0]], told[-1]
        first = next(at for at in kept if prose[at] or (homes[at] == home and _sentence(lines[at])))
        chosen: list[int] = []
        total, before = sum(weight.values()), 0
        for at in kept:
            line = lines[at]
            label = not prose[at]
            before += prose[at]
            if label and announces_an_end(line.text):
                if at > last_main and before >= _ENDS_AFTER * total:
                    break
                continue
            if at < first or (label and _linked(line) and line.kind != "heading"):
                continue
            if at > last and (line.kind == "heading" or homes[at] not in weight):
                continue
            chosen.append(at)
        while chosen and lines[chosen[-1]].kind == "heading" and not prose[chosen[-1]]:
            chosen.pop()
        return chosen


def _factor(box: Box) -> float:
    if box.marks & BODY:
        return 1.3
    if box.marks & ARTICLE:
        return 1.15
    return 1.0


def choose(out: Outline) -> Choice:
    """Choose the box with the most prose and the least else, and of its lines those that are the article's."""
    reader = _Reader(out)
    first = reader.choose(APART | CAPTION | HIDDEN)
    others = reader.others
    surely = reader.dropped(CAPTION | COMMENT | HIDDEN | ASKING | SURELY)
    beside = sum(length for length, gone in zip(reader.prose, surely, strict=True) if not gone) - others
    if first.prose >= _LEAST_CHOSEN * beside and first.prose > 0:
        return replace(first, all_prose=max(beside, first.prose))
    second = reader.choose(CAPTION | COMMENT | HIDDEN | ASKING | SURELY)
    best = second if second.prose > 1.5 * first.prose else first
    return replace(best if best.prose else reader.choose(CAPTION | ASKING), all_prose=max(reader.total, beside))
