# mypy: disable-error-code="import-not-found,import-untyped"
"""Runs inside spaCy's own environment: a model's names of texts over pipes, with the CPU seconds that they took.

    python names_spacy.py MODEL_NAME_OR_FOLDER

One JSON object a line in: {"texts": [...], "full": bool}; one out: {"names": [[[start, end, label], ...], ...], "cpu"}.
"full" runs all parts of the model, else those that names need, as spaCy's documentation advises; 64 texts a batch.
"""

import json
import sys
import time

import spacy

LABELS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP"}
UNNEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter")


def main() -> None:
    """Answer until the input ends."""
    model = sys.argv[1]
    whole = spacy.load(model)
    names = spacy.load(model, exclude=UNNEEDED)
    print(
        json.dumps({"version": f"{whole.meta['name']} {whole.meta['version']}, spaCy {spacy.__version__}"}), flush=True
    )
    for line in sys.stdin:
        asked = json.loads(line)
        begun = time.process_time()
        found = [
            [
                (entity.start_char, entity.end_char, LABELS[entity.label_])
                for entity in doc.ents
                if entity.label_ in LABELS
            ]
            for doc in (whole if asked["full"] else names).pipe(asked["texts"], batch_size=64)
        ]
        print(json.dumps({"names": found, "cpu": time.process_time() - begun}), flush=True)


if __name__ == "__main__":
    main()
