"""The finder of spans: which words of a text name a person, an organisation, a place, a nationality."""

from worker.text.names.rules import Found, judge
from worker.text.names.scene import Scene
from worker.text.names.tokens import Words

__all__ = ["Found", "find_spans", "surface_span"]


def find_spans(scene: Scene) -> tuple[Found, ...]:
    """All names, left to right, without overlap; none gives an empty tuple."""
    return judge(scene).found


def surface_span(words: Words, found: Found) -> tuple[int, int]:
    """The code points of a name, end exclusive."""
    return words.starts[found.first], words.ends[found.last - 1]
