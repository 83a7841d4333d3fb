"""Children write a temporary file at their start: what a read-only or full disk means is told in one line before."""

import os
import tempfile
from pathlib import Path

import pytest

from worker.agents.process import ROOM_MB, look_for_room
from worker.errors import Misconfigured


def test_there_is_room_here() -> None:
    look_for_room(1)


def test_a_read_only_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with pytest.raises(Misconfigured, match=r"no room for temporary files \(No usable .*a tmpfs does"):
        look_for_room(2)


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = os.statvfs(tmp_path)
    blocks = 3 * ROOM_MB * 2**20 // real.f_frsize

    def fstatvfs(_: int) -> os.statvfs_result:
        return os.statvfs_result((real.f_bsize, real.f_frsize, blocks, blocks, blocks, 0, 0, 0, 0, 255))

    monkeypatch.setattr(os, "fstatvfs", fstatvfs)
    look_for_room(2)
    with pytest.raises(Misconfigured, match=f"4 children take {4 * ROOM_MB} MB of it at their start"):
        look_for_room(4)
