"""/healthz, /readyz and /metrics, and nothing else."""

from aiohttp import web

from worker import telemetry
from worker.errors import Misconfigured
from worker.health import Health, Verdict
from worker.settings import variable
from worker.telemetry import metrics


async def serve(host: str, port: int, health: Health) -> web.AppRunner | None:
    """Listen, and go on; None where the port is -1. Raises Misconfigured where the address cannot be had."""
    if port < 0:
        return None

    async def healthz(_: web.Request) -> web.Response:
        return _answer(health.live())

    async def readyz(_: web.Request) -> web.Response:
        return _answer(health.ready())

    async def shown(_: web.Request) -> web.Response:
        return web.Response(body=metrics.exposed(), headers={"Content-Type": metrics.CONTENT_TYPE})

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", shown)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError as error:
        await runner.cleanup()
        raise Misconfigured(
            f"{variable('http_port')} is {port}: cannot listen on {host}:{port} ({error.strerror}); "
            "another port, 0 for any free one, or -1 for none"
        ) from None
    addresses: list[tuple[str, int]] = runner.addresses
    telemetry.listening(host, addresses[0][1])
    return runner


def _answer(verdict: Verdict) -> web.Response:
    return web.Response(status=200 if verdict.ok else 503, text=verdict.why + "\n")
