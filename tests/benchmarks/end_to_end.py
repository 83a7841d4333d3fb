"""The whole way on a real Kafka, measured: `python -m tests.benchmarks.end_to_end`.

Starts an Apache Kafka of its own (Java and Maven, tests/kafka), feeds articles to the raw topic, then starts one
`copydesk worker` and follows it until each has its outcome; reads all that was committed and compares it with what was
fed; then feeds the warm worker at a low rate for the latency; then has a plain faust app copy the same bytes, over one
hop and over two. Prints one Markdown table; `--json FILE` writes all that was measured.

How to read it. The rate runs from the group's assignment to the last commit; what the worker needs to start is not in
it. CPU is user and system time from /proc: the parent (faust, aiokafka, delivery), its children (normalise and enrich)
and the broker, over the same time. The parts of the children's work are by the clock, so other load on the machine
stretches them: compare their shares. With as many children as cores, parent, broker and children share the cores: then
the children have work in hand for more of the time than they get CPU. The rival writes one message a hop, without
transactions, and may lose or double where something dies; ours writes every entity and number as well. Linux only.
"""

import argparse
import re
import sys
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

import orjson

from tests.benchmarks import articles
from tests.benchmarks.articles import Message
from tests.benchmarks.latency import Latency, latency
from tests.benchmarks.report import Machine, Run, markdown
from tests.benchmarks.rivals import copy
from tests.benchmarks.whole_way import account, throughput
from tests.integration.harness import Installation
from tests.kafka import broker as kafka

POM = Path(kafka.__file__).with_name("pom.xml")
"""Where the version of the broker that tests/kafka starts is said."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure. `processes` 0: one child a core. No latency at 0 seconds, no rival at 0 messages."""

    articles: int = 4000
    partitions: int = 12
    processes: int = 0
    corpus: Path | None = None
    latency_s: float = 60.0
    latency_rate: float = 5.0
    rival_messages: int = 20_000
    date: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)


def run(plan: Plan, bootstrap: str, broker_pid: int | None, version: str, folder: Path) -> Run:
    """Measure on a Kafka that is there. `broker_pid`: whose CPU counts as the broker's, None: unknown."""
    low = round(plan.latency_s * plan.latency_rate)
    made = plan.articles + low
    messages = list(articles.from_file(plan.corpus, made) if plan.corpus else articles.invented(made))
    fed, later = messages[: plan.articles], messages[plan.articles :]
    name = f"bench-{uuid.uuid4().hex[:8]}-"
    with Installation(bootstrap, name, folder) as installation:
        installation.create_topics(plan.partitions)
        places = installation.produce(fed)
        worker = installation.start_worker(processes=str(plan.processes), **plan.settings)
        done = throughput(installation, worker, broker_pid, len(places))
        found = account(installation, places)
        soon: Latency | None = latency(installation, worker, later, plan.latency_rate) if later else None
        if worker.terminate() != 0:
            raise RuntimeError(f"the worker did not end well\n{worker.tail()}")
    rivals = [
        copy(bootstrap, broker_pid, f"{name}rival{hops}-", fed, plan.rival_messages, plan.partitions, hops)
        for hops in (1, 2)
        if plan.rival_messages
    ]
    return Run(
        machine=Machine.here(version, plan.date),
        articles=f"texts of {plan.corpus.name}" if plan.corpus else "invented articles, a quarter of them web pages,",
        article_bytes=mean_bytes(fed),
        partitions=plan.partitions,
        throughput=done,
        account=found,
        latency=soon,
        rivals=rivals,
    )


def mean_bytes(messages: Sequence[Message]) -> float:
    """Bytes of a message's value; 0 for none."""
    return sum(len(message.value) for message in messages) / max(len(messages), 1)


def _setting(words: str) -> tuple[str, str]:
    name, sign, value = words.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError("takes NAME=VALUE, as in batch_articles=100")
    return name.lower(), value


def arguments(words: Sequence[str]) -> argparse.Namespace:
    """The command line's."""
    plan = Plan()
    parser = argparse.ArgumentParser(prog="tests.benchmarks.end_to_end", description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=plan.articles, help="how many for the throughput")
    parser.add_argument("--partitions", type=int, default=plan.partitions, help="of each topic")
    parser.add_argument("--processes", type=int, default=plan.processes, help="the worker's children; 0: one a core")
    parser.add_argument("--corpus", type=Path, help="texts from a file of JSON lines, also .gz, in place of our own")
    parser.add_argument("--latency-seconds", type=float, default=plan.latency_s, help="0: no latency")
    parser.add_argument("--latency-rate", type=float, default=plan.latency_rate, help="articles a second")
    parser.add_argument("--rival-messages", type=int, default=plan.rival_messages, help="0: no rival")
    parser.add_argument("--set", type=_setting, action="append", default=[], metavar="NAME=VALUE", help="of the worker")
    parser.add_argument("--bootstrap", help="a Kafka that is there, in place of one of our own")
    parser.add_argument("--date", default="", help="printed with the table")
    parser.add_argument("--json", type=Path, help="write all that was measured there")
    return parser.parse_args(words)


def main(words: Sequence[str]) -> None:
    """Run as the command line says, print the table, write the JSON. Exits 1 where no Kafka can be had."""
    given = arguments(words)
    plan = Plan(
        articles=given.articles,
        partitions=given.partitions,
        processes=given.processes,
        corpus=given.corpus,
        latency_s=given.latency_seconds,
        latency_rate=given.latency_rate,
        rival_messages=given.rival_messages,
        date=given.date,
        settings=dict(given.set),
    )
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if given.bootstrap:
            done = run(plan, given.bootstrap, None, "", folder)
        else:
            try:
                cluster = stack.enter_context(kafka.Cluster())
            except kafka.Unavailable as missing:
                sys.exit(f"no Kafka: {missing}")
            found = re.search(r"kafka_[\d.]+</artifactId>\s*<version>([^<]+)", POM.read_text(encoding="utf-8"))
            version = found[1] if found else ""
            done = run(plan, cluster.bootstrap, cluster.brokers[0].pid, version, folder)
    print(markdown(done), end="")
    if given.json:
        given.json.write_bytes(orjson.dumps(asdict(done), option=orjson.OPT_INDENT_2) + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
