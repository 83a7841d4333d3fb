"""OAUTHBEARER: tokens from a file and from an endpoint, kept while they are good; a secret stands in no error."""

import asyncio
import base64
import json
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from aiokafka.errors import KafkaConnectionError
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from worker.errors import Misconfigured, Transient
from worker.security import aiokafka, by_token, librdkafka
from worker.security.tokens import Client, Provider, Token, Tokens, expiry, from_endpoint, from_file
from worker.settings import load

SECRET = "s3cret & more"


def encoded(claims: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()


def jwt(**claims: object) -> str:
    """An unsigned token, as only a broker on trial takes it."""
    return f"{encoded({'alg': 'none'})}.{encoded(claims)}."


class Endpoint:
    """A token endpoint on loopback; `answer` makes status and body out of the form and the login."""

    def __init__(self) -> None:
        self.answer: Callable[[dict[str, str], str], tuple[int, object]] = lambda *_: (500, {})
        self.asked = 0
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                endpoint.asked += 1
                form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
                login = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
                status, said = endpoint.answer(form, login)
                body = said if isinstance(said, bytes) else json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                return None

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/token"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def test_a_file_is_read_with_its_expiry(tmp_path: Path) -> None:
    place = tmp_path / "token"
    place.write_text(jwt(sub="desk", exp=2_000_000_000) + "\n")
    token = from_file(place)
    assert (token.text, token.expires) == (jwt(sub="desk", exp=2_000_000_000), 2_000_000_000)


def test_an_opaque_token_is_asked_for_again_after_a_while(tmp_path: Path) -> None:
    place = tmp_path / "token"
    place.write_text("opaque")
    assert from_file(place).expires == pytest.approx(time.time() + 300, abs=5)


@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe"])
def test_a_file_without_a_token(tmp_path: Path, content: bytes | None) -> None:
    place = tmp_path / "token"
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(Misconfigured, match=r"COPYDESK_SASL_TOKEN_FILE is '.*': it"):
        from_file(place)


def test_a_token_that_ran_out(tmp_path: Path) -> None:
    """Or a clock that is wrong."""
    place = tmp_path / "token"
    place.write_text(jwt(exp=time.time() - 90))
    with pytest.raises(Misconfigured, match=r"its token ran out (89|9\d) s ago, by this machine's clock"):
        from_file(place)


def test_an_endpoint_gets_our_id_and_secret(endpoint: Endpoint) -> None:
    seen: list[tuple[dict[str, str], str]] = []

    def answer(form: dict[str, str], login: str) -> tuple[int, object]:
        seen.append((form, login))
        return 200, {"access_token": "abc", "token_type": "Bearer", "expires_in": 60}

    endpoint.answer = answer
    token = from_endpoint(Client(endpoint.url, "desk:1", SECRET, "kafka"))
    assert token.text == "abc"
    assert token.expires == pytest.approx(time.time() + 60, abs=5)
    assert seen == [({"grant_type": "client_credentials", "scope": "kafka"}, "desk%3A1:s3cret+%26+more")]
    assert SECRET not in repr(Client(endpoint.url, "desk", SECRET))
    assert "abc" not in repr(token)


@pytest.mark.parametrize(
    ("status", "said", "kind", "words"),
    [
        (401, {"error": "invalid_client"}, Misconfigured, r"it refuses us \(401 invalid_client\)"),
        (400, {"error": f"{SECRET}"}, Misconfigured, r"it refuses us \(400\)"),
        (403, b"<html>", Misconfigured, r"it refuses us \(403\)"),
        (503, {}, Transient, r"it gives no token now \(503\)"),
        (200, {}, Misconfigured, "its answer has no access_token"),
        (200, b"\xff", Misconfigured, "its answer has no access_token"),
        (200, ["a"], Misconfigured, "its answer has no access_token"),
    ],
)
def test_an_endpoint_that_gives_none(
    endpoint: Endpoint, status: int, said: object, kind: type[Exception], words: str
) -> None:
    endpoint.answer = lambda *_: (status, said)
    with pytest.raises(kind, match=words) as caught:
        from_endpoint(Client(endpoint.url, "desk", SECRET))
    assert SECRET not in str(caught.value)


def test_an_endpoint_that_is_not_there() -> None:
    with pytest.raises(Transient, match="it does not answer"):
        from_endpoint(Client("http://127.0.0.1:9/token", "desk", SECRET))


def test_a_token_is_kept_until_most_of_its_time_is_over() -> None:
    now, made = [0.0], []

    def fetch() -> Token:
        made.append(now[0])
        return Token(f"at {now[0]:g}", now[0], now[0] + 100)

    tokens = Tokens(fetch, lambda: now[0])
    for now[0] in (0.0, 50.0, 79.0, 81.0, 160.0, 162.0):
        tokens.now()
    assert made == [0.0, 81.0, 162.0]
    assert tokens.told("") == ("at 162", 262.0)


def test_while_the_old_one_is_good_a_source_may_fail() -> None:
    now, down = [0.0], [False]

    def fetch() -> Token:
        if down[0]:
            raise Transient("away")
        return Token("first", now[0], now[0] + 100)

    tokens = Tokens(fetch, lambda: now[0])
    tokens.now()
    down[0] = True
    now[0] = 90.0
    assert tokens.now().text == "first"
    now[0] = 96.0
    with pytest.raises(Transient):
        tokens.now()
    down[0] = False
    assert tokens.now().got == 96.0


def test_to_aiokafka_a_missing_token_is_a_failed_connection() -> None:
    def fetch() -> Token:
        raise Transient("away")

    with pytest.raises(KafkaConnectionError):
        asyncio.run(Provider(Tokens(fetch)).token())
    good = Tokens(lambda: Token("abc", 0.0, 2e9))
    assert asyncio.run(Provider(good).token()) == "abc"


@examples(max_examples=60, deadline=None)
@given(st.text(max_size=60) | st.from_regex(r"[A-Za-z0-9_-]{0,20}\.[A-Za-z0-9_=-]{0,30}\.", fullmatch=True))
def test_any_token_has_an_expiry_or_none(text: str) -> None:
    found = expiry(text)
    assert found is None or isinstance(found, float)


def test_the_clients_are_told(tmp_path: Path) -> None:
    place = tmp_path / "token"
    place.write_text(jwt(sub="desk", exp=2_000_000_000))
    settings = load(security_protocol="SASL_PLAINTEXT", sasl_mechanism="OAUTHBEARER", sasl_token_file=str(place))
    assert by_token(settings)
    ours, theirs = librdkafka(settings), aiokafka(settings)
    assert ours["sasl.mechanism"] == theirs["sasl_mechanism"] == "OAUTHBEARER"
    assert ours["oauth_cb"]("")[0] == asyncio.run(theirs["sasl_oauth_token_provider"].token())
    assert "sasl.password" not in ours


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({}, "it takes COPYDESK_SASL_TOKEN_FILE or COPYDESK_SASL_TOKEN_URL"),
        ({"sasl_token_file": "x", "sasl_token_url": "https://x"}, "it takes COPYDESK_SASL_TOKEN_FILE or"),
        ({"sasl_token_url": "https://x"}, "the client's id and secret"),
        ({"sasl_token_url": "file:///etc/passwd"}, "COPYDESK_SASL_TOKEN_URL"),
    ],
)
def test_what_belongs_together(given_: dict[str, str], words: str) -> None:
    with pytest.raises(Misconfigured, match=words):
        load(security_protocol="SASL_SSL", sasl_mechanism="OAUTHBEARER", **given_)
