"""worker/deploy/compose.tls.yml brought up: three brokers, TLS, logins; fed, read, and looked at from outside."""

import json
import uuid
from collections.abc import Iterator

import pytest

from tests.container.engine import ROOT
from tests.container.stack import Stack, wait_until
from worker.errors import Exit

COMPOSE = ROOT / "worker" / "deploy" / "compose.tls.yml"
SAMPLE = ROOT / "worker" / "samples" / "articles.jsonl"


@pytest.fixture(scope="module")
def secure(image: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(f"copydesk-{uuid.uuid4().hex[:8]}", tmp_path_factory.mktemp("tls"), image, [COMPOSE]) as made:
        made.scale(1)
        yield made


def test_fed_and_read(secure: Stack) -> None:
    fed = secure.attempt("run", "--rm", "-T", "feed", "-", stdin=SAMPLE.read_bytes())
    assert fed.status == 0, fed
    wait_until(lambda: json.loads(secure.command("ledger", "--json").out)["open"] == 0, "outcomes")
    told = secure.command("ledger", "--json")
    assert told.status == 0, told
    page = json.loads(told.out)
    assert page["well"]
    assert page["forwarded"] == len(SAMPLE.read_bytes().splitlines())
    seen = secure.attempt("run", "--rm", "-T", "tail", "numbers", "--json")
    assert seen.out.count("\n") > 10


def test_check_has_nothing_wrong(secure: Stack) -> None:
    """Three replicas, two of them needed: what `copydesk check` wants of production."""
    said = secure.command("check")
    assert said.status == 0, said
    assert "3 brokers" in said.out
    assert not [line for line in said.out.splitlines() if line.startswith("wrong")]
    assert "replication 1" not in said.out


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("COPYDESK_SASL_USERNAME=somebody", "invalid credentials"),
        ("COPYDESK_SSL_CA_FILE=/etc/ssl/certs/ca-certificates.crt", "certificate"),
        ("COPYDESK_BROKERS=kafka-1:9094", "kafka-1:9094"),
    ],
    ids=["an unknown user", "an authority that is not the brokers'", "the brokers' own listener"],
)
def test_nobody_else_comes_in(setting: str, says: str, secure: Stack) -> None:
    wait = "COPYDESK_BROKER_WAIT_S=10"
    done = secure.attempt(
        "run", "--rm", "--no-deps", "-T", "--env", setting, "--env", wait, "copydesk", "topics", "check"
    )
    assert done.status in (Exit.CONFIG, Exit.UNAVAILABLE)
    complaint = [line for line in done.err.splitlines() if line.startswith("copydesk:")]
    assert says in complaint[-1], done.err
    assert "Traceback" not in done.err


def test_secrets_stay_where_they_are(secure: Stack) -> None:
    """The worker sees its password and the authority, no key of a broker; nobody has the authority's key."""
    (worker,) = secure.workers()
    password = worker.execute("cat", "/run/copydesk/password").out
    assert len(password) > 20
    listed = worker.execute("ls", "/run/copydesk").out.split()
    assert listed == ["ca.pem", "password"]
    kept = secure.container("kafka-1").execute("ls", "/run/brokers").out.split()
    assert "ca.key" not in kept
    assert password not in worker.log() + json.dumps(dict(worker.fields))
    metrics = worker.execute("bash", "-c", "healthcheck /metrics; cat <(healthcheck /metrics)")
    assert password not in metrics.out


def test_one_broker_of_three_may_be_away(secure: Stack) -> None:
    """Articles go through while it is, and it is in sync again afterwards."""
    secure.compose("stop", "kafka-2")
    fed = secure.attempt("run", "--rm", "--no-deps", "-T", "feed", "-", stdin=SAMPLE.read_bytes())
    assert fed.status == 0, fed
    ledger = ("run", "--rm", "--no-deps", "-T", "copydesk", "ledger", "--wait", "60")
    assert secure.attempt(*ledger).status == 0
    secure.compose("start", "kafka-2")
    wait_until(lambda: secure.container("kafka-2").fields["State"]["Health"]["Status"] == "healthy", "health", 180)
    assert secure.attempt(*ledger).status == 0
