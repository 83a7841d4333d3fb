"""Precision and recall of linking on our own set (tests/text/names/linking), beside a look-up by exact name.

    python -m tests.benchmarks.names_linking [--wrong]

A link is an entity with ``resolved``. Precision: right links of all links; recall: right links of all mentions that
have an id; a mention whose gold allows none counts only where it is linked. "given" are the marked spans, so that
linking alone is judged; "found" is the whole way, a mention that is not found or of another type being unlinked. The
rival takes what our tables list first for the very spelling and type. ``--wrong`` prints what went wrong.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from schemas.annotation import Entity
from tests.text.names.marked import HERE, Case, Mark, read
from worker.text.names.gazetteer import gazetteer

Link = tuple[str, str]
"""An id (empty: none) and the canonical name."""
Links = Mapping[tuple[int, int], Link]
FOLDER = HERE / "linking"


@dataclass(slots=True)
class Score:
    """Counts of mentions."""

    right: int = 0
    made: int = 0
    owed: int = 0

    def add(self, mark: Mark, link: Link) -> bool:
        """Count one mention; whether it was treated rightly."""
        golds = mark.gold.split(" or ")
        fits = bool(link[0]) and any(_is(gold, link) for gold in golds)
        needed = "-" not in golds
        self.made += bool(link[0])
        self.right += fits
        self.owed += needed or fits
        return fits if needed or link[0] else True

    def line(self) -> str:
        """Precision and recall in percent."""
        return f"{100 * self.right / max(self.made, 1):10.1f}{100 * self.right / max(self.owed, 1):8.1f}"


def _is(gold: str, link: Link) -> bool:
    if gold.startswith("="):
        name = gazetteer().look_up(gold[1:])
        return link[0].startswith("org:") and (
            link[1] == gold[1:] or (name is not None and any(c.id == link[0] for c in name.candidates))
        )
    if gold.startswith("place:"):
        return link[1] == gold[6:]
    return gold == link[0]


def given(case: Case) -> Links:
    """By the marked spans."""
    mentions, entities = case.given()
    return {(m.start, m.end): _link(entities[m.entity]) for m in mentions}


def found(case: Case) -> Links:
    """By what is found, where its type is the marked one."""
    mentions, entities = case.found()
    types = {(mark.start, mark.end): mark.type for mark in case.marks}
    spans = ((m, (m.start, m.end)) for m in mentions)
    return {span: _link(entities[m.entity]) for m, span in spans if types.get(span) == m.type}


def _link(entity: Entity) -> Link:
    if entity.type == "NATIONALITY":
        # its id is the name, the country stands among its links
        schemes = (scheme for scheme in ("iso3166", "iso3166-2") if scheme in entity.links)
        return next((f"{scheme}:{entity.links[scheme]}" for scheme in schemes), ""), entity.canonical
    return entity.entity_id if entity.resolved else "", entity.canonical


def exact(case: Case) -> Links:
    """What the tables list first for the spelling."""
    made: dict[tuple[int, int], Link] = {}
    for mark in case.marks:
        name = gazetteer().look_up(case.text[mark.start : mark.end])
        for candidate in name.candidates if name else ():
            if candidate.type == mark.type:
                id_ = candidate.id
                if candidate.kind == "nationality" and candidate.country:
                    id_ = f"iso3166{'-2' if '-' in candidate.country else ''}:{candidate.country}"
                made[(mark.start, mark.end)] = (id_, candidate.canonical)
                break
    return made


WAYS: dict[str, Callable[[Case], Links]] = {"given": given, "found": found, "exact name": exact}


def score(cases: Sequence[Case], way: Callable[[Case], Links], wrong: list[str] | None = None) -> Score:
    """The score of one way over cases; what went wrong is put into ``wrong``."""
    total = Score()
    for case in cases:
        links = way(case)
        for mark in case.marks:
            link = links.get((mark.start, mark.end), ("", ""))
            if not total.add(mark, link) and wrong is not None:
                wrong.append(f"{case.line}: {case.text[mark.start : mark.end]!r} -> {link}, not {mark.gold}")
    return total


def main(arguments: Sequence[str]) -> int:
    """Print a line for each part of the set and each way."""
    parts = {path.stem: list(read(path)) for path in sorted(FOLDER.glob("*.txt"))}
    parts["all"] = [case for cases in list(parts.values()) for case in cases]
    parts["easy"] = [case for case in parts["all"] if not case.hard]
    parts["hard"] = [case for case in parts["all"] if case.hard]
    print(f"{'part':14}{'mentions':>9}  {'':12}{'precision':>10}{'recall':>8}")
    for part, cases in parts.items():
        for way, links in WAYS.items():
            count = sum(len(case.marks) for case in cases)
            print(f"{part:14}{count:9}  {way:12}{score(cases, links).line()}")
    for way in ("given", "found") if "--wrong" in arguments else ():
        for part in sorted(parts.keys() - {"all", "easy", "hard"}):
            wrong: list[str] = []
            score(parts[part], WAYS[way], wrong)
            print("\n".join([f"-- {way} {part}", *wrong]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
