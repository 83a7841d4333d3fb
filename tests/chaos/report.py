"""One row for each fault that was run: kept as JSON lines, shown as the README's table.

python -m tests.chaos.report [FILE]
"""

import argparse
import json
import re
import statistics
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

LAST = Path(__file__).resolve().parent / ".last.jsonl"
SHORT = "(short)"
"""How the faults of the short selection end, which are the whole table's in small."""

POM = Path(__file__).resolve().parent.parent / "kafka" / "pom.xml"


def versions() -> dict[str, str]:
    """What the faults were run on: Kafka (that of the tests' own brokers), the client libraries, Python."""
    kafka = re.search(r"<artifactId>kafka_[\d.]+</artifactId>\s*<version>([^<]+)<", POM.read_text(encoding="utf-8"))
    return {
        "Apache Kafka": kafka[1] if kafka else "unknown",
        "faust-streaming": version("faust-streaming"),
        "aiokafka": version("aiokafka"),
        "Python": ".".join(map(str, sys.version_info[:3])),
    }


@dataclass(frozen=True)
class Row:
    """What a fault did. `exits`: how often a worker ended, by how (`killed`, `stopped with 0`, `by itself with 70`).

    `in_transaction`: how many faults hit a worker inside an open transaction. Recoveries in seconds, in order.
    `caught`: by what else than wrong outputs the test found a mutant out.
    """

    fault: str
    brokers: int
    workers: int
    articles: int
    faults: int
    in_transaction: int
    lost: int
    doubled: int
    changed: int
    strange: int
    exits: Mapping[str, int]
    recoveries: tuple[float, ...]
    seconds: float
    seed: int
    mutant: str | None = None
    stalled: bool = False
    late: bool = False
    caught: str = ""
    ledger: str = ""
    """What `copydesk ledger` says of it: "well", or its counts of what is not."""
    notes: tuple[str, ...] = ()
    date: str = field(default_factory=lambda: datetime.now(UTC).date().isoformat())
    on: Mapping[str, str] = field(default_factory=versions)

    @property
    def clean(self) -> bool:
        """Nothing lost, doubled, changed or odd, nothing stuck, every SIGTERM obeyed in time."""
        return not (self.lost or self.doubled or self.changed or self.strange or self.stalled or self.late)

    @property
    def median(self) -> float | None:
        """The median recovery."""
        return statistics.median(self.recoveries) if self.recoveries else None

    @property
    def worst(self) -> float | None:
        """The worst recovery."""
        return max(self.recoveries, default=None)

    def by_itself(self) -> int:
        """How many workers ended without having been asked."""
        return sum(count for how, count in self.exits.items() if how.startswith("by itself"))


def append(row: Row, file: Path) -> None:
    """Put a row at the file's end."""
    with file.open("a", encoding="utf-8") as sink:
        sink.write(json.dumps(asdict(row)) + "\n")


def load(file: Path) -> list[Row]:
    """All rows of a file."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        Row(**fields | {"recoveries": tuple(fields["recoveries"]), "notes": tuple(fields["notes"])}) for fields in rows
    ]


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def table(rows: Iterable[Row]) -> str:
    """The Markdown tables: the faults, then the mutants that they caught.

    The last row of each kind counts, and the short selection's only where there is nothing else.
    """
    last = {(row.fault, row.brokers, row.mutant): row for row in rows}
    if not all(row.fault.endswith(SHORT) for row in last.values()):
        last = {kind: row for kind, row in last.items() if not row.fault.endswith(SHORT)}
    real = [row for row in last.values() if row.mutant is None]
    lines = []
    if real:
        dates = sorted({row.date for row in real})
        on = ", ".join(f"{name} {number}" for name, number in real[-1].on.items())
        lines += [
            f"Run on {' to '.join(dict.fromkeys((dates[0], dates[-1])))}: {on}.",
            "",
            "| fault | brokers | workers | articles | faults | in an open transaction | lost | doubled | wrong bytes "
            "| ledger | workers' ends | recovery median s | worst s | run s |",
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|---|--:|--:|--:|",
        ]
        for row in real:
            exits = ", ".join(f"{count} {how}" for how, count in sorted(row.exits.items()))
            lines.append(
                f"| {row.fault} | {row.brokers} | {row.workers} | {row.articles:,} | {row.faults} "
                f"| {row.in_transaction} | {row.lost} | {row.doubled} | {row.changed} | {row.ledger} | {exits} "
                f"| {_seconds(row.median)} | {_seconds(row.worst)} | {row.seconds:.0f} |"
            )
    mutants = [row for row in last.values() if row.mutant is not None]
    if mutants:
        lines += [
            "",
            "| part taken out | fault | brokers | lost | doubled | wrong bytes | otherwise | caught |",
            "|---|---|--:|--:|--:|--:|---|---|",
        ]
        for row in mutants:
            other = ", ".join(
                words
                for words, found in (
                    ("stuck", row.stalled),
                    ("SIGTERM not obeyed in time", row.late),
                    (f"{row.strange} odd", row.strange),
                    (f"{row.by_itself()} workers ended by themselves", row.by_itself()),
                    (row.caught, row.caught),
                )
                if found
            )
            lines.append(
                f"| {row.mutant} | {row.fault} | {row.brokers} | {row.lost} | {row.doubled} | {row.changed} "
                f"| {other} | {'yes' if not row.clean or row.by_itself() or row.caught else 'no'} |"
            )
    return "\n".join(lines)


def main() -> None:
    """Print the tables of a report file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path, nargs="?", default=LAST)
    sys.stdout.write(table(load(parser.parse_args().file)) + "\n")


if __name__ == "__main__":
    main()
