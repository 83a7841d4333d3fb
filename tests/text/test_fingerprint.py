"""Copies of one text are near, other texts far, and the same bytes come out everywhere."""

import hashlib
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from worker.text.fingerprint import BINS, COPY, containment, fingerprint, similarity

WORDS = [hashlib.sha256(str(number).encode()).hexdigest()[: 4 + number % 5] for number in range(3000)]


def _story(seed: int, sentences: int = 40) -> list[str]:
    out, state = [], seed
    for _ in range(sentences):
        picked = []
        for _ in range(11):
            state = (state * 1103515245 + 12345) % 2**31
            picked.append(WORDS[(state >> 16) % len(WORDS)])
        out.append(" ".join(picked).capitalize() + ".")
    return out


def _near(one: str, two: str) -> float:
    left, right = fingerprint(one), fingerprint(two)
    assert left is not None
    assert right is not None
    return similarity(left, right)


def test_a_copy_in_other_type_is_the_same() -> None:
    text = " ".join(_story(1))
    assert _near(text, text.upper().replace(".", " —\n")) == 1


def test_an_edited_copy_is_near_and_another_story_far() -> None:
    story = _story(1)
    edited = [*story[:10], "A sentence that was put in by the desk of another paper.", *story[10:]]
    shortened = story[:32]
    assert _near(" ".join(story), " ".join(edited)) > 0.8
    assert _near(" ".join(story), " ".join(shortened)) > 0.6
    assert _near(" ".join(story), " ".join(_story(2))) < COPY
    assert _near("The council voted to rebuild the wall.", "A ship sank in a gale off the coast.") < 0.2


def test_an_opening_is_contained_in_the_whole() -> None:
    story, other = _story(1), _story(2)
    whole, opening, far = (fingerprint(" ".join(text)) for text in (story, story[:10], other))
    assert whole is not None
    assert opening is not None
    assert far is not None
    assert similarity(whole, opening) > COPY
    assert containment(whole, opening) == containment(opening, whole) > 0.7
    assert containment(whole, far) < 0.3
    assert similarity(whole, far) < COPY


def test_scripts_without_spaces_are_compared_too() -> None:
    text = "市议会周二决定在冬天之前重建旧港口的围墙，市长说工程将耗资四百万。记者在会后得知，工程将于下月开始。"
    assert _near(text, text.replace("。", "！ ")) == 1
    assert _near(text, text[:-12] + "工程将于明年才开始。") > 0.4
    assert _near(text, "一艘船在大风中沉没，船员全部获救，海岸警卫队周三表示，调查已经开始。") < COPY


def test_nothing_has_none() -> None:
    assert fingerprint("") is None
    assert fingerprint(" .,! \n") is None


def test_the_size_is_fixed() -> None:
    for text in ("a", "abc", " ".join(_story(3))):
        mark = fingerprint(text)
        assert mark is not None
        assert len(mark) == (BINS + 1) // 3 * 4


def test_another_process_says_the_same() -> None:
    text = " ".join(_story(4))
    code = f"from worker.text.fingerprint import fingerprint; print(fingerprint({text!r}))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert said == fingerprint(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_like_itself(text: str) -> None:
    mark = fingerprint(text)
    if mark is not None:
        assert similarity(mark, mark) == 1
