"""Messages to Kafka in transactions, under one transactional id: a new writer ends what a dead one has left open."""

import time
from collections.abc import Callable, Sequence
from typing import Protocol

from confluent_kafka import KafkaError, KafkaException, Producer

from worker.admin import client_config
from worker.errors import Misconfigured, Transient
from worker.groups import replays_id
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

_CONSEQUENCES = (KafkaError._PURGE_QUEUE, KafkaError._PURGE_INFLIGHT, KafkaError.OUT_OF_ORDER_SEQUENCE_NUMBER)
"""How the client fails after a message was not taken, until it has asked for a new epoch by the abort of that too."""

_TRIES = 3

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


class Consequence(Transient):
    """An earlier transaction's failure has struck this one; it is taken back, and may go well if tried again."""


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
        self._open = False
        self._producer = Producer(
            client_config(settings)
            | {
                "transactional.id": replays_id(settings.group),
                "transaction.timeout.ms": int(settings.transaction_timeout_s * 1000),
                "compression.type": settings.compression,
                "message.max.bytes": max(topic.max_message_bytes for topic in settings.topics),
                "linger.ms": 5,
            }
        )
        try:
            self._finish(self._producer.init_transactions, stoppable=True)
        except KafkaException as error:
            raise _meaning(error.args[0]) from None

    def write(self, messages: Sequence[Message]) -> list[Message]:
        """Write the messages in one transaction, or in several where that leaves out those that no broker takes.

        Returns the latter. Raises Transient, and Stopped: then the last transaction has not happened.
        """
        try:
            self._try(messages)
        except Untaken:
            if len(messages) == 1:
                return list(messages)
            middle = len(messages) // 2
            return self.write(messages[:middle]) + self.write(messages[middle:])
        return []

    def _try(self, messages: Sequence[Message]) -> None:
        for _ in range(_TRIES - 1):
            try:
                return self._transact(messages)
            except Consequence:
                continue
        return self._transact(messages)

    def _transact(self, messages: Sequence[Message]) -> None:
        failed: list[KafkaError] = []
        try:
            self._producer.begin_transaction()
            self._open = True
            for message in messages:
                self._produce(message, failed)
            self._flush(failed)
            self._finish(self._producer.commit_transaction, stoppable=False)
            self._open = False
        except KafkaException as error:
            self._abort()
            # Only now all failures are told; those after the first are mostly that one's consequences.
            faults = [error.args[0], *failed]
            raise _meaning(next((fault for fault in faults if fault.code() in _UNTAKEN), faults[0])) from None
        finally:
            self._abort()

    def _produce(self, message: Message, failed: list[KafkaError]) -> None:
        def delivered(error: KafkaError | None, _: object) -> None:
            if error is not None:
                failed.append(error)

        self._producer.produce(
            message.topic,
            message.value,
            message.key,
            partition=message.partition,
            on_delivery=delivered,
            timestamp=message.timestamp_ms,
            headers=list(message.headers),
        )
        self._producer.poll(0)

    def _flush(self, failed: list[KafkaError]) -> None:
        """Wait until all is delivered; what cannot be, the client gives up when the transaction's time is over."""
        while self._producer.flush(_SLICE_S) and not failed:
            if self._stopping():
                raise Stopped
        if failed:
            raise KafkaException(failed[0])

    def _finish(self, call: Callable[[float], None], *, stoppable: bool) -> None:
        """Call until it is done: the client goes on where it was. Raises KafkaException once that is final, Stopped."""
        until = time.monotonic() + self._deadline_s
        while True:
            try:
                return call(_SLICE_S)
            except KafkaException as error:
                if not error.args[0].retriable() or time.monotonic() > until:
                    raise
            if stoppable and self._stopping():
                raise Stopped

    def _abort(self) -> None:
        """Take back what is open. Where that fails, the next writer or the broker does it."""
        if not self._open:
            return
        self._open = False
        try:
            self._finish(self._producer.abort_transaction, stoppable=False)
        except KafkaException:
            return


def _meaning(fault: KafkaError) -> Exception:
    if fault.code() in _UNTAKEN:
        return Untaken()
    if fault.code() in _FENCED:
        return Transient("another replay of this group has begun: this one ends")
    if fault.code() in _FORBIDDEN:
        return Misconfigured(f"the broker does not let us write: {fault.str()}")
    kind = Consequence if fault.code() in _CONSEQUENCES else Transient
    return kind(f"the broker has not taken a transaction: {fault.str()}")
