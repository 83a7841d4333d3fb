"""One message on its way through a lane: where it came from, and what it became."""

import asyncio
from dataclasses import dataclass

from schemas import dead_letter
from schemas.dead_letter import Code
from worker.agents.frames import Answer, Refusal
from worker.errors import where
from worker.headers import Header, Origin, event, rejection
from worker.settings import Stage
from worker.topics import Topic, Topics


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A record to send; `place` is what its partition is hashed from, None: the source's partition."""

    topic: Topic
    place: bytes | None
    key: bytes | None
    value: bytes | None
    headers: list[Header]


@dataclass(slots=True, eq=False)
class Parcel:
    """A message in a lane. `taken_at` is the loop's time; `future` holds the pool's answer."""

    stage: Stage
    origin: Origin
    generation: int
    key: bytes | None
    value: bytes | None
    taken_at: float
    future: "asyncio.Future[Answer]"
    refused: Refusal | None = None
    outgoing: tuple[Outgoing, ...] = ()

    @property
    def size(self) -> int:
        """Bytes that it keeps in memory, about."""
        return len(self.value or b"") + len(self.key or b"")

    @property
    def answer(self) -> Answer:
        """What the pool said, or what the broker made of it."""
        return Answer(self.refused) if self.refused is not None else self.future.result()

    @property
    def size_out(self) -> int:
        """Bytes of its records."""
        outcome = self.answer.outcome
        return self.size if isinstance(outcome, Refusal) else sum(len(record.value) for record in outcome.records)

    @property
    def rejected(self) -> bool:
        """Whether it goes to the dead letters."""
        return isinstance(self.answer.outcome, Refusal)

    def refuse(self, error: str) -> None:
        """The broker does not take what came of it."""
        self.refused = Refusal(Code.OUTPUT_REFUSED, "the broker refused an output for good", error)
        self.outgoing = ()

    def prepare(self, topics: Topics) -> None:
        """Make the records that leave in the transaction; where that fails by a fault of ours, its dead letter."""
        if self.outgoing:
            return
        try:
            self.outgoing = tuple(self._records(topics))
        except Exception as error:
            self.refused = Refusal(Code.INTERNAL_ERROR, "a fault of ours", type(error).__name__, where(error))
            self.outgoing = tuple(self._records(topics))

    def _records(self, topics: Topics) -> list[Outgoing]:
        """What came of it, or its dead letter with the original bytes."""
        outcome = self.answer.outcome
        if isinstance(outcome, Refusal):
            headers = rejection(
                self.origin, self.stage, outcome.code, outcome.detail, outcome.exception, outcome.attempts
            )
            return [Outgoing(topics.deadletters, self.key, self.key, self.value, headers)]
        key = outcome.article_id.encode()
        sent: list[Outgoing] = []
        by_slot: dict[str, list[bytes]] = {}
        for record in outcome.records:
            by_slot.setdefault(record.slot, []).append(record.value)
        for slot, values in by_slot.items():
            topic: Topic = getattr(topics, slot)
            headers_of = event(self.origin, slot, topic, outcome.article_id, range(len(values)))
            if slot == "enriched":
                others = ",".join(f"{other}={len(by_slot.get(other, ()))}" for other in ("entities", "numbers"))
                headers_of[0].append((dead_letter.RECORDS, others.encode()))
            sent += [
                Outgoing(topic, key, key, value, headers) for value, headers in zip(values, headers_of, strict=True)
            ]
        return sent
