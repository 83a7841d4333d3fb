"""A child's share of the container's memory."""

from pathlib import Path

import pytest

from worker.errors import Misconfigured
from worker.memory import LEAST_MB, MIB, MOST_MB, PARENT_MB, child_memory_mb, container_limit_mb
from worker.settings import load


def group(root: Path, path: str, name: str, text: str) -> None:
    folder = root / path
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text + "\n")


@pytest.mark.parametrize(
    ("cgroup", "files", "limit"),
    [
        ("0::/\n", {"memory.max": str(700 * MIB)}, 700),
        ("0::/\n", {"memory.max": "max"}, None),
        ("0::/a/b\n", {"a/b/memory.max": "max", "a/memory.max": str(900 * MIB)}, 900),
        ("0::/not/seen/from/inside\n", {"memory.max": str(512 * MIB)}, 512),
        ("4:memory:/x\n0::/\n", {"memory/x/memory.limit_in_bytes": str(600 * MIB)}, 600),
        ("4:memory:/x\n", {"memory/x/memory.limit_in_bytes": "9223372036854771712"}, None),
        ("2:cpu:/x\n", {"memory.max": str(5 * MIB)}, None),
    ],
)
def test_the_limit_of_the_container(tmp_path: Path, cgroup: str, files: dict[str, str], limit: int | None) -> None:
    (tmp_path / "cgroup").write_text(cgroup)
    for file, text in files.items():
        place, _, name = file.rpartition("/")
        group(tmp_path / "fs", place, name, text)
    assert container_limit_mb(tmp_path / "cgroup", tmp_path / "fs") == limit


def test_no_control_groups_no_limit(tmp_path: Path) -> None:
    assert container_limit_mb(tmp_path / "none", tmp_path) is None


def test_all_limits_together_fit_into_the_container() -> None:
    settings = load(processes="3")
    for container in (PARENT_MB + 3 * LEAST_MB, 2000, 5000, 100_000):
        share = child_memory_mb(settings, container)
        assert LEAST_MB <= share <= MOST_MB
        assert PARENT_MB + 3 * share <= container


def test_a_container_that_is_too_small_is_refused() -> None:
    with pytest.raises(Misconfigured, match=r"limit is 800 MB, but 3 children .* COPYDESK_PROCESSES"):
        child_memory_mb(load(processes="3"), 800)


def test_without_a_container_or_as_set() -> None:
    assert child_memory_mb(load(), None) == MOST_MB
    assert child_memory_mb(load(child_memory_mb="700"), 100) == 700
