"""TLS and SASL against a real Kafka: the whole way with them, and one clear line for each thing that can be wrong."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.articles import article
from tests.integration.harness import Installation
from tests.integration.process import ROOT
from tests.kafka.broker import Aside, Cluster, Unavailable
from tests.kafka.fixtures import missing
from worker.errors import Exit

pytestmark = pytest.mark.kafka

SECRET = "not for any log"
SCRIPT = ROOT / "worker" / "deploy" / "certificates.sh"
JAAS = "org.apache.kafka.common.security"


def certify(folder: Path, host: str, days: int = 2) -> Path:
    """A certificate of the folder's authority, for `host`: key and chain in one file."""
    subprocess.run([str(SCRIPT), str(folder), host], check=True, env=os.environ | {"DAYS": str(days)})
    return folder / f"{host}.pem"


class Secured:
    """A broker with a second listener that speaks TLS, and SASL where it says so."""

    def __init__(self, folder: Path, protocol: str, keys: Path, settings: dict[str, object]) -> None:
        self.folder = folder
        mapping = f"PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,ASIDE:{protocol}"
        of_listener = {f"listener.name.aside.{name}": value for name, value in settings.items()}
        tls = {"ssl.keystore.type": "PEM", "ssl.keystore.location": keys}
        self.cluster = Cluster(aside=True, settings={"listener.security.protocol.map": mapping, **tls, **of_listener})
        (broker,) = self.cluster.brokers
        assert broker.aside is not None
        self.port = broker.aside.port
        broker.aside = Aside(self.port, self.port)


def secured(folder: Path, protocol: str, keys: Path, **settings: object) -> Iterator[Secured]:
    try:
        made = Secured(folder, protocol, keys, {name.replace("_", "."): value for name, value in settings.items()})
        with made.cluster:
            yield made
    except Unavailable as why:
        missing(str(why))


@pytest.fixture(scope="module")
def sasl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    """TLS and a login by PLAIN, the only one that a broker can know without having been told."""
    folder = tmp_path_factory.mktemp("certificates")
    users = f'{JAAS}.plain.PlainLoginModule required user_desk="{SECRET}";'
    settings = {"sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-512", "plain.sasl.jaas.config": users}
    settings["scram-sha-512.sasl.jaas.config"] = f"{JAAS}.scram.ScramLoginModule required;"
    yield from secured(folder, "SASL_SSL", certify(folder, "127.0.0.1"), **settings)


@pytest.fixture(scope="module")
def mutual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    """TLS in both directions: the broker wants to see a certificate."""
    folder = tmp_path_factory.mktemp("mutual")
    keys = certify(folder, "127.0.0.1")
    trust = {"ssl.client.auth": "required", "ssl.truststore.type": "PEM", "ssl.truststore.location": folder / "ca.pem"}
    yield from secured(folder, "SSL", keys, **trust)


def topics(bootstrap: str, prefix: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """`copydesk topics check` with these settings."""
    given = {"brokers": bootstrap, "topic_prefix": prefix, "broker_wait_s": "20", **settings}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
    environment |= {f"COPYDESK_{name.upper()}": value for name, value in given.items()}
    command = [sys.executable, "-m", "worker", "topics", "check"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)


def whole_way(broker: Secured, prefix: str, folder: Path, **settings: str) -> None:
    """20 articles through a worker that knows the secured listener only; and its secrets are nowhere in its log."""
    with Installation(broker.cluster.bootstrap, prefix, folder) as installation:
        installation.create_topics()
        installation.produce([(b"k%d" % number, article(number)) for number in range(20)])
        worker = installation.start_worker(brokers=f"127.0.0.1:{broker.port}", **settings)
        with installation.tail(installation.topics.enriched) as tail:

            def done() -> bool:
                installation.check_alive()
                tail.poll()
                return tail.count(installation.topics.enriched.name) == 20

            installation.wait_until(done, "20 articles")
        assert worker.terminate() == 0
        assert SECRET not in worker.log.read_text()


@pytest.mark.parametrize("mechanism", ["PLAIN", "SCRAM-SHA-512"])
def test_with_a_login(mechanism: str, sasl: Secured, topic_prefix: str, tmp_path: Path) -> None:
    if mechanism != "PLAIN":
        from confluent_kafka.admin import (  # type: ignore[attr-defined]
            AdminClient,
            ScramCredentialInfo,
            ScramMechanism,
            UserScramCredentialUpsertion,
        )

        info = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096)
        wanted = UserScramCredentialUpsertion("desk", info, SECRET.encode())
        admin = AdminClient({"bootstrap.servers": sasl.cluster.bootstrap})
        admin.alter_user_scram_credentials([wanted])["desk"].result(20)
    (tmp_path / "secret").write_text(SECRET + "\n")
    whole_way(
        sasl,
        topic_prefix,
        tmp_path,
        security_protocol="SASL_SSL",
        ssl_ca_file=str(sasl.folder / "ca.pem"),
        sasl_mechanism=mechanism,
        sasl_username="desk",
        sasl_password_file=str(tmp_path / "secret"),
    )


def test_with_a_certificate_of_ours(mutual: Secured, topic_prefix: str, tmp_path: Path) -> None:
    certify(mutual.folder, "worker.example")
    whole_way(
        mutual,
        topic_prefix,
        tmp_path,
        security_protocol="SSL",
        ssl_ca_file=str(mutual.folder / "ca.pem"),
        ssl_cert_file=str(mutual.folder / "worker.example.crt"),
        ssl_key_file=str(mutual.folder / "worker.example.key"),
    )


GOOD = {"security_protocol": "SASL_SSL", "sasl_mechanism": "PLAIN", "sasl_username": "desk", "sasl_password": SECRET}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sasl_password": "wrong"}, "Authentication failed"),
        ({"sasl_username": "nobody"}, "Authentication failed"),
        ({"ssl_ca_file": "OTHER"}, "self-signed certificate"),
        ({"ssl_ca_file": ""}, "self-signed certificate"),
        ({"brokers": "localhost"}, "Hostname mismatch"),
    ],
    ids=["password", "user", "another authority", "the system's authorities", "another host's certificate"],
)
def test_what_is_wrong_is_one_clear_line(
    wrong: dict[str, str], said: str, sasl: Secured, topic_prefix: str, tmp_path: Path
) -> None:
    certify(tmp_path, "127.0.0.1")
    settings = GOOD | {"ssl_ca_file": str(sasl.folder / "ca.pem")} | wrong
    if wrong.get("ssl_ca_file") == "OTHER":
        settings["ssl_ca_file"] = str(tmp_path / "ca.pem")
    ended = topics(f"{settings.pop('brokers', '127.0.0.1')}:{sasl.port}", topic_prefix, **settings)
    assert (ended.returncode, ended.stdout) == (Exit.CONFIG, ""), ended.stderr
    (line,) = ended.stderr.splitlines()
    assert said in line
    assert SECRET not in line


def test_an_expired_certificate(topic_prefix: str, tmp_path: Path) -> None:
    keys = certify(tmp_path, "127.0.0.1")
    certify(tmp_path, "127.0.0.1", days=0)
    for broker in secured(tmp_path, "SSL", keys):
        settings = {"security_protocol": "SSL", "ssl_ca_file": str(tmp_path / "ca.pem")}
        ended = topics(f"127.0.0.1:{broker.port}", topic_prefix, **settings)
        assert ended.returncode == Exit.CONFIG
        assert "expired" in ended.stderr


def test_tls_expected_and_none_spoken(sasl: Secured, topic_prefix: str) -> None:
    plain = sasl.cluster.bootstrap
    ended = topics(plain, topic_prefix, broker_wait_s="2", **GOOD | {"ssl_ca_file": str(sasl.folder / "ca.pem")})
    assert ended.returncode in (Exit.CONFIG, Exit.UNAVAILABLE)
    assert "SSL" in ended.stderr
