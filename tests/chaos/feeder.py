"""Feeds the raw topic all through a fault, so that there is always work; hurries when told to."""

import threading
import time
from collections.abc import Callable, Iterator

from confluent_kafka import KafkaError, Message, Producer

from tests.chaos.source import Fed
from tests.integration.harness import FETCH_BYTES

NUMBER = "chaos-number"
"""The header of a raw message that says the how-manyth it was."""

BURST = 20
PAUSE_S = 0.02


class Feeder:
    """Sends messages in a thread of its own: always up to `window` ahead of what is done, and `trickle` a second more.

    `done` tells how many have had their outcome. A message that is not acknowledged is tried again for ever, and
    idempotently: each is in the topic once.
    """

    def __init__(
        self,
        bootstrap: str,
        topic: str,
        source: Iterator[Fed],
        done: Callable[[], int],
        window: int = 400,
        trickle: float = 10.0,
    ) -> None:
        self.fed: list[Fed] = []
        self.acknowledged: dict[str, float] = {}
        self.failures: list[str] = []
        self._source = source
        self._done = done
        self._window = window
        self._trickle = trickle
        self._topic = topic
        self._total: int | None = None
        self._stop = threading.Event()
        self._producer = Producer(
            {
                "bootstrap.servers": bootstrap,
                "acks": "all",
                "enable.idempotence": True,
                "partitioner": "murmur2_random",
                "message.max.bytes": FETCH_BYTES,
                "message.timeout.ms": 0,
                "linger.ms": 5,
                "topic.metadata.refresh.interval.ms": 2000,
                "reconnect.backoff.max.ms": 500,
                "log_level": 0,
            }
        )
        self._thread = threading.Thread(target=self._run, name="feeder", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def finish(self, total: int) -> None:
        """Feed up to `total` messages in all, as fast as it goes, and no more."""
        self._total = max(total, len(self.fed))

    @property
    def finished(self) -> bool:
        """Whether all is fed and acknowledged."""
        return self._total is not None and len(self.acknowledged) + len(self.failures) >= self._total

    @property
    def waiting(self) -> int:
        """Messages that are fed and have no outcome yet."""
        return len(self.fed) - self._done()

    def close(self) -> None:
        """Stop feeding; what is not acknowledged is forgotten."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(10)
        self._producer.purge()
        self._producer.poll(0)

    def _run(self) -> None:
        drip = time.monotonic()
        while not self._stop.wait(0.0 if self._total is not None and len(self.fed) < self._total else PAUSE_S):
            self._producer.poll(0)
            if self._total is not None:
                self._send(min(BURST, self._total - len(self.fed)))
                continue
            room = min(BURST, self._window - self.waiting)
            if room <= 0 and time.monotonic() >= drip:
                room, drip = 1, time.monotonic() + 1 / self._trickle
            self._send(room)

    def _send(self, count: int) -> None:
        for _ in range(count):
            fed = next(self._source)
            number = len(self.fed)
            self.fed.append(fed)
            while True:
                try:
                    self._producer.produce(
                        self._topic,
                        fed.value,
                        fed.key,
                        on_delivery=self._delivered,
                        headers=[(NUMBER, str(number).encode())],
                    )
                    break
                except BufferError:
                    self._producer.poll(0.1)

    def _delivered(self, error: KafkaError | None, message: Message) -> None:
        if error is not None:
            self.failures.append(error.name())
        else:
            self.acknowledged[f"{message.topic()}/{message.partition()}/{message.offset()}"] = time.monotonic()
