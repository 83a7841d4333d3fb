"""Articles to Kafka: idempotent, acknowledged by all replicas, as fast as the broker takes them and no faster."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from confluent_kafka import KafkaError, KafkaException, Message, Producer

from worker.admin import CREATE, Waiting, client_config, reach
from worker.errors import Misconfigured
from worker.feed.sources import Place
from worker.settings import Settings
from worker.topics import Topic

_QUEUE_MESSAGES = 20_000
_QUEUE_KILOBYTES = 64 * 1024
_LINGER_MS = 20
_BATCH_BYTES = 1024 * 1024
_FULL_WAIT_S = 0.5


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An article that the broker did not acknowledge; `unavailable` where no broker was to be had."""

    place: Place
    why: str
    unavailable: bool


class Sender:
    """Sends to one topic. Not for several threads.

    One rule from key to partition everywhere: Kafka's own (murmur2; librdkafka calls it murmur2_random). Messages of
    one key are stored in the order in which they were sent, each once, whatever the network does.
    """

    def __init__(self, settings: Settings, topic: Topic, waiting: Waiting) -> None:
        """Raises Transient where no broker answers in time, Misconfigured where the topic is missing."""
        _, cluster = reach(settings, waiting)
        there = cluster.topics.get(topic.name)
        if there is None or there.error is not None:
            raise Misconfigured(f"the topic {topic.name} is missing; make it with: {CREATE}")
        self.acknowledged = 0
        self.undelivered: list[Undelivered] = []
        self._topic = topic
        self._producer = Producer(
            client_config(settings)
            | {
                "enable.idempotence": True,
                "acks": "all",
                "partitioner": "murmur2_random",
                "compression.type": "gzip",
                "linger.ms": _LINGER_MS,
                "batch.size": _BATCH_BYTES,
                "message.max.bytes": topic.max_message_bytes,
                "queue.buffering.max.messages": _QUEUE_MESSAGES,
                "queue.buffering.max.kbytes": _QUEUE_KILOBYTES,
                "delivery.timeout.ms": int(settings.broker_wait_s * 1000),
            }
        )

    def send(self, key: bytes | None, value: bytes, place: Place) -> None:
        """Hand over one message; waits while the queue is full. What becomes of it is told by the counts."""
        done = partial(self._done, place)
        while True:
            try:
                self._producer.produce(self._topic.name, value, key, on_delivery=done)
            except BufferError:
                _interruptible(self._producer.poll, _FULL_WAIT_S)
                continue
            except KafkaException as error:
                self._refused(place, error.args[0])
            _interruptible(self._producer.poll, 0)
            return

    def wait(self, seconds: float) -> int:
        """Wait until all is delivered or given up, this long at most; how many messages are still under way."""
        return _interruptible(self._producer.flush, seconds)

    def _done(self, place: Place, error: KafkaError | None, _: Message) -> None:
        if error is None:
            self.acknowledged += 1
        else:
            self._refused(place, error)

    def _refused(self, place: Place, error: KafkaError) -> None:
        unavailable = error.code() in (KafkaError._MSG_TIMED_OUT, KafkaError._ALL_BROKERS_DOWN, KafkaError._TRANSPORT)
        self.undelivered.append(Undelivered(place, error.str(), unavailable))


def _interruptible(call: Callable[[float], int], seconds: float) -> int:
    """Call into the client, and let Ctrl-C be Ctrl-C.

    Where it strikes while one of our callbacks runs, confluent-kafka drops the KeyboardInterrupt and fails with a
    SystemError ("returned NULL without setting an exception"), which it raises for nothing else.
    """
    try:
        return call(seconds)
    except SystemError:
        raise KeyboardInterrupt from None
