"""The embedded broker: librdkafka's mock cluster, inside this process. For trying things out and for fast tests.

It speaks Kafka's protocol over TCP on a free loopback port, keeps everything in memory and leaves nothing behind. It is
no proof of durability or of isolation. What it does differently, tried with librdkafka 2.16:

- A partition keeps 5 MiB or 100,000 messages, then silently drops the oldest. No setting changes that.
- Its transaction markers carry no valid CRC: aiokafka's consumers need `check_crcs=False` (here and only here).
- No isolation: what an aborted transaction wrote is visible, to `read_committed` readers too.
- Offsets sent with a transaction (TxnOffsetCommit) are acknowledged but not kept: a group's committed offsets do not
  move by them, so whoever joins again starts where `auto_offset_reset` says. Offsets committed plainly are kept.
- No CreateTopics: `create_topic` does it. A topic that a client asks for by name is made with 4 partitions.
- Retention, compaction and size limits do not exist.
"""

import ctypes
from types import TracebackType
from typing import Self

from confluent_kafka import KafkaError, cimpl

_PRODUCER = 0  # RD_KAFKA_PRODUCER
_ERROR_BYTES = 512


class _Librdkafka:
    """The few C functions that we call, with their types. `rdkafka_mock.h` calls its part experimental."""

    def __init__(self) -> None:
        # a symbol is searched in the extension's dependencies too, wherever the wheel has put its librdkafka
        library = ctypes.CDLL(cimpl.__file__)
        pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
        self.conf_new = library.rd_kafka_conf_new
        self.conf_new.restype, self.conf_new.argtypes = pointer, []
        self.conf_set = library.rd_kafka_conf_set
        self.conf_set.restype, self.conf_set.argtypes = number, [pointer, text, text, text, ctypes.c_size_t]
        self.new = library.rd_kafka_new
        self.new.restype, self.new.argtypes = pointer, [number, pointer, text, ctypes.c_size_t]
        self.destroy = library.rd_kafka_destroy
        self.destroy.restype, self.destroy.argtypes = None, [pointer]
        self.cluster_of = library.rd_kafka_handle_mock_cluster
        self.cluster_of.restype, self.cluster_of.argtypes = pointer, [pointer]
        self.bootstraps = library.rd_kafka_mock_cluster_bootstraps
        self.bootstraps.restype, self.bootstraps.argtypes = text, [pointer]
        self.topic_create = library.rd_kafka_mock_topic_create
        self.topic_create.restype, self.topic_create.argtypes = number, [pointer, text, number, number]
        self.rebalance_delay = library.rd_kafka_mock_group_initial_rebalance_delay_ms
        self.rebalance_delay.restype, self.rebalance_delay.argtypes = None, [pointer, ctypes.c_int32]


class EmbeddedBroker:
    """One broker in this process, up from construction to `close`. A context manager.

    >>> with EmbeddedBroker() as broker:
    ...     broker.create_topic("articles.raw", partitions=2)
    ...     broker.bootstrap.startswith("127.0.0.1:")
    True
    """

    def __init__(self) -> None:
        self._library = _Librdkafka()
        problem = ctypes.create_string_buffer(_ERROR_BYTES)
        settings = self._library.conf_new()
        # log_level 0: the client that carries the cluster has nothing to say; its connections are only its own
        for name, value in ((b"test.mock.num.brokers", b"1"), (b"log_level", b"0")):
            if self._library.conf_set(settings, name, value, problem, _ERROR_BYTES):
                raise RuntimeError(f"librdkafka refused {name.decode()}: {problem.value.decode()}")
        self._handle: int | None = self._library.new(_PRODUCER, settings, problem, _ERROR_BYTES)
        if self._handle is None:
            raise RuntimeError(f"librdkafka gave no client: {problem.value.decode()}")
        self._cluster = self._library.cluster_of(self._handle)
        self.bootstrap: str = self._library.bootstraps(self._cluster).decode()
        # three seconds otherwise, for a first group that is complete at once
        self._library.rebalance_delay(self._cluster, 0)

    def create_topic(self, name: str, partitions: int) -> None:
        """Create a topic; one that exists is left as it is. RuntimeError if the broker refuses or is closed.

        ValueError for less than one partition, which the mock cluster would accept.
        """
        if partitions < 1:
            raise ValueError(f"{name} needs at least one partition, got {partitions}")
        if self._handle is None:
            raise RuntimeError("the embedded broker is closed")
        code: int = self._library.topic_create(self._cluster, name.encode(), partitions, 1)
        if code not in (KafkaError.NO_ERROR, KafkaError.TOPIC_ALREADY_EXISTS):
            raise RuntimeError(f"the embedded broker did not create {name}: {KafkaError(code).str()}")

    def close(self) -> None:
        """End it and all its data; may be called twice. Close the clients first, or they complain."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            self._library.destroy(handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
