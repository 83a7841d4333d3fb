"""The faust app: it consumes and balances. Its agents hand each message to its lane, and nothing else."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, Protocol

import faust
from faust.types.auth import CredentialsT
from yarl import URL

from worker.agents.deadline import die
from worker.agents.lanes import Message
from worker.agents.recovery import Tables
from worker.agents.transport import Transport
from worker.security import authenticated, by_token, context, encrypted, tokens
from worker.security.tokens import Provider
from worker.settings import Settings, Stage

HEARTBEATS_A_SESSION = 4
STREAM_BUFFER = 64
"""Messages between fetching and the lanes, for each agent; a message may take megabytes."""


class Event(Protocol):
    """What we need of faust's event."""

    message: Message


class App(faust.App):
    """Faust's app without anything on disk: it has no tables."""

    async def on_first_start(self) -> None:
        return None


def build_app(settings: Settings) -> App:
    """The app with our transport, everything that writes or listens switched off."""
    brokers = [URL(f"kafka://{address}") for address in settings.brokers]
    app = App(
        settings.group,
        broker=brokers,
        broker_credentials=_credentials(settings),
        store="memory://",
        TableManager=Tables,
        autodiscover=False,
        topic_disable_leader=True,
        topic_allow_declare=False,
        web_enabled=False,
        # We have no tables; with standby replicas the assignor leaves workers idle that could have work.
        table_standby_replicas=0,
        broker_check_crcs=settings.check_crcs,
        broker_commit_interval=1.0,
        broker_session_timeout=settings.session_timeout_s,
        broker_heartbeat_interval=settings.session_timeout_s / HEARTBEATS_A_SESSION,
        broker_rebalance_timeout=settings.rebalance_timeout_s,
        broker_request_timeout=max(30.0, 2 * settings.session_timeout_s),
        consumer_auto_offset_reset="earliest",
        consumer_metadata_max_age_ms=30_000,
        stream_buffer_maxsize=STREAM_BUFFER,
        # Waiting for a slow batch here would hold up the whole group; the gate and the generation make it safe.
        stream_wait_empty=False,
    )
    app.transport = Transport(url=brokers, app=app)
    app.transport.offset_reset = settings.offset_reset
    return app


def _credentials(settings: Settings) -> CredentialsT | None:
    """TLS and SASL as faust wants to hear of them; None without."""
    secured = context(settings) if encrypted(settings) else None
    if by_token(settings):
        return faust.OAuthCredentials(oauth_cb=Provider(tokens(settings)), ssl_context=secured)
    if authenticated(settings):
        return faust.SASLCredentials(
            username=settings.sasl_username,
            password=settings.sasl_password.get_secret_value(),
            mechanism=settings.sasl_mechanism,
            ssl_context=secured,
        )
    return faust.SSLCredentials(secured) if secured is not None else None


def add_agents(app: App, stages: Mapping[str, Stage], put: Callable[[Message], Awaitable[None]]) -> None:
    """One agent for each source topic. An exception ends the process: unwinding through a stream acknowledges."""
    for name, stage in stages.items():
        topic = app.topic(name, key_serializer="raw", value_serializer="raw")

        async def hand_over(stream: Any) -> None:
            events: AsyncIterator[Event] = stream.events()
            try:
                async for event in events:
                    await put(event.message)
            except BaseException as error:
                die(error)

        app.agent(topic, name=f"copydesk.{stage}", concurrency=1)(hand_over)
