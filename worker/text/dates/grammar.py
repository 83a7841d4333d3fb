"""Rules as data, and the reader that runs them over the tokens.

A rule makes a thing of one kind (its `level`) from a pattern. The elements of a pattern, separated by blanks:

    of|in       one of these words           the|a?     may be missing
    {last|next} one of these words, captured  <month>    a thing of that kind, captured; <date>? may be missing
    =nov        no white space before it      !old|years the next token is none of these (and no further one)
    ^on|by      first: the token before is one of these;  !^ none of these
    _           in a word list stands for "no token at all": the text's begin or end

At each place the longest match of a level wins, then the earlier rule. A rule is tried only where its first element
can begin, and no pattern repeats, so that the work at one place is bounded and the whole is linear in the text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from worker.text.dates.tokens import Tokens, numeric

Reading = tuple[int, object]
"""Where something ends (a token index), and what it is."""

Atom = Callable[[Tokens, int], Reading | None]
"""Reads one thing that begins at a token."""

ANYTHING = frozenset({"*"})
"""The first keys of an atom that looks at any token, and at the end of the text."""

DEPTH = 6
"""How deep an expression may lie in others ("the end of the first week of ...")."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what is made of its captures; `make` gives None where they make no sense together.

    At the level "moment" it makes a `Partial`, at the lower ones also numbers.
    """

    name: str
    level: str
    pattern: str
    make: Callable[..., object]


@dataclass(frozen=True, slots=True)
class AtomRule:
    """A thing that a function reads; `first` are the keys of the tokens that it may begin with."""

    name: str
    first: frozenset[str]
    read: Atom


@dataclass(frozen=True, slots=True)
class _Element:
    words: frozenset[str] | None = None
    kind: str | None = None
    optional: bool = False
    captured: bool = False
    glued: bool = False


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    elements: tuple[_Element, ...]
    before: frozenset[str] | None
    not_before: frozenset[str] | None
    not_after: frozenset[str] | None


def _words(listed: str) -> frozenset[str]:
    return frozenset("" if word == "_" else word for word in listed.split("|"))


def _compile(rule: Rule) -> _Compiled:
    elements: list[_Element] = []
    before = not_before = not_after = None
    for part in rule.pattern.split():
        if part.startswith("!^"):
            not_before = _words(part[2:])
        elif part.startswith("^"):
            before = _words(part[1:])
        elif part.startswith("!") and len(part) > 1:
            not_after = _words(part[1:])
        else:
            optional = part.endswith("?") and len(part) > 1
            part = part[:-1] if optional else part
            glued = part.startswith("=") and len(part) > 1
            part = part[1:] if glued else part
            if part.startswith("<") and part.endswith(">"):
                elements.append(_Element(None, part[1:-1], optional, True, glued))
            elif part.startswith("{"):
                elements.append(_Element(_words(part[1:-1]), None, optional, True, glued))
            else:
                elements.append(_Element(_words(part), None, optional, False, glued))
    return _Compiled(rule, tuple(elements), before, not_before, not_after)


class Grammar:
    """The compiled rules, with an index from what a token may be to the rules that may begin there."""

    def __init__(self, rules: Iterable[Rule], atoms: Iterable[AtomRule], classes: Mapping[str, frozenset[str]]) -> None:
        self.atoms = {atom.name: atom for atom in atoms}
        self.classes = classes
        compiled = [_compile(rule) for rule in rules]
        self._first: dict[str, frozenset[str]] = {atom.name: atom.first for atom in self.atoms.values()}
        levels = {each.rule.level for each in compiled}
        self._first |= {level: frozenset() for level in levels}
        while True:  # until no level learns of a further first token: levels may begin with one another
            grown = {
                level: frozenset(key for each in compiled if each.rule.level == level for key in self._keys(each))
                for level in levels
            }
            if all(grown[level] == self._first[level] for level in levels):
                break
            self._first |= grown
        index: dict[str, dict[str, list[_Compiled]]] = {level: {} for level in levels}
        for each in compiled:
            for key in self._keys(each):
                index[each.rule.level].setdefault(key, []).append(each)
        self.index = {level: {key: tuple(found) for key, found in keyed.items()} for level, keyed in index.items()}

    def _keys(self, each: _Compiled) -> Iterator[str]:
        for element in each.elements:
            if element.kind is not None:
                yield from self._first[element.kind]
            elif element.words is not None:
                yield from element.words
            if not element.optional:
                return

    def keys(self, word: str) -> tuple[str, ...]:
        """The keys under which a token may begin something: itself, and its classes."""
        found = (word, *self.classes.get(word, ()))
        return (*found, "#digits") if numeric(word) else found

    def begins(self, level: str) -> frozenset[str]:
        """The keys of the tokens that something of a level may begin with."""
        return self._first[level]


@dataclass(slots=True)
class Reader:
    """Reads the things of one text; what it has read once at a place it remembers."""

    grammar: Grammar
    tokens: Tokens
    _memo: dict[tuple[str, int], tuple[int, object, str] | None] = field(default_factory=dict)
    _keys: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _depth: int = 0

    def may_begin(self, level: str, at: int) -> bool:
        """Whether the token at `at` is one that something of a level can begin with."""
        begins = self.grammar.begins(level)
        return begins is ANYTHING or not begins.isdisjoint(self.keys(at))

    def keys(self, at: int) -> tuple[str, ...]:
        """The grammar's keys of the token at `at`."""
        found = self._keys.get(at)
        if found is None:
            found = self._keys[at] = self.grammar.keys(self.tokens.word(at))
        return found

    def read(self, level: str, at: int) -> tuple[int, object, str] | None:
        """The longest thing of a level that begins at token `at`: where it ends, what it is, by which rule."""
        place = (level, at)
        if place in self._memo:
            return self._memo[place]
        if not self.may_begin(level, at):
            return None
        atom = self.grammar.atoms.get(level)
        best: tuple[int, object, str] | None = None
        if atom is not None:
            reading = atom.read(self.tokens, at)
            best = None if reading is None else (*reading, level)
        elif self._depth < DEPTH:
            self._memo[place] = None  # a level that begins with itself finds nothing there
            self._depth += 1
            best = self._longest(level, at)
            self._depth -= 1
        self._memo[place] = best
        return best

    def _longest(self, level: str, at: int) -> tuple[int, object, str] | None:
        best: tuple[int, object, str] | None = None
        keyed = self.grammar.index[level]
        tried: set[int] = set()
        for key in self.keys(at):
            for each in keyed.get(key, ()):
                if id(each) in tried:
                    continue
                tried.add(id(each))
                found = self._match(each, at)
                if found is not None and (best is None or found[0] > best[0]):
                    best = (*found, each.rule.name)
        return best

    def _match(self, each: _Compiled, at: int) -> Reading | None:
        if each.before is not None or each.not_before is not None:
            before = self.tokens.word(at - 1)
            if each.before is not None and before not in each.before:
                return None
            if each.not_before is not None and before in each.not_before:
                return None
        ways: list[tuple[int, tuple[object, ...]]] = [(at, ())]
        for element in each.elements:
            ways = self._step(element, ways)
            if not ways:
                return None
        best: Reading | None = None
        for end, captures in ways:
            if best is not None and end <= best[0]:
                continue
            if each.not_after is not None and self.tokens.word(end) in each.not_after:
                continue
            made = each.rule.make(*captures)
            if made is not None:
                best = (end, made)
        return best

    def _step(
        self, element: _Element, ways: list[tuple[int, tuple[object, ...]]]
    ) -> list[tuple[int, tuple[object, ...]]]:
        """Every way on through one element of a pattern; there are at most two for each that came so far."""
        after: list[tuple[int, tuple[object, ...]]] = []
        words, size = self.tokens.words, self.tokens.size
        for at, captures in ways:
            if not element.glued or self.tokens.glued(at):
                if element.words is not None:
                    if at < size and words[at] in element.words:
                        after.append((at + 1, (*captures, words[at]) if element.captured else captures))
                elif element.kind is not None:
                    found = self.read(element.kind, at)
                    if found is not None:
                        after.append((found[0], (*captures, found[1])))
            if element.optional:
                after.append((at, (*captures, None) if element.captured else captures))
        return after
