"""The operator's own files, such as what is known of sources: read once, at the start, by the parent.

What they say goes into every output. So the children get the bytes that the parent read, and never open the path again
(a file that is changed under a running worker must not give two outputs under one version), and the version of the
rules names their hash.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from worker.errors import Misconfigured
from worker.ownnames import make_names

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of one file; a larger one is a mistake."""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """One file: the path that was given, for messages, and what stood in it."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """All of them by the name of their setting ("sources"), sorted by it; empty where none is set."""

    files: tuple[tuple[str, OwnFile], ...] = ()

    def get(self, name: str) -> OwnFile | None:
        """The file of a setting; `None` where it is not set."""
        return next((file for known, file in self.files if known == name), None)

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits of a SHA-256 over settings and contents, paths aside; empty without files."""
        if not self.files:
            return ""
        told = "".join(f"{name} {hashlib.sha256(file.data).hexdigest()}\n" for name, file in self.files)
        return hashlib.sha256(told.encode("utf-8")).hexdigest()[:12]

    def pack(self) -> bytes:
        """For a child."""
        packed = [[name, file.path, base64.b64encode(file.data).decode("ascii")] for name, file in self.files]
        return json.dumps(packed).encode("ascii")

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """What `pack` made."""
        return cls(tuple((name, OwnFile(path, base64.b64decode(data))) for name, path, data in json.loads(packed)))


NO_FILES: Final = OwnFiles()


def read_own_files(paths: Mapping[str, str]) -> OwnFiles:
    """Read the files of settings, by the settings' names; an empty path is a setting that is not set.

    Raises Misconfigured for a file that cannot be read or is larger than any such file, and for a fault in the names.
    """
    files: list[tuple[str, OwnFile]] = []
    for name, path in sorted(paths.items()):
        if not path:
            continue
        if name == "gazetteer":
            # a million names are too many for each child: it gets the place of what is made of them, and their hash
            files.append((name, OwnFile(*make_names(path))))
            continue
        try:
            with Path(path).open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            raise Misconfigured(f"{path}: it cannot be read ({error.strerror or type(error).__name__})") from None
        if len(data) > LARGEST:
            raise Misconfigured(f"{path}: it has more than {LARGEST} bytes")
        files.append((name, OwnFile(path, data)))
    return OwnFiles(tuple(files))
