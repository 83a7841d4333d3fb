"""Where articles come from: files, folders, JSON lines, standard input -> the bytes of one message each.

Nothing is lost on the way: what cannot become a message comes out as a `Fault` with its file and line.
"""

import base64
import gzip
import io
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from schemas.dead_letter import Code
from worker.topics import RAW_BYTES

STDIN = "-"


class Form(StrEnum):
    """How a file holds articles."""

    JSONL = "jsonl"
    """One RawArticle a line."""
    JSON = "json"
    """One RawArticle, or a list of them."""
    TEXT = "text"
    """The file is the body of one article."""
    HTML = "html"
    """The file is the page of one article."""


_FORMS: Mapping[str, Form] = {
    ".jsonl": Form.JSONL,
    ".ndjson": Form.JSONL,
    ".json": Form.JSON,
    ".txt": Form.TEXT,
    ".html": Form.HTML,
    ".htm": Form.HTML,
}
_MEDIA_TYPES: Mapping[Form, str] = {Form.TEXT: "text/plain", Form.HTML: "text/html"}
_DOCUMENT_BYTES = 256 * 1024 * 1024

UNREADABLE = "unreadable"
"""The code of a file that cannot be opened or unpacked; the other codes are those of dead letters."""


@dataclass(frozen=True, slots=True)
class Fill:
    """What the input lacks: a field that is given here serves every article that does not have it itself."""

    source: str | None = None
    external_id: str | None = None
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    language: str | None = None
    published: str | None = None
    retrieved: str | None = None

    def given(self) -> dict[str, str]:
        """The fields that are given, by their name in RawArticle."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands in the input: `line` counts from 1, and is None where the file is one article."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Item:
    """One message: the JSON bytes of a RawArticle (with `raw_lines`, whatever the line holds)."""

    place: Place
    value: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not become a message, and why."""

    place: Place
    code: str
    detail: str


Found: TypeAlias = Item | Fault


@dataclass(slots=True)
class Intake:
    """The input of one run. `read` may be used once; `bytes_read` grows while it is.

    sources    paths of files and folders, or `-`
    form       how files hold articles; None: by their suffix, standard input being JSON lines
    raw_lines  lines are passed on byte for byte, unread
    """

    sources: tuple[str, ...]
    fill: Fill = Fill()
    form: Form | None = None
    raw_lines: bool = False
    stdin: BinaryIO | None = None
    limit: int = RAW_BYTES
    bytes_read: int = 0
    left_out: int = 0
    """Files in the folders that hold no articles, by their suffix."""
    _once: dict[str, Place] = field(default_factory=dict)

    def total_bytes(self) -> int | None:
        """The size of all files, None where standard input is among them."""
        if STDIN in self.sources:
            return None
        files = [path for source in self.sources for path, _ in self._files(source) if self.form_of(path) is not None]
        return sum(path.stat().st_size for path in files if path.is_file())

    def read(self) -> Iterator[Found]:
        """All articles, file by file in the order of the sources, folders in the order of their names."""
        for source in self.sources:
            if source == STDIN:
                if self.stdin is None:
                    raise ValueError("standard input was not given")
                yield from self._articles(self.stdin, "stdin", None, self.form or Form.JSONL)
                continue
            alone = not Path(source).is_dir()
            for path, name in self._files(source):
                form = self.form_of(path)
                if form is not None:
                    yield from self._file(path, name, form)
                elif alone:
                    yield Fault(
                        Place(str(path)), UNREADABLE, "not .txt, .html, .json or .jsonl: --format says what it is"
                    )
                else:
                    self.left_out += 1

    def _files(self, source: str) -> Iterator[tuple[Path, str]]:
        """Each file with its name: in a folder, its path from there. Hidden ones are not looked at."""
        root = Path(source)
        if not root.is_dir():
            yield root, root.name
            return
        for folder, below, names in os.walk(root):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(names):
                if not name.startswith("."):
                    yield Path(folder, name), Path(folder, name).relative_to(root).as_posix()

    def form_of(self, path: Path) -> Form | None:
        """How a file holds articles, by the suffix before any `.gz`; None where that tells nothing."""
        suffix = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
        return self.form or _FORMS.get(suffix.lower())

    def _file(self, path: Path, name: str, form: Form) -> Iterator[Found]:
        try:
            with path.open("rb") as stored:
                stream = cast(BinaryIO, gzip.GzipFile(fileobj=stored)) if path.suffix == ".gz" else stored
                before = self.bytes_read
                for found in self._articles(stream, str(path), name.removesuffix(".gz"), form):
                    self.bytes_read = before + stored.tell()
                    yield found
                self.bytes_read = before + stored.tell()
        except (OSError, EOFError, zlib.error) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else "damaged archive"
            yield Fault(Place(str(path)), UNREADABLE, why)

    def _articles(self, stream: BinaryIO, file: str, name: str | None, form: Form) -> Iterator[Found]:
        if form is Form.JSONL:
            yield from self._lines(stream, file)
        elif form is Form.JSON:
            yield from self._document(stream, file)
        else:
            yield self._text(stream, file, name, form)

    # JSON

    def _lines(self, stream: BinaryIO, file: str) -> Iterator[Found]:
        number = 0
        while line := stream.readline(self.limit + 2):
            number += 1
            place = Place(file, number)
            if len(line.rstrip(b"\r\n")) > self.limit:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(self.limit)
                yield Fault(place, Code.TOO_LARGE, f"the line has more than {self.limit} bytes")
            elif content := line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf" if number == 1 else b""):
                if self.raw_lines:
                    yield Item(place, content)
                elif content.strip():
                    yield self._filled(place, content)

    def _document(self, stream: BinaryIO, file: str) -> Iterator[Found]:
        """One object, or a list of them: item N of a list is told as line N. A file of JSON lines is taken as such."""
        content = stream.read(_DOCUMENT_BYTES + 1)
        if len(content) > _DOCUMENT_BYTES:
            yield Fault(
                Place(file), Code.TOO_LARGE, "too large to be read as one document; JSON lines (.jsonl) are not"
            )
            return
        try:
            document = json.loads(content)
        except (ValueError, RecursionError):
            if _is_object(content.partition(b"\n")[0]):
                yield from self._lines(io.BytesIO(content), file)
            else:
                yield Fault(Place(file), Code.UNDECODABLE, "neither one JSON document nor JSON lines")
            return
        if not isinstance(document, list):
            yield self._filled(Place(file), content)
            return
        for number, item in enumerate(document, start=1):
            yield self._filled(Place(file, number), json.dumps(item).encode())

    def _filled(self, place: Place, content: bytes) -> Found:
        """The line itself where nothing is to be filled in; else its object with the given fields that it lacks."""
        given = self.fill.given()
        if not given:
            return Item(place, content)
        try:
            document = json.loads(content)
        except ValueError:
            return Fault(place, Code.UNDECODABLE, "not JSON")
        except RecursionError:
            return Fault(place, Code.TOO_DEEP, "nested deeper than any article")
        if not isinstance(document, dict):
            return Fault(place, Code.SCHEMA_VIOLATION, "not a JSON object")
        lacking = {name: value for name, value in given.items() if document.get(name) is None}
        if fault := self._spent(place, lacking):
            return fault
        return Item(place, json.dumps({**document, **lacking}).encode()) if lacking else Item(place, content)

    # Text

    def _text(self, stream: BinaryIO, file: str, name: str | None, form: Form) -> Found:
        place = Place(file)
        content = stream.read(self.limit + 1)
        if len(content) > self.limit:
            return Fault(place, Code.TOO_LARGE, f"more than {self.limit} bytes")
        given = self.fill.given()
        if "source" not in given:
            return Fault(place, Code.SCHEMA_VIOLATION, "no source: --source says who published it")
        if fault := self._spent(place, given):
            return fault
        if name is not None and "url" not in given and "external_id" not in given:
            given["external_id"] = name
            if fault := self._taken(place, name, content):
                return fault
        return Item(place, json.dumps({"media_type": _MEDIA_TYPES[form], **given, **_body(content, given)}).encode())

    def _spent(self, place: Place, used: Mapping[str, str]) -> Fault | None:
        """An id or URL from the command line names one article: a second that would get it is refused."""
        for name in ("external_id", "url"):
            if name in used and (first := self._once.setdefault(f"--{name}", place)) != place:
                return Fault(place, Code.SCHEMA_VIOLATION, f"--{name.replace('_', '-')} already went to {first}")
        return None

    def _taken(self, place: Place, name: str, content: bytes) -> Fault | None:
        """Two files of one name and different content would be one article to every reader."""
        mark = f"{name}\0{zlib.crc32(content)}"
        if name in self._once and mark not in self._once:
            detail = f"its id would be {name}, as of {self._once[name]}: give the folder that holds both"
            return Fault(place, Code.SCHEMA_VIOLATION, detail)
        self._once[name] = self._once[mark] = place
        return None


def _body(content: bytes, given: Mapping[str, str]) -> dict[str, str]:
    """UTF-8 goes as text; other bytes as they are, for the worker to find out their encoding."""
    if "charset" not in given:
        try:
            return {"body": content.decode("utf-8-sig")}
        except UnicodeDecodeError:
            pass
    return {"body_base64": base64.b64encode(content).decode("ascii")}


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def missing(sources: Iterable[str]) -> tuple[str, ...]:
    """The sources that do not exist."""
    return tuple(source for source in sources if source != STDIN and not Path(source).exists())
