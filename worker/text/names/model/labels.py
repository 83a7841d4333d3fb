"""The labels of the network's output, in its order."""

from typing import Final

TYPES: Final = ("PER", "ORG", "LOC", "NORP", "MISC")
"""As the training corpora call them; MISC (works, events) is learnt so that it is not taken for something else."""
LABELS: Final = ("O", *(f"{place}-{type_}" for type_ in TYPES for place in "BI"))
