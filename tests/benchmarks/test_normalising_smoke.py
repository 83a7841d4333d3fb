"""The benchmarks of normalising run and count rightly. Nothing here asserts a time."""

import zipfile
from pathlib import Path

import pytest

from tests.benchmarks import charsets, fingerprints, languages, normalising
from tests.text.clean.bytes_corpus import BYTES
from worker import normalise
from worker.text.clean import mender
from worker.text.fingerprint import fingerprint, similarity


def test_the_parts_add_up_and_are_put_back() -> None:
    sound = {**vars(normalise), **vars(mender)}
    measured = [normalising.measure("texts", normalising.texts(3)), normalising.measure("pages", normalising.pages(2))]
    after = {**vars(normalise), **vars(mender)}
    assert all(after[name] is sound[name] for name in normalising.PARTS)
    for one in measured:
        assert one.rejected == 0
        assert sum(one.parts.values()) == pytest.approx(one.ms)
        assert one.parts["furniture"] > 0
    assert measured[0].parts["page"] == 0 < measured[1].parts["page"]
    lines = normalising.markdown(measured).splitlines()
    assert len({line.count("|") for line in lines}) == 1


def test_texts_are_of_the_length_that_is_said() -> None:
    words = [len((raw.body or "").split()) for raw in normalising.texts(6)]
    assert all(400 <= count <= 560 for count in words)


@pytest.mark.parametrize(("least", "index"), [(0.5, 1.0), (0.01, 0.0)])
def test_the_rand_index_of_perfect_groups_is_one_and_of_one_group_none(least: float, index: float) -> None:
    marks: fingerprints.Marks = [["a", "a", "a"], ["b", "b", "b"]]
    kind = fingerprints.Kind("toy", str, lambda one, two: 1.0 if one == two else 0.1, 1)
    assert fingerprints.rand_index(marks, fingerprints.pairs_of(kind, marks), least) == pytest.approx(index)


def test_the_area_is_the_chance_that_a_copy_is_nearer() -> None:
    tally = fingerprints.Tally(story=[0.1, 0.3], others=[0.0])
    tally.copies["edited"] = [0.2, 0.4]
    assert fingerprints.area(tally) == 0.75
    assert fingerprints.threshold(tally) == pytest.approx(0.3)


def test_each_kind_of_copy_is_a_copy() -> None:
    import random

    text = (normalising.texts(1)[0].body or "") * 2
    mark = fingerprint(text)
    assert mark is not None
    for name, make in fingerprints.COPIES.items():
        copy = make(text, random.Random(1))
        other = fingerprint(copy)
        assert other is not None
        assert name == "in other type" or copy != text
        assert similarity(mark, other) > 0.15, name


def test_messages_are_read_from_a_package(tmp_path: Path) -> None:
    wheel = tmp_path / "a.whl"
    said = "Přístavní zeď číslo {} se musí do zimy postavit znovu, rozhodla rada."
    rows = [
        f'msgid "The wall %d has to be built anew, the council says."\nmsgstr "{said.format(n)}"\n' for n in range(30)
    ]
    with zipfile.ZipFile(wheel, "w") as archive:
        header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8 and much more of it\\n"\n\n'
        archive.writestr("django/contrib/x/locale/cs/LC_MESSAGES/django.po", header + "\n".join(rows))
    texts = languages.messages(wheel)
    assert texts == {"cs": [said.format(n) for n in range(30)]}
    found = list(languages.samples(texts, 100))
    assert len(found) == languages.MOST
    assert all(sample.tag == "cs" and len(sample.text) >= 100 for sample in found)


def test_a_declared_charset_goes_before_detection() -> None:
    body = next(body for body in BYTES if body.about.startswith("cp1252 declared iso-8859-1"))
    assert charsets._declared(b"\xe9", "cp1252") == "é"
    assert charsets._declared(b"\xef\xbb\xbf\xc5\xbe", "cp1252") == "ž"
    assert charsets._declared(b"\xe9", "utf-8") is None
    assert body.declared == "iso-8859-1"
