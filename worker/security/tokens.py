"""OAUTHBEARER: where a token comes from, how long it is good, and how each of our clients asks for it.

A file that somebody else keeps fresh (Kubernetes does so for service accounts), or an OpenID provider's token endpoint
by the grant of client credentials (RFC 6749, 4.4). What is in a token is the brokers' affair; of it we read only when
it runs out. No token, and no answer of an endpoint, ever stands in an error.
"""

import asyncio
import base64
import binascii
import json
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from aiokafka.abc import AbstractTokenProvider
from aiokafka.errors import KafkaConnectionError

from worker.errors import CopydeskError, Misconfigured, Transient
from worker.settings import variable

PATIENCE_S = 10.0
UNSAID_S = 300.0
"""A token that does not say when it runs out is asked for again after this."""
SPARE_S = 5.0
"""What must be left of a token's time to be given out."""
_LARGEST = 1024 * 1024
_ERROR = re.compile(r"[a-z_]{1,40}")
"""The codes of RFC 6749, 5.2."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token and its time, in seconds since the epoch."""

    text: str = field(repr=False)
    got: float
    expires: float


@dataclass(frozen=True, slots=True)
class Client:
    """Who we are to an OpenID provider, and where that is; no scope: the provider's default."""

    url: str
    name: str
    secret: str = field(repr=False)
    scope: str = ""


class Tokens:
    """One token for all clients of this process, asked for anew when four fifths of its time are over."""

    def __init__(self, fetch: Callable[[], Token], clock: Callable[[], float] = time.time) -> None:
        self._fetch = fetch
        self._clock = clock
        self._last: Token | None = None
        self._asking = threading.Lock()

    def now(self) -> Token:
        """A token that is good for a while; blocks where one must be had first. From any thread.

        Raises Misconfigured or Transient; but while the last one is good, a source that fails is asked again later.
        """
        with self._asking:
            now, last = self._clock(), self._last
            if last is not None and now < last.got + 0.8 * (last.expires - last.got):
                return last
            try:
                self._last = self._fetch()
            except CopydeskError:
                if last is None or now > last.expires - SPARE_S:
                    raise
                return last
            return self._last

    def told(self, _: str) -> tuple[str, float]:
        """As librdkafka asks: the token and when it runs out."""
        token = self.now()
        return token.text, token.expires


class Provider(AbstractTokenProvider):  # type: ignore[misc]
    """As aiokafka asks."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    async def token(self) -> str:
        """The token. Raises KafkaConnectionError where there is none just now: it is tried again like a connection."""
        try:
            return (await asyncio.get_running_loop().run_in_executor(None, self._tokens.now)).text
        except CopydeskError as error:
            raise KafkaConnectionError(str(error)) from None


def from_file(place: Path) -> Token:
    """The token in a file. Raises Misconfigured where there is none."""
    try:
        text = place.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _refused("sasl_token_file", str(place), f"it cannot be read ({type(error).__name__})") from None
    if not text:
        raise _refused("sasl_token_file", str(place), "it is empty")
    return _token(text, None, "sasl_token_file", str(place))


def from_endpoint(client: Client) -> Token:
    """A token for our name and secret. Raises Misconfigured where they are refused, Transient without an answer."""
    url = client.url
    form = {"grant_type": "client_credentials"} | ({"scope": client.scope} if client.scope else {})
    user, secret = (urllib.parse.quote_plus(word) for word in (client.name, client.secret))
    login = base64.b64encode(f"{user}:{secret}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Accept": "application/json"}
    request = urllib.request.Request(url, urllib.parse.urlencode(form).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            said = _object(answer.read(_LARGEST))
    except urllib.error.HTTPError as error:
        with error:
            code = _object(error.read(_LARGEST)).get("error")
        named = f" {code}" if isinstance(code, str) and _ERROR.fullmatch(code) else ""
        if error.code >= 500 or error.code == 429:
            raise Transient(f"{variable('sasl_token_url')} is {url!r}: it gives no token now ({error.code})") from None
        raise _refused("sasl_token_url", url, f"it refuses us ({error.code}{named})") from None
    except OSError as error:
        why = error.reason if isinstance(error, urllib.error.URLError) else error
        told = getattr(why, "strerror", None) or type(why).__name__
        raise Transient(f"{variable('sasl_token_url')} is {url!r}: it does not answer ({told})") from None
    text, lasts = said.get("access_token"), said.get("expires_in")
    if not isinstance(text, str) or not text:
        raise _refused("sasl_token_url", url, "its answer has no access_token")
    lasting = float(lasts) if isinstance(lasts, int | float) and lasts > 0 else None
    return _token(text, lasting, "sasl_token_url", url)


def _token(text: str, lasts: float | None, setting: str, given: str) -> Token:
    now = time.time()
    expires = now + lasts if lasts else expiry(text) or now + UNSAID_S
    if expires <= now:
        raise _refused(setting, given, f"its token ran out {now - expires:.0f} s ago, by this machine's clock")
    return Token(text, now, expires)


def expiry(text: str) -> float | None:
    """When a JSON Web Token says that it runs out, in seconds since the epoch; None where it says nothing.

    >>> expiry("eyJhbGciOiJub25lIn0.eyJleHAiOjE3MDAwMDAwMDB9.")
    1700000000.0
    >>> expiry("opaque") is None
    True
    """
    _, _, rest = text.partition(".")
    claims = rest.partition(".")[0]
    try:
        said = _object(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4))).get("exp")
    except (binascii.Error, ValueError):
        return None
    return float(said) if isinstance(said, int | float) else None


def _object(text: bytes) -> dict[str, object]:
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _refused(setting: str, given: str, why: str) -> Misconfigured:
    return Misconfigured(f"{variable(setting)} is {given!r}: {why}")
