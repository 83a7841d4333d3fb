"""Messages to Kafka in transactions, under one transactional id: a new writer ends what a dead one has left open."""

import time
from collections.abc import Callable, Sequence
from typing import Protocol

from confluent_kafka import KafkaError, KafkaException, Producer

from worker.admin import client_config
from worker.errors import Misconfigured, Transient
from worker.replay.letters import Message
from worker.settings import Settings

_SLICE_S = 0.5
"""How long one call into the client may take: in between we hear signals."""

_UNTAKEN = (
    KafkaError.MSG_SIZE_TOO_LARGE,
    KafkaError.RECORD_LIST_TOO_LARGE,
    KafkaError.INVALID_RECORD,
    KafkaError.INVALID_TIMESTAMP,
)
"""What a broker says of a message that it will never take. Anything else is not the message's fault."""

_FENCED = (KafkaError._FENCED, KafkaError.PRODUCER_FENCED, KafkaError.INVALID_PRODUCER_EPOCH)
_FORBIDDEN = (
    KafkaError.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
    KafkaError.TOPIC_AUTHORIZATION_FAILED,
    KafkaError.CLUSTER_AUTHORIZATION_FAILED,
    KafkaError.INVALID_TRANSACTION_TIMEOUT,
)


class Stopped(Exception):
    """Somebody asked us to end; nothing is left open."""


class Untaken(Exception):
    """The broker takes no such message; the transaction is taken back."""


class Stopping(Protocol):
    """Whether somebody has asked us to end."""

    def __call__(self) -> bool: ...


class Writer:
    """A transactional producer. Not for several threads."""

    def __init__(self, settings: Settings, stopping: Stopping) -> None:
        """Fence any other writer of this group, and wait until its open transaction has ended.

        Raises Transient where no broker answers in time, Misconfigured where it does not let us, Stopped.
        """
        self._deadline_s = settings.transaction_deadline_s
        self._stopping = stopping
        self._failed: list[KafkaError] = []
        self._open = False
        self._producer = Producer(
            client_config(settings)
            | {
                "transactional.id": f"{settings.group}-replay",
                "transaction.timeout.ms": int(settings.transaction_timeout_s * 1000),
                "compression.type": settings.compression,
                "message.max.bytes": max(topic.max_message_bytes for topic in settings.topics),
                "linger.ms": 5,
            }
        )
        self._finish(self._producer.init_transactions, stoppable=True)

    def write(self, messages: Sequence[Message]) -> list[Message]:
        """Write the messages in one transaction, or in several where that leaves out those that no broker takes.

        Returns the latter. Raises Transient, and Stopped: then the last transaction has not happened.
        """
        try:
            self._transact(messages)
        except Untaken:
            if len(messages) == 1:
                return list(messages)
            middle = len(messages) // 2
            return self.write(messages[:middle]) + self.write(messages[middle:])
        return []

    def _transact(self, messages: Sequence[Message]) -> None:
        self._failed.clear()
        try:
            self._producer.begin_transaction()
            self._open = True
            for message in messages:
                self._produce(message)
            self._flush()
            self._finish(self._producer.commit_transaction, stoppable=False)
            self._open = False
        except KafkaException as error:
            raise self._meaning(error.args[0]) from None
        finally:
            self._abort()

    def _produce(self, message: Message) -> None:
        self._producer.produce(
            message.topic,
            message.value,
            message.key,
            partition=message.partition,
            on_delivery=self._delivered,
            timestamp=message.timestamp_ms,
            headers=list(message.headers),
        )
        self._producer.poll(0)

    def _flush(self) -> None:
        """Wait until all is delivered. What is not to be delivered is told by the client after the same deadline."""
        while self._producer.flush(_SLICE_S) and not self._failed:
            if self._stopping():
                raise Stopped
        if self._failed:
            raise KafkaException(self._failed[0])

    def _finish(self, call: Callable[[float], None], *, stoppable: bool) -> None:
        """Call until it is done: the client goes on where it was. Raises what it says once that is final."""
        until = time.monotonic() + self._deadline_s
        while True:
            try:
                return call(_SLICE_S)
            except KafkaException as error:
                fault = error.args[0]
                if not fault.retriable() or time.monotonic() > until:
                    raise self._meaning(fault) from None
            if stoppable and self._stopping():
                raise Stopped

    def _abort(self) -> None:
        """Take back what is open. Where that fails, the next writer or the broker does it."""
        if not self._open:
            return
        self._open = False
        try:
            self._finish(self._producer.abort_transaction, stoppable=False)
        except (Transient, Misconfigured):
            return

    def _meaning(self, fault: KafkaError) -> Exception:
        if fault.code() in _UNTAKEN:
            return Untaken()
        if fault.code() in _FENCED:
            return Transient("another replay of this group has begun: this one ends")
        if fault.code() in _FORBIDDEN:
            return Misconfigured(f"the broker does not let us write: {fault.str()}")
        return Transient(f"the broker has not taken a transaction: {fault.str()}")

    def _delivered(self, error: KafkaError | None, _: object) -> None:
        if error is not None:
            self._failed.append(error)
