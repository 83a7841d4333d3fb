"""The composition root: builds the worker out of its parts, runs it, and ends it."""

import asyncio
import os
import signal
import sys
from importlib.metadata import version

from worker import telemetry
from worker.admin import faults, look, needed
from worker.agents.assignment import Assignment
from worker.agents.consuming import App, add_agents, build_app
from worker.agents.deadline import die, nothing_owed
from worker.agents.delivery import Delivery
from worker.agents.fuse import Fuse
from worker.agents.lane import Backlog, LaneLimits
from worker.agents.lanes import Lanes
from worker.agents.pool import Pool
from worker.agents.process import ChildLimits, starts_at_once
from worker.agents.producing import DeliverySettings
from worker.check.login import refused
from worker.errors import CopydeskError, Exit, Misconfigured, Stuck
from worker.groups import has_surplus, start_anew, without_offsets
from worker.health import Health
from worker.http import serve
from worker.memory import child_memory_mb, container_limit_mb
from worker.method import method_of
from worker.ownfiles import read_own_files
from worker.reach import Reach
from worker.security import aiokafka
from worker.settings import Settings, Stage, unknown, variable
from worker.stages import STAGES, source_slot
from worker.telemetry.tracing import Tracer

WATCH_S = 0.5

LEAVING_S = 3.0
"""How long the goodbye to the group may take."""


def run(settings: Settings) -> int:
    """Run the worker until it is told to stop; does not return in any other way than by its exit code."""
    telemetry.configure(settings.log_level, settings.log_format)
    if sys.platform == "win32":
        asyncio.run(_run(settings))
    else:
        import uvloop

        uvloop.run(_run(settings))
    return Exit.OK


async def _run(settings: Settings) -> None:
    try:
        worker = Worker(settings)
        loop = asyncio.get_running_loop()
        for signum in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(signum, worker.stop, signal.Signals(signum).name)
        await worker.run()
    except BaseException as error:
        die(error)


class Worker:
    """One worker: a faust app that consumes, a pool that analyses, transactions that deliver."""

    def __init__(self, settings: Settings) -> None:
        own = read_own_files(settings.own_files)
        self._versions = method_of(settings.enrichers, own, settings.names_by).versions
        self._settings = settings
        self._stages: dict[str, Stage] = {
            getattr(settings.topics, source_slot(stage)).name: stage for stage in STAGES if stage in settings.stages
        }
        loop = asyncio.get_running_loop()
        fuse = Fuse(settings.fuse_rejects, settings.fuse_ratio, settings.fuse_window_s, loop.time)
        delivery = DeliverySettings(
            brokers=settings.brokers,
            group=settings.group,
            transaction_deadline_s=settings.transaction_deadline_s,
            transaction_timeout_s=settings.transaction_timeout_s,
            compression=settings.compression,
            security=aiokafka(settings),
        )
        self._child_mb = child_memory_mb(settings, container_limit_mb())
        children = ChildLimits(
            self._child_mb, settings.max_body_bytes, settings.enrichers, own=own, names_by=settings.names_by
        )
        self._pool = Pool(settings.children, settings.article_deadline_s, children, die)
        self._reach = Reach(settings)
        self._delivery = Delivery(delivery, settings.topics, fuse, self._reach)
        limits = LaneLimits(
            in_flight=settings.lane_articles,
            batch_articles=settings.batch_articles,
            batch_bytes=settings.batch_bytes,
            linger_s=settings.linger_ms / 1000,
            batch_deadline_s=settings.batch_deadline_s,
        )
        backlog = Backlog(settings.backlog_articles, settings.backlog_bytes)
        self._tracer = tracer_of(settings)
        self._lanes = Lanes(self._stages, limits, backlog, self._delivery, self._pool, self._tracer)
        self._app: App | None = None
        self._leaving: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Start everything, in the order in which each needs the others, and go on until something breaks."""
        settings = self._settings
        telemetry.starting(
            version("copydesk"),
            self._versions.rules,
            self._versions.model,
            group=settings.group,
            stages=settings.stages,
            children=settings.children,
            child_memory_mb=self._child_mb,
            brokers=settings.brokers,
        )
        if names := unknown():
            telemetry.unknown_settings(names)
        loop = asyncio.get_running_loop()
        report = await loop.run_in_executor(None, look, settings, needed(settings), telemetry.waiting_for_broker)
        if report.faults:
            raise Misconfigured("; ".join(map(str, report.faults)))
        if lacking := await loop.run_in_executor(None, refused, settings):
            raise Misconfigured("; ".join(lacking))
        sources = tuple(self._stages)
        for topic, messages in (await loop.run_in_executor(None, without_offsets, settings, sources)).items():
            telemetry.starts_at(topic, messages, settings.offset_reset)
            await loop.run_in_executor(None, start_anew, settings, topic)
        await self._pool.start(starts_at_once())
        self._app = build_app(settings)
        add_agents(self._app, self._stages, self._lanes.put)
        assignment = Assignment(
            self._app,
            self._delivery,
            self._lanes,
            settings.assignment_deadline_s,
            self._surplus,
            self._faults,
            self._reach,
        )
        stuck_after_s = settings.batch_deadline_s + settings.transaction_deadline_s
        health = Health(self._delivery, self._lanes, self._pool, assignment, self._reach, stuck_after_s)
        await serve(settings.http_host, settings.http_port, health)
        assignment.await_first()
        await self._app.start()
        health.start()
        await self._until_broken(self._app)

    async def _until_broken(self, app: App) -> None:
        """Faust ends its services when one of them crashes, and would leave the process standing."""
        while not (app.crashed or app.should_stop):  # noqa: ASYNC110 - faust has no one event for both
            await asyncio.sleep(WATCH_S)
        raise Stuck("the consumer broke down; its own words stand above")

    async def _surplus(self) -> bool:
        """Whether every partition is some member's, so that a worker may be idle."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, has_surplus, self._settings, tuple(self._stages))

    async def _faults(self) -> tuple[str, ...]:
        """What is wrong with the topics."""
        return await asyncio.get_running_loop().run_in_executor(None, faults, self._settings, needed(self._settings))

    def stop(self, why: str) -> None:
        """The way out: transactions in progress are ended, the group is left, and the process ends with 0.

        Not faust's own shutdown, which cancels the agents and so acknowledges what they hold.
        """
        if self._leaving is None:
            telemetry.stopping(why)
            self._leaving = asyncio.ensure_future(self._leave())

    async def _leave(self) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        loop.call_later(self._settings.shutdown_deadline_s, os._exit, Exit.FAULT)
        try:
            await self._delivery.close()
            nothing_owed()
            telemetry.hush()
            self._lanes.drop()
            await self._delivery.release()
            async with asyncio.timeout(LEAVING_S):
                await self._leave_group()
        except (TimeoutError, CopydeskError, OSError, RuntimeError):
            # The group finds out by itself, after the session's timeout.
            pass
        try:
            async with asyncio.timeout(LEAVING_S):
                await self._pool.close()
        except TimeoutError:
            # Children without a parent end by themselves.
            pass
        if self._tracer is not None:
            await loop.run_in_executor(None, self._tracer.close)
        telemetry.stopped(loop.time() - began)
        os._exit(Exit.OK)

    async def _leave_group(self) -> None:
        thread = getattr(self._app.consumer, "_thread", None) if self._app is not None else None
        if thread is not None and thread._consumer is not None:
            stopping = asyncio.run_coroutine_threadsafe(thread._consumer.stop(), thread.thread_loop)
            await asyncio.wrap_future(stopping)


def tracer_of(settings: Settings) -> Tracer | None:
    """None while tracing is off, and then nothing of OpenTelemetry is imported."""
    if settings.tracing == "off":
        return None
    try:
        from worker.telemetry.spans import over_otlp

        return over_otlp(version("copydesk"), settings.group)
    except ImportError as error:
        raise Misconfigured(
            f"{variable('tracing')} is {settings.tracing}: {error.name} is not installed; "
            "pip install 'copydesk[tracing]' brings it"
        ) from None
