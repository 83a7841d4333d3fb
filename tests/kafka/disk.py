"""A small disk for a broker to fill up: a tmpfs where this user may mount one, else a file system in a file.

with SmallDisk(200) as disk:
    Cluster(data={1: disk.folder / "data"})
    disk.fill()     # a ballast file takes what is left
    disk.free()
"""

import errno
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from tests.kafka.install import Unavailable

MIB = 1024 * 1024


class SmallDisk:
    """A file system of `size_mib`; entering mounts it, leaving takes it away. `Unavailable` where nobody may mount."""

    def __init__(self, size_mib: int) -> None:
        self._size_mib = size_mib
        self._home = Path(tempfile.mkdtemp(prefix="copydesk-disk-"))
        self.folder = self._home / "disk"
        self._ballast = self.folder / "ballast"

    @property
    def free_bytes(self) -> int:
        """What can still be written."""
        facts = os.statvfs(self.folder)
        return facts.f_bavail * facts.f_frsize

    def fill(self) -> None:
        """Write a ballast file until nothing more fits; may be called again, for what has become free since."""
        with self._ballast.open("ab", buffering=0) as ballast:
            for size in (MIB, 4096, 1):
                try:
                    while ballast.write(bytes(size)) == size:
                        pass
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise

    def free(self) -> None:
        """Remove the ballast."""
        self._ballast.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        self.folder.mkdir()
        image = self._home / "image"
        ways = (
            (["mount", "-t", "tmpfs", "-o", f"size={self._size_mib}m", "tmpfs", str(self.folder)],),
            (
                ["truncate", "-s", f"{self._size_mib}M", str(image)],
                ["mkfs.ext4", "-q", "-m", "0", str(image)],
                ["mount", "-o", "loop", str(image), str(self.folder)],
            ),
        )
        reasons = []
        for commands in ways:
            reason = next((why for command in commands if (why := _refused(command))), None)
            if reason is None:
                return self
            reasons.append(reason)
        self.__exit__()
        raise Unavailable("a small disk needs the right to mount: " + "; ".join(reasons))

    def __exit__(self, *_: object) -> None:
        if self.folder.is_mount():
            # lazily: a broker that was just killed may not have let go of it yet
            subprocess.run(["umount", "-l", str(self.folder)], check=True)
        (self._home / "image").unlink(missing_ok=True)
        self.folder.rmdir()
        self._home.rmdir()


def _refused(command: list[str]) -> str | None:
    """Why a command did not succeed; None where it did."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return f"there is no {command[0]}"
    return None if done.returncode == 0 else f"{command[0]}: {(done.stderr or done.stdout).strip()}"
