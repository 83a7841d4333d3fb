"""A few articles of our own writing, on invented events: what the demo feeds and the golden files are made of.

Two outlets write of one flood, with figures that agree, contain each other and conflict, and one that is malformed; a
third prints the first one's text again; a council vote is a text file, a ferry company's profit a web page with its
furniture. One message is broken. People, towns and outlets do not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Sample:
    """One file with `articles` messages in it; `fills` are the RawArticle's fields that a text or page lacks."""

    file: str
    articles: int = 1
    fills: Mapping[str, str] = field(default_factory=dict)
    broken: bool = False

    @property
    def content(self) -> Traversable:
        """The file, wherever the package was installed."""
        return files(__name__) / self.file


SAMPLES = (
    Sample("articles.jsonl", articles=3),
    Sample("council.txt", fills={"source": "ellery-observer.example", "published": "2023-04-04", "language": "en"}),
    Sample(
        "ferries.html",
        fills={
            "source": "sound-gazette.example",
            "url": "https://sound-gazette.example/business/halvard-lines-profit?ref=front",
            "retrieved": "2023-05-11T10:02:17Z",
        },
    ),
    Sample("broken.jsonl", broken=True),
)
"""All of them, in the order in which they are fed."""
