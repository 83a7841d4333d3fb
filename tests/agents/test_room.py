"""Children write a temporary file at their start: what a read-only or full disk means is told in one line before."""

import os
import tempfile

import pytest

from worker.agents.process import ROOM_MB, starts_at_once
from worker.errors import Misconfigured


def test_there_is_room_here() -> None:
    assert starts_at_once() >= 1


def test_a_read_only_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with pytest.raises(Misconfigured, match=r"no room for temporary files \(No usable .*a tmpfs does"):
        starts_at_once()


@pytest.mark.parametrize(("free_mb", "children"), [(3 * ROOM_MB + 5, 3), (ROOM_MB, 1)])
def test_little_room_lets_few_start_at_a_time(monkeypatch: pytest.MonkeyPatch, free_mb: int, children: int) -> None:
    with_free(monkeypatch, free_mb)
    assert starts_at_once() == children


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    with_free(monkeypatch, ROOM_MB - 1)
    with pytest.raises(Misconfigured, match=f"{ROOM_MB - 1} MB are free for temporary files in .*TMPDIR"):
        starts_at_once()


def with_free(monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    blocks = megabytes * 2**20 // 4096
    told = os.statvfs_result((4096, 4096, blocks, blocks, blocks, 0, 0, 0, 0, 255))
    monkeypatch.setattr(os, "fstatvfs", lambda _: told)
