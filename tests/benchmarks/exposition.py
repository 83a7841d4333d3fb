"""What a worker says of itself: its /metrics, and its canonical log lines with the time of each commit."""

import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from prometheus_client.parser import text_string_to_metric_families

from tests.integration.process import WorkerProcess

Labels = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Metrics:
    """One look at /metrics."""

    samples: Mapping[tuple[str, Labels], float]

    @classmethod
    def of(cls, worker: WorkerProcess) -> "Metrics":
        """Ask a worker, which must be listening."""
        with urllib.request.urlopen(f"http://127.0.0.1:{worker.http_port()}/metrics", timeout=30) as answer:
            families = text_string_to_metric_families(answer.read().decode())
            return cls(
                {
                    (sample.name, frozenset(sample.labels.items())): sample.value
                    for family in families
                    for sample in family.samples
                }
            )

    def total(self, name: str, **labels: str) -> float:
        """The sum of all samples of this name that have these labels; 0 where there is none."""
        wanted = frozenset(labels.items())
        return sum(value for (found, has), value in self.samples.items() if found == name and wanted <= has)

    def by(self, name: str, label: str, **labels: str) -> dict[str, float]:
        """The samples of a name summed up by the values of one label."""
        sums: dict[str, float] = {}
        wanted = frozenset(labels.items())
        for (found, has), value in self.samples.items():
            if found == name and wanted <= has and (key := dict(has).get(label)) is not None:
                sums[key] = sums.get(key, 0.0) + value
        return sums

    @property
    def outcomes(self) -> float:
        """Articles that are enriched or in the dead letters."""
        enriched = self.total("copydesk_forwarded_articles_total", stage="enrich")
        return enriched + self.total("copydesk_rejected_articles_total")


def mean(before: Metrics, after: Metrics, histogram: str, **labels: str) -> float | None:
    """The mean of what a histogram has observed between two looks; None where that is nothing."""
    count = after.total(f"{histogram}_count", **labels) - before.total(f"{histogram}_count", **labels)
    total = after.total(f"{histogram}_sum", **labels) - before.total(f"{histogram}_sum", **labels)
    return total / count if count else None


@dataclass(frozen=True, slots=True)
class Line:
    """The canonical line of an article in a stage. `at`: when it was committed, seconds since the epoch."""

    at: float
    stage: str
    raw: str
    code: str | None
    work_ms: float
    took_ms: float
    records: int
    bytes_out: int


def lines(worker: WorkerProcess) -> list[Line]:
    """All canonical lines of a worker, in order."""
    return [
        Line(
            at=datetime.fromisoformat(str(event["timestamp"])).timestamp(),
            stage=str(event["stage"]),
            raw=str(event["raw"]),
            code=None if event["code"] is None else str(event["code"]),
            work_ms=float(str(event["work_ms"])),
            took_ms=float(str(event["took_ms"])),
            records=_sum(event["records"]),
            bytes_out=int(str(event["bytes_out"])),
        )
        for event in worker.events("article")
    ]


def _sum(counts: object) -> int:
    assert isinstance(counts, dict)
    return sum(counts.values())


def percentile(values: list[float], share: float) -> float | None:
    """The value below which this share of the values lies (nearest rank); None where there are none."""
    return sorted(values)[min(int(share * len(values)), len(values) - 1)] if values else None
