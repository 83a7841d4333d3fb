"""TLS and SASL, for both of the clients that we use: librdkafka and aiokafka.

Whatever is wrong with files, keys and passwords of ours is told before any broker is asked.
"""

import socket
import ssl
from functools import cache, partial
from pathlib import Path
from typing import Any

from worker.errors import Misconfigured
from worker.security.tokens import Client, Provider, Tokens, from_endpoint, from_file
from worker.settings import Settings, variable

_BUILT_IN_AUTHORITIES = "probe"


def encrypted(settings: Settings) -> bool:
    """Whether the way to the brokers is TLS."""
    return settings.security_protocol in ("SSL", "SASL_SSL")


def authenticated(settings: Settings) -> bool:
    """Whether we log in with SASL."""
    return settings.security_protocol.startswith("SASL")


def by_token(settings: Settings) -> bool:
    """Whether we log in with a token, and not with a name and a password."""
    return authenticated(settings) and settings.sasl_mechanism == "OAUTHBEARER"


def tokens(settings: Settings) -> Tokens:
    """The tokens of this process. Raises Misconfigured or Transient where a first one is not to be had."""
    client = Client(
        settings.sasl_token_url, settings.sasl_username, settings.sasl_password.get_secret_value(), settings.sasl_scope
    )
    made = _tokens(settings.sasl_token_file, client)
    made.now()
    return made


@cache
def _tokens(file: str, client: Client) -> Tokens:
    return Tokens(partial(from_file, Path(file)) if file else partial(from_endpoint, client))


def librdkafka(settings: Settings) -> dict[str, Any]:
    """What a confluent-kafka client is given. Raises Misconfigured where a file of ours is no good."""
    config: dict[str, Any] = {"security.protocol": settings.security_protocol}
    if encrypted(settings):
        context(settings)
        config["ssl.ca.location"] = settings.ssl_ca_file or _BUILT_IN_AUTHORITIES
        config["ssl.endpoint.identification.algorithm"] = "https" if settings.ssl_check_hostname else "none"
        if settings.ssl_cert_file:
            config["ssl.certificate.location"] = settings.ssl_cert_file
            config["ssl.key.location"] = settings.ssl_key_file
            config["ssl.key.password"] = settings.ssl_key_password.get_secret_value()
    if by_token(settings):
        config["sasl.mechanism"] = settings.sasl_mechanism
        config["oauth_cb"] = tokens(settings).told
    elif authenticated(settings):
        config["sasl.mechanism"] = settings.sasl_mechanism
        config["sasl.username"] = settings.sasl_username
        config["sasl.password"] = settings.sasl_password.get_secret_value()
    return config


def aiokafka(settings: Settings) -> dict[str, Any]:
    """What an aiokafka client is given."""
    config: dict[str, Any] = {"security_protocol": settings.security_protocol}
    if encrypted(settings):
        config["ssl_context"] = context(settings)
    if by_token(settings):
        config["sasl_mechanism"] = settings.sasl_mechanism
        config["sasl_oauth_token_provider"] = Provider(tokens(settings))
    elif authenticated(settings):
        config["sasl_mechanism"] = settings.sasl_mechanism
        config["sasl_plain_username"] = settings.sasl_username
        config["sasl_plain_password"] = settings.sasl_password.get_secret_value()
    return config


def context(settings: Settings) -> ssl.SSLContext:
    """The TLS context. Raises Misconfigured, naming the setting and its file, never what is in it."""
    return _context(
        settings.ssl_ca_file,
        settings.ssl_cert_file,
        settings.ssl_key_file,
        settings.ssl_key_password.get_secret_value(),
        settings.ssl_check_hostname,
    )


def certificate_fault(settings: Settings, patience_s: float = 5.0) -> str:
    """What is wrong with a broker's certificate, which librdkafka does not tell; "" where nothing is found."""
    for address in settings.brokers:
        host, _, port = address.rpartition(":")
        try:
            with socket.create_connection((host, int(port)), timeout=patience_s) as connection:
                context(settings).wrap_socket(connection, server_hostname=host.strip("[]")).close()
        except ssl.SSLCertVerificationError as error:
            return f"the certificate of {address} is not accepted: {error.verify_message}"
        except OSError:
            continue
    return ""


@cache
def _context(ca: str, certificate: str, key: str, password: str, check_hostname: bool) -> ssl.SSLContext:
    try:
        made = ssl.create_default_context(cafile=ca or None)
    except OSError as error:
        raise _unusable("ssl_ca_file", ca, error) from None
    made.check_hostname = check_hostname
    if certificate:
        try:
            # Never ask at a terminal: an empty answer is a wrong one.
            made.load_cert_chain(certificate, key, password=lambda: password)
        except OSError as error:
            named = ("ssl_cert_file", certificate) if error.filename == certificate else ("ssl_key_file", key)
            raise _unusable(*named, error) from None
    return made


def _unusable(field: str, place: str, error: OSError) -> Misconfigured:
    why = error.reason if isinstance(error, ssl.SSLError) and error.reason else error.strerror
    return Misconfigured(f"{variable(field)} is {place!r}: it cannot be used ({why or type(error).__name__})")
