"""The settings: the only reader of the environment. Each has a default that works on a laptop."""

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from worker.errors import Misconfigured
from worker.topics import DAY_MS, Topics

PREFIX = "COPYDESK_"
FILE = "_FILE"
"""After a variable's name: the variable names a file that holds the value."""

Stage = Literal["normalise", "enrich"]
OffsetReset = Literal["beginning", "end", "refuse"]
NamesBy = Literal["network", "rules"]
Seconds = Annotated[float, Field(gt=0)]
Words = Annotated[tuple[str, ...], NoDecode]

BROKER_FAILOVER_S = 15.0
"""How long a Kafka partition may be without a leader when a broker dies: 9 to 15 s on three brokers."""


class Settings(BaseSettings):
    """What an operator can set, by `COPYDESK_` and the field's name in capitals. Lists are separated by commas."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    brokers: Annotated[Words, Field(description="Kafka's bootstrap addresses")] = ("127.0.0.1:9092",)
    security_protocol: Annotated[
        Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"], Field(description="how to speak to the brokers")
    ] = "PLAINTEXT"
    ssl_ca_file: Annotated[str, Field(description="PEM file of the authorities to trust; empty: the system's")] = ""
    ssl_cert_file: Annotated[str, Field(description="PEM file of our own certificate, where brokers ask for one")] = ""
    ssl_key_file: Annotated[str, Field(description="PEM file of its private key")] = ""
    ssl_key_password: Annotated[SecretStr, Field(description="of the private key, where it has one")] = SecretStr("")
    ssl_check_hostname: Annotated[bool, Field(description="off: a certificate may name another host")] = True
    sasl_mechanism: Annotated[
        Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER"], Field(description="how to log in, with SASL")
    ] = "SCRAM-SHA-512"
    sasl_username: Annotated[str, Field(description="who logs in; with a token's URL, the client id")] = ""
    sasl_password: Annotated[SecretStr, Field(description="and with what; the client secret")] = SecretStr("")
    sasl_token_file: Annotated[
        str, Field(description="OAUTHBEARER: a file with the token, read again before that runs out")
    ] = ""
    sasl_token_url: Annotated[
        str,
        Field(pattern=r"^(https?://\S+)?$", description="OAUTHBEARER: or where OpenID's client credentials get one"),
    ] = ""
    sasl_scope: Annotated[str, Field(description="OAUTHBEARER: the scope that is asked for there")] = ""
    group: Annotated[
        str,
        Field(min_length=1, description="consumer group; the transactional ids are made of it, so never share it"),
    ] = "copydesk"
    topic_prefix: Annotated[str, Field(pattern=r"^[a-zA-Z0-9._-]*$", description="put before every topic's name")] = ""
    topic_names: Annotated[
        dict[str, str],
        NoDecode,
        Field(description="other names for topics, as in `raw=news.in,enriched=news.out`; the prefix goes before them"),
    ] = {}
    offset_reset: Annotated[
        OffsetReset,
        Field(description="where a group starts that has no committed offsets, or whose offsets are gone from the log"),
    ] = "beginning"
    partitions: Annotated[int, Field(ge=1, le=1000, description="of each topic that `copydesk topics` creates")] = 12
    deadletters_days: Annotated[
        float, Field(gt=0, le=3650, description="dead letters are kept so long: whole articles, personal data in them")
    ] = 30.0
    replication: Annotated[int, Field(ge=-1, le=9, description="of each topic; -1: the broker's default")] = -1

    stages: Annotated[Words, Field(description="what this worker does: normalise, enrich")] = ("normalise", "enrich")
    enrichers: Annotated[Words, Field(description="which enrichers run, in their own order; empty: all")] = ()
    names_by: Annotated[
        NamesBy, Field(description="what finds names: a trained network, or rules alone: worse, and ten times as fast")
    ] = "network"
    processes: Annotated[int, Field(ge=0, le=512, description="children that analyse; 0: one a core")] = 0
    child_memory_mb: Annotated[
        int, Field(ge=0, description="memory limit of each child; 0: its share of the container's, 1536 at most")
    ] = 0
    sources: Annotated[str, Field(description="TOML file of what is known of sources; empty: none")] = ""
    gazetteer: Annotated[str, Field(description="JSON lines or CSV of names with your own ids; empty: none")] = ""
    max_body_bytes: Annotated[int, Field(ge=1, description="a larger body is rejected: too_large")] = 5_000_000

    http_host: Annotated[str, Field(description="where /healthz, /readyz and /metrics listen")] = "127.0.0.1"
    http_port: Annotated[int, Field(ge=-1, le=65535, description="0: any free port, -1: no HTTP")] = 8080
    log_level: Annotated[Literal["debug", "info", "warning", "error"], Field(description="least level logged")] = "info"
    log_format: Annotated[Literal["json", "console"], Field(description="one JSON object a line, or for people")] = (
        "json"
    )
    tracing: Annotated[
        Literal["off", "otlp"],
        Field(description="spans over OTLP, as OTEL_* say; takes copydesk[tracing]"),
    ] = "off"

    fuse_rejects: Annotated[int, Field(ge=0, description="rejects within the window that stop the worker; 0: off")] = (
        1000
    )
    fuse_ratio: Annotated[float, Field(gt=0, le=1, description="and at least this share of the window's articles")] = (
        0.5
    )
    fuse_window_s: Annotated[Seconds, Field(description="the fuse's window")] = 60.0

    batch_articles: Annotated[int, Field(ge=1, le=10_000, description="articles in one transaction, at most")] = 400
    batch_bytes: Annotated[int, Field(ge=1024, description="bytes of output in one transaction, about")] = 16_000_000
    lane_articles: Annotated[int, Field(ge=1, le=10_000, description="articles of one partition in flight")] = 400
    backlog_articles: Annotated[int, Field(ge=1, le=100_000, description="articles of all partitions in flight")] = 1000
    backlog_bytes: Annotated[int, Field(ge=1024, description="bytes of all articles in flight, about")] = 64_000_000
    linger_ms: Annotated[
        int, Field(ge=0, le=5000, description="a transaction waits so long for articles that are already in work")
    ] = 200
    compression: Annotated[
        Literal["none", "gzip", "snappy", "lz4", "zstd"],
        Field(description="of what we write; zstd saves five sixths, where all readers can unpack it"),
    ] = "none"

    article_deadline_s: Annotated[Seconds, Field(description="an article's analysis, before its child is killed")] = 5.0
    batch_deadline_s: Annotated[Seconds, Field(description="silence of the pool, before it counts as stuck")] = 50.0
    transaction_deadline_s: Annotated[Seconds, Field(description="one transaction or fencing; then exit 70")] = 25.0
    transaction_timeout_s: Annotated[Seconds, Field(description="after which Kafka ends a dead worker's")] = 30.0
    session_timeout_s: Annotated[
        float, Field(ge=6, le=1800, description="without a heartbeat, until the group goes on; brokers refuse below 6")
    ] = 6.0
    rebalance_timeout_s: Annotated[Seconds, Field(description="for all workers to join again")] = 60.0
    assignment_deadline_s: Annotated[Seconds, Field(description="revoked and not assigned again; then exit 70")] = 90.0
    shutdown_deadline_s: Annotated[Seconds, Field(description="SIGTERM to the end; below the container's grace")] = 25.0
    broker_wait_s: Annotated[Seconds, Field(description="without any broker at the start; then exit 75")] = 60.0
    check_crcs: Annotated[bool, Field(description="off only for the embedded broker, whose markers have none")] = True

    @field_validator("brokers", "stages", "enrichers", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(word.strip() for word in value.split(",") if word.strip())
        return value

    @field_validator("stages")
    @classmethod
    def _known_stages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value or set(value) - {"normalise", "enrich"}:
            raise ValueError("takes normalise, enrich, or both")
        return value

    @field_validator("brokers")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for address in value:
            host, _, port = address.rpartition(":")
            if not host or not port.isdecimal() or not 0 < int(port) < 65536:
                raise ValueError("takes HOST:PORT, several separated by commas")
        if not value:
            raise ValueError("takes at least one HOST:PORT")
        return value

    @field_validator("topic_names", mode="before")
    @classmethod
    def _pairs(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {
                name.strip(): given.strip() for name, _, given in (pair.partition("=") for pair in value.split(","))
            }
        return value

    @field_validator("topic_names")
    @classmethod
    def _known_topics(cls, value: dict[str, str]) -> dict[str, str]:
        known = [slot for slot, _ in Topics().slots()]
        if set(value) - set(known) or not all(value.values()):
            raise ValueError(f"takes NAME=TOPIC, several separated by commas; NAME is one of {', '.join(known)}")
        if any(not re.fullmatch(r"[a-zA-Z0-9._-]{1,200}", name) for name in value.values()):
            raise ValueError("takes names of letters, digits, '.', '_' and '-', up to 200 of them")
        names = [topic.name for topic in Topics.named("", value)]
        if len(set(names)) < len(names):
            raise ValueError("takes a topic of its own for each")
        return value

    @model_validator(mode="after")
    def _deadlines(self) -> Self:
        """One inequality: what waits for a thing must outlast the thing."""
        for shorter, longer in (
            ("article_deadline_s", "batch_deadline_s"),
            ("batch_deadline_s", "rebalance_timeout_s"),
            ("transaction_deadline_s", "transaction_timeout_s"),
            ("transaction_deadline_s", "rebalance_timeout_s"),
            ("rebalance_timeout_s", "assignment_deadline_s"),
            ("session_timeout_s", "rebalance_timeout_s"),
        ):
            low, high = getattr(self, shorter), getattr(self, longer)
            if low >= high:
                raise ValueError(f"{variable(shorter)} ({low:g}) must be below {variable(longer)} ({high:g})")
        if self.transaction_deadline_s > self.shutdown_deadline_s:
            raise ValueError(
                f"{variable('transaction_deadline_s')} ({self.transaction_deadline_s:g}) must be at most "
                f"{variable('shutdown_deadline_s')} ({self.shutdown_deadline_s:g})"
            )
        if self.transaction_deadline_s <= BROKER_FAILOVER_S:
            raise ValueError(
                f"{variable('transaction_deadline_s')} ({self.transaction_deadline_s:g}) must be above a broker's "
                f"failover ({BROKER_FAILOVER_S:g})"
            )
        return self

    @model_validator(mode="after")
    def _logins(self) -> Self:
        """What belongs together is given together."""
        logged_in = bool(self.sasl_username and self.sasl_password.get_secret_value())
        if self.security_protocol.startswith("SASL") and self.sasl_mechanism == "OAUTHBEARER":
            if bool(self.sasl_token_file) == bool(self.sasl_token_url):
                raise ValueError(
                    f"{variable('sasl_mechanism')} is OAUTHBEARER: it takes {variable('sasl_token_file')} or "
                    f"{variable('sasl_token_url')}"
                )
            if self.sasl_token_url and not logged_in:
                raise ValueError(
                    f"{variable('sasl_token_url')} takes {variable('sasl_username')} and {variable('sasl_password')}: "
                    "the client's id and secret"
                )
        elif self.security_protocol.startswith("SASL") and not logged_in:
            raise ValueError(
                f"{variable('security_protocol')} is {self.security_protocol}: it takes {variable('sasl_username')} "
                f"and {variable('sasl_password')}"
            )
        if bool(self.ssl_cert_file) != bool(self.ssl_key_file):
            raise ValueError(f"{variable('ssl_cert_file')} and {variable('ssl_key_file')} are given together")
        return self

    @property
    def topics(self) -> Topics:
        """The topics under their set names."""
        return Topics.named(self.topic_prefix, self.topic_names, round(self.deadletters_days * DAY_MS))

    @property
    def own_files(self) -> dict[str, str]:
        """The paths of the operator's own files, by their settings; empty where not set."""
        return {"sources": self.sources, "gazetteer": self.gazetteer}

    @property
    def children(self) -> int:
        """How many pool children analyse."""
        return self.processes or available_cores()


def available_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def variable(field: str) -> str:
    """The environment variable of a field."""
    return PREFIX + field.upper()


def load(**overrides: Any) -> Settings:
    """Read the settings; `overrides` (a command's options) win over the environment.

    Any of them may stand in a file, as orchestrators hand over secrets: `COPYDESK_SASL_PASSWORD_FILE` is the place of
    one. Raises Misconfigured with one line: which setting, what it got (unless it is secret), what it takes.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**_from_files() | given)
    except ValidationError as error:
        raise Misconfigured("; ".join(_line(fault) for fault in error.errors(include_url=False))) from None


def _from_files() -> dict[str, str]:
    """The settings whose variables name a file: its text, without the end of the line."""
    read: dict[str, str] = {}
    for field in Settings.model_fields:
        name = variable(field) + FILE
        if place := os.environ.get(name):
            if variable(field) in os.environ:
                raise Misconfigured(f"{variable(field)} and {name} are both set: one of them, please")
            try:
                read[field] = Path(place).read_text(encoding="utf-8").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                raise Misconfigured(f"{name} is {place!r}: it cannot be read ({type(error).__name__})") from None
    return read


def _line(fault: Any) -> str:
    what = fault["msg"].removeprefix("Value error, ")
    if not fault["loc"]:
        return str(what)
    field = str(fault["loc"][0])
    if isinstance(Settings.model_fields[field].default, SecretStr):
        return f"{variable(field)}: {what}"
    return f"{variable(field)} is {fault['input']!r}: {what}"


def unknown() -> tuple[str, ...]:
    """Variables of the environment that look like settings and are none: a typing error, most likely."""
    known = {variable(field) + end for field in Settings.model_fields for end in ("", FILE)}
    return tuple(sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known))


def table() -> str:
    """All settings as a Markdown table, for the README."""
    rows = ["| variable | default | what it sets |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = ",".join(map(str, field.default)) if isinstance(field.default, (tuple, dict)) else str(field.default)
        rows.append(f"| `{variable(name)}` | {f'`{default}`' if default else ''} | {field.description} |")
    return "\n".join(rows)
