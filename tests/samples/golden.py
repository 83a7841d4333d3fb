"""The golden files: what the pipeline makes of our own samples. Rewritten only on purpose, and read before committing.

python -m tests.samples.golden          # writes them again; git shows what was gained and lost
"""

from collections.abc import Iterator
from importlib.resources import as_file
from pathlib import Path

import orjson

from schemas.article import EnrichedArticle
from worker import codec
from worker.errors import Rejected
from worker.feed.sources import Fill, Form, Intake, Item
from worker.normalise import normalise
from worker.pipeline import enrich
from worker.samples import SAMPLES

FOLDER = Path(__file__).resolve().parent / "golden"


def outcomes() -> Iterator[tuple[str, EnrichedArticle | Rejected]]:
    """Each sample message with a name for it, and what comes of it. No part of the pipeline may fail on the way."""
    for sample in SAMPLES:
        with as_file(sample.content) as path:
            form = Form.JSONL if sample.broken else None
            found = list(Intake((str(path),), Fill(**sample.fills), form).read())
        assert len(found) == sample.articles
        for number, item in enumerate(found):
            assert isinstance(item, Item)
            name = Path(sample.file).stem + (f"-{number}" if sample.articles > 1 else "")
            try:
                raw, repairs = codec.decode_raw(item.value)
                yield name, enrich(normalise(raw, repairs=repairs))
            except Rejected as error:
                yield name, error


def rendered(outcome: EnrichedArticle | Rejected) -> bytes:
    """A golden file's content: the message's value, indented; of a rejected one its code and detail."""
    if isinstance(outcome, Rejected):
        document: object = {"code": outcome.code, "detail": outcome.detail}
    else:
        document = orjson.loads(codec.encode(outcome))
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def rewrite() -> None:
    """Write all golden files, and remove what is none any more."""
    FOLDER.mkdir(exist_ok=True)
    written = set()
    for name, outcome in outcomes():
        path = FOLDER / f"{name}.json"
        path.write_bytes(rendered(outcome))
        written.add(path)
    for path in set(FOLDER.glob("*.json")) - written:
        path.unlink()


if __name__ == "__main__":
    rewrite()
