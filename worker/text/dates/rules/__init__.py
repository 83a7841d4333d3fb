"""The rules, one file for each family, and the grammar made of them."""

from worker.text.dates.atoms import ATOMS, CLASSES
from worker.text.dates.codes import CODES
from worker.text.dates.grammar import Grammar
from worker.text.dates.rules import absolute, clock, combined, eras, lengths, loose, ranges, relative, turns

RULES = (
    *turns.RULES,
    *absolute.RULES,
    *eras.RULES,
    *relative.RULES,
    *clock.RULES,
    *lengths.RULES,
    *combined.RULES,
    *ranges.RULES,
    *loose.RULES,
)
GRAMMAR = Grammar(RULES, (*ATOMS, *CODES), CLASSES)
