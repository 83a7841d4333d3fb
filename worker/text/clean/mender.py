"""The strings of one article, mended, and what was mended in any of them."""

from collections.abc import Iterable

from worker.text.clean.blocks import Block
from worker.text.clean.mend import mend
from worker.text.clean.tags import without_tags


class Mender:
    """Mends strings of one article and remembers what was mended, each kind once, in the order met."""

    def __init__(self, before: Iterable[str]) -> None:
        self.repairs: list[str] = list(dict.fromkeys(before))

    def note(self, *repairs: str) -> None:
        """Remember mendings that were made elsewhere."""
        self.repairs.extend(repair for repair in repairs if repair not in self.repairs)

    def text(self, text: str) -> str:
        """Any string."""
        mended = mend(text)
        self.note(*mended.repairs)
        return mended.text

    def plain(self, text: str) -> str:
        """A whole body, tags that are left in it taken out."""
        mended = self.text(text)
        if "<" not in mended or (bare := without_tags(mended)) == mended:
            return mended
        self.note("markup")
        return self.text(bare)

    def line(self, text: str | None) -> str | None:
        """A field of one line; `None` for one without content."""
        return " ".join(self.text(text).split()) or None if text else None

    def block(self, block: Block) -> Block:
        """A block of a page; its text stays on one line."""
        text = self.text(block.text)
        return block if text == block.text else Block(" ".join(text.split()), block.kind, block.apart)
