"""`copydesk schemas`: the JSON Schema of every topic as a file, written and checked."""

import sys
from pathlib import Path

import orjson

from schemas.base import SCHEMA_VERSION
from worker.contracts import CONTRACTS, DIRECTIONS, compatible, json_schema
from worker.errors import Exit
from worker.topics import Topics

DIRECTORY = Path("schemas") / "json"


def write(directory: Path = DIRECTORY) -> int:
    """Write one file for each topic, named after it. Nothing is written (exit 1) where one would break somebody."""
    if _breaking(directory):
        return Exit.REJECTED
    directory.mkdir(parents=True, exist_ok=True)
    for topic in CONTRACTS:
        _path(directory, topic).write_bytes(_rendered(topic))
    return Exit.OK


def check(directory: Path = DIRECTORY) -> int:
    """Compare the files with the contracts: exit 1 where one is missing, differs, or would break somebody."""
    drifted = [topic for topic in CONTRACTS if _committed(directory, topic) != _rendered(topic)]
    for topic in drifted:
        _say(f"{_path(directory, topic)}: not as the contract has it; run `copydesk schemas write`")
    return Exit.REJECTED if _breaking(directory) or drifted else Exit.OK


def _breaking(directory: Path) -> bool:
    """Say what would break somebody, and whether anything would."""
    broken = False
    for topic in CONTRACTS:
        committed = _committed(directory, topic)
        if committed is None:
            continue
        try:
            old = orjson.loads(committed)
        except orjson.JSONDecodeError:
            _say(f"{_path(directory, topic)}: not JSON")
            broken = True
            continue
        for direction in DIRECTIONS[topic]:
            for reason in compatible(old, json_schema(topic), direction=direction):
                _say(f"{_name(topic)}: {reason}: breaks who {_WHO[direction]} it under version {SCHEMA_VERSION}")
                broken = True
    return broken


_WHO = {"written": "reads", "read": "writes"}


def _path(directory: Path, topic: str) -> Path:
    return directory / f"{_name(topic)}.json"


def _name(topic: str) -> str:
    """The name of a topic as it is without settings; of one that is not there yet, what the contract calls it."""
    return {slot: known.name for slot, known in Topics().slots()}.get(topic, topic)


def _committed(directory: Path, topic: str) -> bytes | None:
    try:
        return _path(directory, topic).read_bytes()
    except FileNotFoundError:
        return None


def _rendered(topic: str) -> bytes:
    return orjson.dumps(
        json_schema(topic), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    )


def _say(line: str) -> None:
    print(line, file=sys.stderr)
