"""Rules as data, and the reader that runs them over the tokens.

A rule makes a thing of one kind (its `level`) from a pattern. The elements of a pattern, separated by blanks:

    of|in       one of these words           the|a?     may be missing
    {last|next} one of these words, captured  <month>    a thing of that kind, captured; <date>? may be missing
    =nov        no white space before it      !old|years the next token is none of these (and no further one)
    ^on|by      first: the token before is one of these;  !^ none of these
    _           in a word list stands for "no token at all": the text's begin or end

At each place the longest match of a level wins, then the earlier rule. The patterns of a level share one tree of
their elements, so that what many of them begin with is read once; no pattern repeats, so that the work at one place
is bounded and the whole is linear in the text.
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
    words: frozenset[str]
    kind: str | None
    optional: bool
    captured: bool
    glued: bool


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A rule with its elements, and with the words that must or must not stand around it."""

    rule: Rule
    order: int
    elements: tuple[_Element, ...]
    before: frozenset[str] | None
    not_before: frozenset[str]
    not_after: frozenset[str]


@dataclass(slots=True)
class _Edge:
    """One step on: over a word, captured or not, or over a thing of a kind."""

    kind: str | None
    captured: bool
    glued: bool
    to: "_Node"


@dataclass(slots=True)
class _Node:
    """Where a pattern has come so far: the steps on, by the next token's keys, and the rules that end here.

    An end tells for each capture of its rule which of those on the way it is, None for an element that was missing.
    """

    steps: dict[str, list[_Edge]] = field(default_factory=dict)
    ends: list[tuple[_Compiled, tuple[int | None, ...]]] = field(default_factory=list)
    by_sort: dict[int, tuple[_Edge, ...]] = field(default_factory=dict)
    edges: dict[tuple[str | frozenset[str], bool, bool], _Edge] = field(default_factory=dict)

    def leads(self, keys: tuple[str, ...]) -> tuple[_Edge, ...]:
        """The steps over a token of these keys, each once."""
        edges = {id(edge): edge for key in keys for edge in self.steps.get(key, ())}
        return tuple(edges.values())


def _words(listed: str) -> frozenset[str]:
    return frozenset("" if word == "_" else word for word in listed.split("|"))


def _compile(rule: Rule, order: int) -> _Compiled:
    elements: list[_Element] = []
    before: frozenset[str] | None = None
    not_before = not_after = frozenset[str]()
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
                elements.append(_Element(frozenset(), part[1:-1], optional, True, glued))
            elif part.startswith("{"):
                elements.append(_Element(_words(part[1:-1]), None, optional, True, glued))
            else:
                elements.append(_Element(_words(part), None, optional, False, glued))
    return _Compiled(rule, order, tuple(elements), before, not_before, not_after)


def _variants(elements: tuple[_Element, ...]) -> Iterator[tuple[tuple[_Element, ...], tuple[int | None, ...]]]:
    """A pattern with each choice of its optional elements, and where its captures then are."""
    choices: list[tuple[tuple[_Element, ...], tuple[int | None, ...]]] = [((), ())]
    for element in elements:
        grown: list[tuple[tuple[_Element, ...], tuple[int | None, ...]]] = []
        for path, slots in choices:
            place = sum(each.captured for each in path)
            grown.append(((*path, element), (*slots, place) if element.captured else slots))
            if element.optional:
                grown.append((path, (*slots, None) if element.captured else slots))
        choices = grown
    yield from choices


class Grammar:
    """The compiled rules, one tree for each level."""

    def __init__(self, rules: Iterable[Rule], atoms: Iterable[AtomRule], classes: Mapping[str, frozenset[str]]) -> None:
        self.atoms = {atom.name: atom for atom in atoms}
        self._classes = classes
        compiled = [_compile(rule, order) for order, rule in enumerate(rules)]
        self._first = {atom.name: atom.first for atom in self.atoms.values()}
        self._find_first(compiled)
        self._known = set(classes).union(*self._first.values())
        self._known.update(word for each in compiled for element in each.elements for word in element.words)
        self._sort_words()
        self.roots: dict[str, _Node] = {}
        for each in compiled:
            root = self.roots.setdefault(each.rule.level, _Node())
            for path, slots in _variants(each.elements):
                node = root
                for element in path:
                    node = self._step(node, element)
                node.ends.append((each, slots))

    def _find_first(self, compiled: list[_Compiled]) -> None:
        """What each level may begin with; levels may begin with one another, so until none learns of more."""
        levels = {each.rule.level for each in compiled}
        self._first |= {level: frozenset() for level in levels}
        while True:
            grown = {
                level: frozenset(key for each in compiled if each.rule.level == level for key in self._keys(each))
                for level in levels
            }
            if all(grown[level] == self._first[level] for level in levels):
                return
            self._first |= grown

    def _keys(self, each: _Compiled) -> Iterator[str]:
        for element in each.elements:
            yield from element.words if element.kind is None else self._first[element.kind]
            if not element.optional:
                return

    def _step(self, node: _Node, element: _Element) -> _Node:
        what = element.words if element.kind is None else element.kind
        key = (what, element.captured, element.glued)
        if key not in node.edges:
            edge = node.edges[key] = _Edge(element.kind, element.captured, element.glued, _Node())
            for first in element.words if element.kind is None else self._first[element.kind]:
                node.steps.setdefault(first, []).append(edge)
        return node.edges[key].to

    def _keys_of(self, word: str) -> tuple[str, ...]:
        """The keys under which a token may begin something: itself where a rule has it, its classes, and "*"."""
        found = (word, *self._classes.get(word, ()), "*") if word in self._known else ("*",)
        return (*found, "#digits") if numeric(word) else found

    def _sort_words(self) -> None:
        """Number the sorts of tokens: words with the same keys are of one sort, and so are all words unknown here."""
        self.keys: list[tuple[str, ...]] = [("*",), ("*", "#digits")]
        sorts = {keys: number for number, keys in enumerate(self.keys)}
        self.sorts: dict[str, int] = {}
        for word in sorted(self._known | set(self._classes)):
            keys = self._keys_of(word)
            if keys not in sorts:
                sorts[keys] = len(self.keys)
                self.keys.append(keys)
            self.sorts[word] = sorts[keys]

    @property
    def words(self) -> frozenset[str]:
        """All words that an expression may have, figures aside."""
        return frozenset(self.sorts)

    def begins(self, level: str) -> frozenset[str]:
        """The words that something of a level may begin with; "#digits" among them stands for all figures."""
        first = self._first[level]
        words = {word for word, sort in self.sorts.items() if not first.isdisjoint(self.keys[sort])}
        return frozenset(words | (first & {"#digits"}))


@dataclass(slots=True)
class Reader:
    """Reads the things of one text; what it has read once at a place it remembers."""

    grammar: Grammar
    tokens: Tokens
    _memo: dict[str, dict[int, tuple[int, object, str] | None]] = field(default_factory=dict)
    _depth: int = 0

    def read(self, level: str, at: int) -> tuple[int, object, str] | None:
        """The longest thing of a level that begins at token `at`: where it ends, what it is, by which rule."""
        memo = self._memo.get(level)
        if memo is None:
            memo = self._memo[level] = {}
        elif at in memo:
            return memo[at]
        best: tuple[int, object, str] | None = None
        atom = self.grammar.atoms.get(level)
        if atom is not None:
            reading = atom.read(self.tokens, at)
            best = None if reading is None else (*reading, level)
        elif self._depth < DEPTH:
            memo[at] = None  # a level that begins with itself finds nothing there
            self._depth += 1
            best = self._longest(level, at)
            self._depth -= 1
        memo[at] = best
        return best

    def _longest(self, level: str, start: int) -> tuple[int, object, str] | None:
        ends: list[tuple[int, int, _Compiled, list[object]]] = []
        grammar, tokens = self.grammar, self.tokens
        words, size, sorts = tokens.words, tokens.size, grammar.sorts
        ways: list[tuple[_Node, int, tuple[object, ...]]] = [(grammar.roots[level], start, ())]
        while ways:
            node, at, captures = ways.pop()
            for each, slots in node.ends:
                ends.append((-at, each.order, each, [None if slot is None else captures[slot] for slot in slots]))
            if not node.steps:
                continue
            word = words[at] if at < size else ""
            sort = sorts.get(word, -1)
            if sort < 0:  # a word that no rule has
                sort = 1 if numeric(word) else 0
            edges = node.by_sort.get(sort)
            if edges is None:
                edges = node.by_sort[sort] = node.leads(grammar.keys[sort])
            for edge in edges:
                if edge.glued and not tokens.glued(at):
                    continue
                if edge.kind is None:
                    if at < size:
                        ways.append((edge.to, at + 1, (*captures, words[at]) if edge.captured else captures))
                elif (found := self.read(edge.kind, at)) is not None:
                    ways.append((edge.to, found[0], (*captures, found[1])))
        return self._first_that_fits(start, ends) if ends else None

    def _first_that_fits(
        self, start: int, ends: list[tuple[int, int, _Compiled, list[object]]]
    ) -> tuple[int, object, str] | None:
        ends.sort(key=lambda end: end[:2])
        before = self.tokens.word(start - 1)
        for back, _, each, arguments in ends:
            if (each.before is not None and before not in each.before) or before in each.not_before:
                continue
            after = self.tokens.word(-back) if each.not_after else ""
            # "last year - two" has a dash, no hyphen
            if after in each.not_after and (after != "-" or self.tokens.glued(-back)):
                continue
            made = each.rule.make(*arguments)
            if made is not None:
                return -back, made, each.rule.name
        return None
