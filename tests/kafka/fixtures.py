"""Fixtures that give a test a real Kafka, wherever one can be had.

In this order: the address in KAFKA_BOOTSTRAP; a container, where a Docker engine answers and has or gets the image; a
broker of our own, where Java and Maven are. Else the test is skipped with all that was missing, or failed if
COPYDESK_REQUIRE_KAFKA=1 (so that CI does not take silence for success).
"""

import os
import socket
import time
import uuid
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import NoReturn

import pytest
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from tests.kafka.broker import LARGEST_MESSAGE, Cluster
from tests.kafka.install import Unavailable, free_port

IMAGE = "apache/kafka:4.1.0"


def missing(why: str) -> NoReturn:
    """Skip the test, or fail it where a real Kafka is required."""
    message = f"no real Kafka: {why}"
    if os.environ.get("COPYDESK_REQUIRE_KAFKA") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def _given() -> str:
    """The address in KAFKA_BOOTSTRAP; `Unavailable` if it is not set."""
    address = os.environ.get("KAFKA_BOOTSTRAP")
    if not address:
        raise Unavailable("KAFKA_BOOTSTRAP is not set")
    if not _answers(address, 20):
        # set on purpose: another Kafka than the one asked for would be a surprise
        pytest.fail(f"KAFKA_BOOTSTRAP={address} does not answer", pytrace=False)
    return address


def _container(stack: ExitStack) -> str:
    """A broker in a container, removed when `stack` unwinds; `Unavailable` where Docker cannot give one."""
    host = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
    if host.startswith("unix://"):  # asked first by hand: the SDK leaks the socket of a refused connection
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(host.removeprefix("unix://"))
            except OSError as error:
                raise Unavailable(f"no Docker engine answers ({host}: {error.strerror})") from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # third-party deprecations at import
        import docker  # type: ignore[import-untyped]
        from docker.errors import DockerException  # type: ignore[import-untyped]
        from testcontainers.core.container import DockerContainer
    try:
        client = docker.from_env(timeout=120)
    except DockerException as error:
        raise Unavailable(f"no Docker engine answers ({type(error).__name__})") from error
    with closing(client):
        try:
            client.images.get(IMAGE)
        except DockerException:
            try:
                client.images.pull(IMAGE)
            except DockerException as error:
                raise Unavailable(f"the image {IMAGE} cannot be had ({type(error).__name__})") from error
    port = free_port()
    settings = {
        "NODE_ID": "1",
        "PROCESS_ROLES": "broker,controller",
        "CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
        # the broker talks to itself, to verify transactions: what is advertised outside does not exist inside
        "LISTENERS": "INSIDE://:9092,CONTROLLER://:9093,OUTSIDE://:9094",
        "ADVERTISED_LISTENERS": f"INSIDE://localhost:9092,OUTSIDE://127.0.0.1:{port}",
        "LISTENER_SECURITY_PROTOCOL_MAP": "CONTROLLER:PLAINTEXT,INSIDE:PLAINTEXT,OUTSIDE:PLAINTEXT",
        "CONTROLLER_LISTENER_NAMES": "CONTROLLER",
        "INTER_BROKER_LISTENER_NAME": "INSIDE",
        "AUTO_CREATE_TOPICS_ENABLE": "false",
        "OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
        "TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
        "TRANSACTION_STATE_LOG_MIN_ISR": "1",
        "GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
        "GROUP_MIN_SESSION_TIMEOUT_MS": "1000",
        "MESSAGE_MAX_BYTES": str(LARGEST_MESSAGE),
        "REPLICA_FETCH_MAX_BYTES": str(LARGEST_MESSAGE),
        "SOCKET_REQUEST_MAX_BYTES": str(2 * LARGEST_MESSAGE),
    }
    # published under the same number as advertised, so that no start-up script has to learn it
    container = DockerContainer(IMAGE).with_bind_ports(9094, port)
    for name, value in settings.items():
        container = container.with_env(f"KAFKA_{name}", value)
    try:
        stack.enter_context(container)
    except DockerException as error:
        raise Unavailable(f"the container did not start ({type(error).__name__})") from error
    address = f"127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while not _answers(address, 2):
        if time.monotonic() > deadline:
            raise Unavailable("the broker in the container did not answer in 60 s")
        time.sleep(0.2)
    return address


def _answers(address: str, timeout: float) -> bool:
    """Whether a broker answers a client of its own: one that met Docker's proxy before the broker stays deaf."""
    try:
        AdminClient({"bootstrap.servers": address, "log_level": 0}).list_topics(timeout=timeout)
    except KafkaException:
        return False
    return True


@pytest.fixture(scope="session")
def kafka() -> Iterator[str]:
    """The bootstrap address of a real Apache Kafka; one broker for the whole session."""
    with ExitStack() as stack:
        reasons: list[str] = []
        address: str | None = None
        for way in (_given, lambda: _container(stack), lambda: stack.enter_context(Cluster()).bootstrap):
            try:
                address = way()
            except Unavailable as why:
                reasons.append(str(why))
            else:
                break
        if address is None:
            missing("; ".join(reasons))
        yield address


@pytest.fixture(scope="module")
def lone_broker() -> Iterator[Cluster]:
    """A broker that a test may kill and start again; needs Java and Maven."""
    with ExitStack() as stack:
        try:
            cluster = stack.enter_context(Cluster())
        except Unavailable as why:
            missing(str(why))
        yield cluster


@pytest.fixture(scope="module")
def three_brokers() -> Iterator[Cluster]:
    """A cluster of three brokers that a test may kill and start again; needs Java and Maven."""
    with ExitStack() as stack:
        try:
            cluster = stack.enter_context(Cluster(3))
        except Unavailable as why:
            missing(str(why))
        yield cluster


@pytest.fixture
def topic_prefix() -> str:
    """A prefix for topics that no other test uses, with its dot: names are never used twice on a live broker."""
    return f"t{uuid.uuid4().hex[:10]}."


@pytest.fixture
def group_name(topic_prefix: str) -> str:
    """A consumer group of this test alone."""
    return f"{topic_prefix}group"
