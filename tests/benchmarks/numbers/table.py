"""One run as a Markdown table and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

NOTHING = "\u2013"
OWN = "\u2020"


@dataclass(frozen=True, slots=True)
class Cell:
    """One engine on one suite."""

    f1: float
    spans: float | None
    gold: int
    predicted: int
    cpu: float | None = None
    broke: int = 0
    own: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One suite: its size, our cell, and each rival's by name, absent where it knows nothing of what is asked."""

    suite: str
    sentences: int
    ours: Cell | None
    rivals: Mapping[str, Cell]

    def best(self, *, without_own: bool) -> float | None:
        """The best rival's F1, with or without the engine whose own tests the suite is."""
        scores = [cell.f1 for cell in self.rivals.values() if not (without_own and cell.own)]
        return max(scores, default=None)


@dataclass(frozen=True, slots=True)
class Run:
    """All that was measured in one run. `versions` names the engines that ran, `absent` tells why others did not."""

    date: str
    machine: str
    versions: Mapping[str, str]
    absent: Mapping[str, str]
    lines: Sequence[Line]


def _rival(cell: Cell | None, best: float | None) -> str:
    if cell is None:
        return NOTHING
    said = f"**{cell.f1:.1f}**" if cell.f1 == best else f"{cell.f1:.1f}"
    return said + (OWN if cell.own else "")


def _score(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}"


def _cpu(cells: Sequence[tuple[int, Cell | None]]) -> str:
    measured = [(sentences, cell.cpu) for sentences, cell in cells if cell is not None and cell.cpu is not None]
    sentences = sum(count for count, _ in measured)
    return f"{1000 * sum(cpu for _, cpu in measured) / sentences:.2f}" if sentences else NOTHING


def _rows(run: Run) -> Iterator[tuple[str, ...]]:
    names = tuple(run.versions)
    yield "suite", "sentences", "ours", "best rival", "best but its own", *names
    yield "---", *("---:" for _ in range(4 + len(names)))
    for line in run.lines:
        best = line.best(without_own=False)
        cells = (_rival(line.rivals.get(name), best) for name in names)
        ours = _score(line.ours.f1 if line.ours else None)
        yield line.suite, str(line.sentences), ours, _score(best), _score(line.best(without_own=True)), *cells
    each = ([(line.sentences, line.rivals.get(name)) for line in run.lines] for name in names)
    ours_cpu = _cpu([(line.sentences, line.ours) for line in run.lines])
    yield "CPU s / 1,000 sentences", "", ours_cpu, "", "", *(_cpu(cells) for cells in each)
    broke = (sum(cell.broke for line in run.lines if (cell := line.rivals.get(name))) for name in names)
    yield "sentences it broke on", "", "", "", "", *(str(count) for count in broke)


def markdown(run: Run) -> str:
    """The table with what stands around it: date, machine, versions, what could not be run."""
    lines = [f"F1 of values, {run.date}, {run.machine}; one scorer for all.", ""]
    lines += [f"| {' | '.join(cells)} |" for cells in _rows(run)]
    lines += ["", f"{OWN} the suite is made of this engine's own tests. {NOTHING} it knows nothing of what is asked."]
    lines += ["", *(f"- {name}: {version}" for name, version in run.versions.items())]
    lines += [f"- {name}: not run, {why}" for name, why in run.absent.items()]
    return "\n".join(lines) + "\n"


def as_json(run: Run) -> dict[str, object]:
    """The same with all that the table leaves out: spans, counts, CPU seconds of each cell."""
    return asdict(run)
