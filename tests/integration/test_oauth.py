"""OAUTHBEARER on a real Kafka: the whole way, tokens that run out meanwhile, and one line for a token that is refused.

The broker takes unsigned tokens, which Kafka allows for trials: who signs them is between it and the provider.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.test_security import JAAS, Secured, certify, secured, topics, whole_way
from tests.test_tokens import SECRET, Endpoint, endpoint, jwt
from worker.errors import Exit

__all__ = ["endpoint"]

pytestmark = pytest.mark.kafka

SHORT_S = 12.0
"""A token's time in the trial of its renewal: a broker that sets limits takes none below its clock's steps."""


@pytest.fixture(scope="module")
def oauth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    """TLS and a login by token."""
    folder = tmp_path_factory.mktemp("certificates")
    settings = {
        "sasl.enabled.mechanisms": "OAUTHBEARER",
        "oauthbearer.sasl.jaas.config": f"{JAAS}.oauthbearer.OAuthBearerLoginModule required;",
    }
    yield from secured(folder, "SASL_SSL", certify(folder, "127.0.0.1"), **settings)


def by_token(broker: Secured) -> dict[str, str]:
    return {
        "security_protocol": "SASL_SSL",
        "ssl_ca_file": str(broker.folder / "ca.pem"),
        "sasl_mechanism": "OAUTHBEARER",
    }


def good(seconds: float = 3600.0) -> str:
    return jwt(sub="desk", iat=time.time() - 1, exp=time.time() + seconds)


def test_the_whole_way_with_tokens_of_a_provider(
    oauth: Secured, endpoint: Endpoint, topic_prefix: str, tmp_path: Path
) -> None:
    endpoint.answer = lambda *_: (200, {"access_token": good(SHORT_S), "expires_in": SHORT_S})
    settings = {"sasl_token_url": endpoint.url, "sasl_username": "desk", "sasl_password": SECRET}
    whole_way(oauth, topic_prefix, tmp_path, **by_token(oauth), **settings)
    assert endpoint.asked >= 2, "a worker lives longer than its first token"


def test_with_a_token_in_a_file(oauth: Secured, topic_prefix: str, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(good())
    ended = topics(f"127.0.0.1:{oauth.port}", topic_prefix, sasl_token_file=str(tmp_path / "token"), **by_token(oauth))
    assert ended.returncode == Exit.REJECTED, ended.stderr
    assert "missing" in ended.stdout, "it was let in, and saw that there are no topics"


@pytest.mark.parametrize(
    ("token", "said"),
    [(jwt(sub="desk", iat=1_600_000_000, exp=1_600_003_600), "ran out"), ("opaque", "uthentication")],
    ids=["expired", "none that the broker knows"],
)
def test_a_refused_token_is_one_line(token: str, said: str, oauth: Secured, topic_prefix: str, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(token)
    given = {"sasl_token_file": str(tmp_path / "token"), **by_token(oauth)}
    ended = topics(f"127.0.0.1:{oauth.port}", topic_prefix, **given)
    assert ended.returncode == Exit.CONFIG, ended.stderr
    (line,) = ended.stderr.splitlines()
    assert token not in line
    assert said in line


def test_a_provider_that_refuses_us_is_one_line(oauth: Secured, endpoint: Endpoint, topic_prefix: str) -> None:
    endpoint.answer = lambda *_: (401, {"error": "invalid_client"})
    given = {"sasl_token_url": endpoint.url, "sasl_username": "desk", "sasl_password": SECRET, **by_token(oauth)}
    ended = topics(f"127.0.0.1:{oauth.port}", topic_prefix, **given)
    assert ended.returncode == Exit.CONFIG
    (line,) = ended.stderr.splitlines()
    assert "it refuses us (401 invalid_client)" in line
    assert SECRET not in line
