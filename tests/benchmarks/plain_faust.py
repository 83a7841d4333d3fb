"""The rival: a plain faust app as faust's documentation shows one. It copies bytes from topic to topic, no more.

Run by `rivals`, with the broker's address, the topics' prefix and the number of hops in the environment. The app stands
in the module because faust's own command line looks for it there.
"""

import os
import sys
from collections.abc import AsyncIterable

import faust

BROKER = os.environ.get("RIVAL_BROKER", "127.0.0.1:9092")
PREFIX = os.environ.get("RIVAL_PREFIX", "rival-")
HOPS = int(os.environ.get("RIVAL_HOPS", "1"))

app = faust.App(f"{PREFIX}{HOPS}", broker=f"kafka://{BROKER}", store="memory://", value_serializer="raw")
topics = [app.topic(f"{PREFIX}{number}", value_serializer="raw") for number in range(HOPS + 1)]


async def first(stream: AsyncIterable[bytes]) -> None:
    """The first hop."""
    async for value in stream:
        await topics[1].send(value=value)


async def second(stream: AsyncIterable[bytes]) -> None:
    """The second hop."""
    async for value in stream:
        await topics[2].send(value=value)


for source, agent in zip(topics[:HOPS], (first, second), strict=False):
    app.agent(source)(agent)

if __name__ == "__main__":
    sys.argv[1:] = ["worker", "--loglevel=warn", "--without-web"]
    app.main()
