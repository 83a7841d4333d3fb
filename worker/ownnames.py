"""The operator's own names (`COPYDESK_GAZETTEER`): read and checked once, by the parent, and made into a file that all
children map into memory.

JSON lines, an object each: `name`, `id`, `type` (PERSON, ORGANISATION, LOCATION, NATIONALITY), and optionally
`aliases` (a list) and `country` (ISO 3166); or CSV with these columns in its first line, aliases separated by `;`. By
the file's ending: `.csv`, else JSON lines. Empty lines are skipped.

The made file lies in the folder for temporary files, by the hash of the operator's: the next start finds it there. It
is never changed; one that is gone is made again at the next start.
"""

import array
import csv
import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import numpy as np
import orjson

from schemas.annotation import EntityType
from worker.errors import Misconfigured
from worker.text.names.gazetteer import LONGEST_NAME
from worker.text.names.own import COUNT_BITS, HEAD, KINDS, MAGIC, hashed
from worker.text.names.tokens import cut, fold

LONGEST: Final = 200
"""Code points of a name or id."""
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_COLUMNS: Final = frozenset(("name", "id", "type", "aliases", "country"))
_TYPES: Final[dict[str, EntityType]] = {type_: type_ for type_ in KINDS}


class Entry(NamedTuple):
    """One thing with its names, the canonical one first."""

    names: tuple[str, ...]
    id: str
    type: EntityType
    country: str


def make_names(path: str) -> tuple[str, bytes]:
    """Check the operator's file and make what children open: its path, and the SHA-256 of the operator's file.

    Raises Misconfigured with the file, the line and what is wrong there; and where there is no room.
    """
    try:
        digest = _digest(path)
    except OSError as error:
        raise Misconfigured(f"{path}: it cannot be read ({error.strerror or type(error).__name__})") from None
    try:
        folder = _folder()
        made = folder / f"{digest.hex()}-{version('copydesk')}.names"
        if not _sound(made, digest):
            handle, part = tempfile.mkstemp(dir=folder, suffix=".part")
            try:
                with os.fdopen(handle, "w+b") as file:
                    _write(file, path, digest)
                if _digest(path) != digest:
                    raise Misconfigured(f"{path}: it was changed while it was read")
                os.replace(part, made)
            finally:
                Path(part).unlink(missing_ok=True)
    except OSError as error:
        room = tempfile.gettempdir()
        raise Misconfigured(f"{path}: its index cannot be kept in {room} ({error.strerror}); see TMPDIR") from None
    return str(made), digest


def _digest(path: str) -> bytes:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _folder() -> Path:
    """A folder of this user's alone; another's of that name is not used."""
    folder = Path(tempfile.gettempdir()) / f"copydesk-names-{os.getuid() if hasattr(os, 'getuid') else 'own'}"
    folder.mkdir(mode=0o700, exist_ok=True)
    known = folder.lstat()
    if not stat.S_ISDIR(known.st_mode) or (hasattr(os, "getuid") and known.st_uid != os.getuid()):
        return Path(tempfile.mkdtemp(prefix="copydesk-names-"))
    return folder


def _sound(made: Path, digest: bytes) -> bool:
    if not made.exists():
        return False
    with made.open("rb") as file:
        head = file.read(HEAD.size)
    return len(head) == HEAD.size and HEAD.unpack(head)[:2] == (MAGIC, digest)


def _write(file: BinaryIO, path: str, digest: bytes) -> None:
    """Head, arrays and rows; the rows lie in a file of their own until it is known how long the arrays are."""
    hashes, places = array.array("Q"), array.array("Q")
    longest: dict[int, int] = {}
    small = False
    with tempfile.TemporaryFile() as rows:
        at = 0
        for entry in read_names(path):
            kind, canonical = KINDS[entry.type], entry.names[0]
            for spelling in entry.names:
                words = [fold(word) for word in cut(spelling)]
                row = f"{spelling}\t{kind}\t{entry.id}\t{entry.country}\t{canonical}\n".encode()
                rows.write(row)
                hashes.append(hashed(" ".join(words)))
                places.append(at)
                at += len(row)
                first = hashed(words[0]) & ~COUNT_BITS
                if longest.get(first, 0) < len(words):
                    longest[first] = len(words)
                small = small or spelling[0].islower()
        order = np.argsort(np.frombuffer(hashes, dtype=np.uint64), kind="stable") if hashes else np.empty(0, np.int64)
        firsts = np.sort(np.fromiter((first | most for first, most in longest.items()), np.uint64, len(longest)))
        begin = HEAD.size + 8 * (2 * len(hashes) + len(firsts))
        file.write(HEAD.pack(MAGIC, digest, len(hashes), len(firsts), int(small)))
        if hashes:
            file.write(np.frombuffer(hashes, dtype=np.uint64)[order].tobytes())
            file.write((np.frombuffer(places, dtype=np.uint64)[order] + np.uint64(begin)).tobytes())
        file.write(firsts.tobytes())
        rows.seek(0)
        while block := rows.read(1 << 20):
            file.write(block)


def read_names(path: str) -> Iterator[Entry]:
    """The entries of a file in order. Raises Misconfigured with file, line and what is wrong at the first fault."""
    try:
        with Path(path).open("rb") as file:
            yield from _csv(file, path) if path.lower().endswith(".csv") else _json(file, path)
    except OSError as error:
        raise Misconfigured(f"{path}: it cannot be read ({error.strerror or type(error).__name__})") from None


def _json(file: BinaryIO, path: str) -> Iterator[Entry]:
    for number, line in enumerate(file, 1):
        if line.isspace():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise _fault(path, number, f"no JSON ({error.msg})") from None
        if not isinstance(row, dict):
            raise _fault(path, number, "an object is wanted")
        aliases = row.get("aliases") or []
        if not isinstance(aliases, list):
            raise _fault(path, number, "aliases takes a list")
        yield _entry(path, number, row.get("name"), row.get("id"), row.get("type"), aliases, row.get("country"))


def _csv(file: BinaryIO, path: str) -> Iterator[Entry]:
    lines = (line for line in _decoded(file, path))
    reader = csv.reader(lines, strict=True)
    columns: list[str] = []
    try:
        for row in reader:
            if not row:
                continue
            if not columns:
                columns = [column.strip().lower() for column in row]
                if not {"name", "id", "type"} <= set(columns) <= _COLUMNS:
                    raise _fault(
                        path, reader.line_num, "the first line names the columns: name,id,type,aliases,country"
                    )
                continue
            if len(row) != len(columns):
                raise _fault(path, reader.line_num, f"{len(row)} columns, not {len(columns)}")
            cells = dict(zip(columns, row, strict=True))
            aliases = [alias.strip() for alias in cells.get("aliases", "").split(";") if alias.strip()]
            country = cells.get("country", "").strip()
            yield _entry(path, reader.line_num, cells["name"], cells["id"], cells["type"], aliases, country)
    except csv.Error as error:
        raise _fault(path, reader.line_num, f"no CSV ({error})") from None


def _decoded(file: BinaryIO, path: str) -> Iterator[str]:
    for number, line in enumerate(file, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise _fault(path, number, "not UTF-8") from None


def _entry(
    path: str, number: int, name: object, id_: object, type_: object, aliases: Sequence[object], country: object
) -> Entry:
    names: list[str] = []
    for given in (name, *aliases):
        if not isinstance(given, str) or not given.strip():
            raise _fault(path, number, "a name is wanted" if not names else "an alias is no text")
        spelling = " ".join(given.split())
        words = cut(spelling)
        if len(spelling) > LONGEST or _CONTROL.search(spelling) or not words:
            raise _fault(path, number, f"a name takes letters or digits, at most {LONGEST} characters")
        if len(words) > LONGEST_NAME or not all(map(fold, words)):
            raise _fault(path, number, f"a name takes at most {LONGEST_NAME} words")
        if spelling not in names:
            names.append(spelling)
    if not isinstance(id_, str) or not id_.strip() or len(id_) > LONGEST or _CONTROL.search(id_):
        raise _fault(path, number, f"id takes a text of 1 to {LONGEST} characters")
    known = _TYPES.get(type_.strip().upper()) if isinstance(type_, str) else None
    if known is None:
        raise _fault(path, number, f"type takes one of {', '.join(_TYPES)}")
    code = country or ""
    if not isinstance(code, str) or (code and not _COUNTRY.fullmatch(code)):
        raise _fault(path, number, "country takes two capital letters (ISO 3166)")
    return Entry(tuple(names), id_.strip(), known, code)


def _fault(path: str, number: int, what: str) -> Misconfigured:
    return Misconfigured(f"{path}, line {number}: {what}")
