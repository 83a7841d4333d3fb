"""What the mentions of one name say together."""

from worker.text.names.agreement import agreed
from worker.text.names.model.decoding import Span
from worker.text.names.model.labels import TYPES
from worker.text.names.scene import Scene, see


def _spans(scene: Scene, *told: tuple[str, int, dict[str, float]]) -> list[Span]:
    """Spans by their first word (its nth time), length in words, and shares of types."""
    made = []
    words = list(scene.words.words)
    for name, count, shares in told:
        first = words.index(name)
        words[first] = ""
        made.append(Span(first, first + count, tuple(shares.get(type_, 0.0) for type_ in TYPES)))
    return made


def test_the_mentions_of_a_name_agree() -> None:
    scene = see("They left Vilmar. Then Vilmar grew. Old Vilmar slept.", ())
    told = _spans(scene, ("Vilmar", 1, {"LOC": 0.9}), ("Vilmar", 1, {"PER": 0.5, "LOC": 0.4}), ("Old", 2, {"ORG": 0.6}))
    assert [span.type for span in agreed(scene, told)] == ["LOC", "LOC", "ORG"]


def test_a_surname_is_what_it_is_at_each_place() -> None:
    scene = see("In Quex, Ann Quex and Mr Quex sang.", ())
    told = _spans(scene, ("Quex", 1, {"LOC": 0.9}), ("Ann", 2, {"PER": 0.9}))
    told += _spans(scene, ("Quex", 1, {"PER": 0.6}))
    told[2] = Span(6, 7, told[2].shares)
    assert [span.type for span in agreed(scene, told)] == ["LOC", "PER", "PER"]


def test_a_word_at_a_start_asks_for_certainty() -> None:
    scene = see("Net gains fell. Rice spoke.", ())
    unsure = _spans(scene, ("Net", 1, {"ORG": 0.6}), ("Rice", 1, {"PER": 0.95}))
    assert [span.type for span in agreed(scene, unsure)] == ["PER"]
    assert agreed(scene, []) == []
