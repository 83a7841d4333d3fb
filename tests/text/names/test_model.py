"""The model of names: what it reads of a text, its files, and that nothing but the text decides."""

import json
import shutil
import time
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.annotation import EntityType
from tests.text.names.test_names_laws import TEXTS
from worker.enrichers.names import NAMES
from worker.errors import Misconfigured
from worker.pipeline import VERSIONS
from worker.text.names import find_names
from worker.text.names.gazetteer import Kind
from worker.text.names.model import network as module
from worker.text.names.model.chunks import PLACES, Chunk
from worker.text.names.model.decoding import spans
from worker.text.names.model.features import COUNT, CUES, KINDS, TYPES
from worker.text.names.model.labels import LABELS
from worker.text.names.model.network import FILES, PARTS, ModelFault, check, load, network
from worker.text.names.model.pieces import MOST, Pieces
from worker.text.names.model.reader import MOST_WORDS, chunks_of, read
from worker.text.names.rules import judge
from worker.text.names.scene import Cue, see
from worker.text.names.tokens import cut_words

SMALL = Pieces(("[CLS]", "[SEP]", "[UNK]", "put", "##in", "us", "o", "'", "brien", "##s"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The model's files in a folder of their own."""
    return Path(shutil.copytree(FILES, tmp_path / "files"))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Putin", (3, 4)),
        ("PUT", (3,)),
        ("U.S.", (5,)),
        ("O'Brien", (6, 7, 8)),
        ("O’Brien", (6, 7, 8)),
        ("Pütin", (3, 4)),
        ("Putins", (3, 4, 9)),
        ("Moscow", (2,)),
        ("москва", (2,)),
        ("x" * 41, (2,)),
        ("'" * 12, (7,) * MOST),
        (".", (2,)),
    ],
)
def test_a_word_is_cut_greedily(word: str, expected: tuple[int, ...]) -> None:
    assert SMALL.of(word) == expected
    assert SMALL.of(word) == expected


@given(word=st.text(max_size=60))
def test_every_word_has_a_few_pieces(word: str) -> None:
    assert 1 <= len(network().pieces.of(word)) <= MOST


def _chunks(text: str) -> list[Chunk]:
    scene = see(text, ())
    return list(chunks_of(scene, judge(scene), network().pieces))


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_chunks_hold_each_word_once_at_most(text: str) -> None:
    read_ = [index for chunk in _chunks(text) for index in chunk.words]
    assert read_ == sorted(set(read_))
    for chunk in _chunks(text):
        assert len(chunk.pieces) == len(chunk.facts) <= PLACES
        assert len(chunk.heads) == len(chunk.words) > 0
        assert chunk.heads == sorted(set(chunk.heads))
        assert chunk.heads[-1] < len(chunk.pieces)


def test_every_type_cue_and_kind_has_its_bit() -> None:
    assert set(TYPES) == set(get_args(EntityType))
    assert set(CUES) == set(get_args(Cue))
    assert set(KINDS) == set(get_args(Kind)) - {"person"}  # only the operator's names are of that kind: not read here
    bits = [*TYPES.values(), *CUES.values(), *KINDS.values()]
    assert len(set(bits)) == len(bits)
    assert max(bits) < COUNT


def test_sentences_without_a_name_are_not_read() -> None:
    assert not _chunks("Nothing came of it. The people went home, and it rained.")
    text = "Nothing came of it. Then Mr Quell went home."
    words = cut_words(text).words
    assert [[words[index] for index in chunk.words] for chunk in _chunks(text)] == [words[4:]]


@pytest.mark.parametrize("text", ["Ann Quell left. " * 5_000, "Quex " * 30_000])
def test_of_a_very_long_text_the_rules_alone_read_the_rest(text: str) -> None:
    scene = see(text, ())
    rows = read(scene, judge(scene))
    assert MOST_WORDS - 10 < len(rows) <= MOST_WORDS
    mentions, _ = find_names("Ann Quell left. " * 5_000, ())
    assert mentions[-1].start > 70_000


def test_rows_are_probabilities_and_the_same_in_any_company() -> None:
    text = "Ylva Brankovic of the Vilmar Institute flew to Oslo. " * 7
    scene = see(text, ())
    alone = read(scene, judge(scene))
    assert alone.shape == (len(scene.words.words), len(LABELS))
    assert np.allclose(alone.sum(1), 1, atol=1e-5)
    for other in ("PUTIN MEETS MACRON", "x" * 500, "(" * 900, "He met Ann Lee in Rome. " * 60):
        find_names(other, ())
        assert read(scene, judge(scene)).tobytes() == alone.tobytes()
    network.cache_clear()
    assert read(scene, judge(scene)).tobytes() == alone.tobytes()


def test_a_name_is_of_the_type_that_its_words_give_the_most() -> None:
    words = cut_words("the Lower Quex Bank\nAnn")
    rows = np.zeros((5, len(LABELS)), dtype=np.float32)
    rows[0, 0] = rows[2, LABELS.index("I-ORG")] = rows[3, LABELS.index("I-ORG")] = 1
    rows[1, LABELS.index("B-LOC")], rows[1, LABELS.index("B-ORG")] = 0.6, 0.4
    rows[4, LABELS.index("I-PER")] = 1
    assert [(span.first, span.last, span.type) for span in spans(rows, words)] == [(1, 4, "ORG"), (4, 5, "PER")]
    assert not spans(rows[:0], cut_words(""))


def test_the_version_stands_in_every_output() -> None:
    assert VERSIONS.model == check()["version"]


def test_the_files_are_whole_small_and_load_fast() -> None:
    manifest = check()
    assert set(manifest) == {"name", "version", *PARTS}
    assert sum(file.stat().st_size for file in FILES.iterdir()) < 25_000_000
    begun = time.process_time()
    load()
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_file_is_named(copy: Path, part: str) -> None:
    data = bytearray((copy / part).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / part).write_bytes(data)
    with pytest.raises(ModelFault, match=f"{part} is damaged"):
        load(copy)


@pytest.mark.parametrize("part", [*PARTS, "manifest.json"])
def test_a_missing_file_is_named(copy: Path, part: str) -> None:
    (copy / part).unlink()
    with pytest.raises(ModelFault, match=f"{part} cannot be read"):
        load(copy)


def test_a_manifest_that_is_none_is_a_fault(copy: Path) -> None:
    for text in ("{", "[]", "1"):
        (copy / "manifest.json").write_text(text)
        with pytest.raises(ModelFault, match=r"manifest\.json is damaged"):
            check(copy)


def test_files_that_do_not_belong_together_are_a_fault(copy: Path) -> None:
    np.save(copy / "scales.npy", np.ones(3, dtype=np.float32))
    sums = json.loads((copy / "manifest.json").read_text())
    sums["scales.npy"] = module.sum_of(copy / "scales.npy")
    (copy / "manifest.json").write_text(json.dumps(sums))
    with pytest.raises(ModelFault, match="do not belong together"):
        load(copy)


def test_the_enricher_tells_of_it_before_anything_starts(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    NAMES.check()
    (copy / "encoder.onnx").unlink()
    monkeypatch.setattr(module, "FILES", copy)
    with pytest.raises(Misconfigured, match=r"encoder\.onnx cannot be read") as raised:
        NAMES.check()
    assert "\n" not in str(raised.value)


def test_the_card_is_of_this_model() -> None:
    card = (FILES.parent / "MODEL_CARD.md").read_text("utf-8")
    assert check()["version"] in card
    assert all(
        corpus in card for corpus in ("wikigold", "uner_ewt", "crossner", "redocred", "europarl", "multiner_gov")
    )
