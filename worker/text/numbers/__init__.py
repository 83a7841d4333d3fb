"""Numbers as news means them: a value with bounds, a unit, what is counted, and the whole that it is part of.

Built in Duckling's manner: the text is cut once (tokens); numerals in digits and words (literals, spelled, fractions,
powers, numerals); units (money, measures, parts, ages); what is no quantity (names, codes, idioms, calendar); hedges;
pairs and scores; broken writing (doubt); what is counted (counting); parts of a whole (wholes) and movements (changes).
Tables are data modules; `explain` tells the rules of each figure.
Partial parses are `Numeral` and `Quantity`; the public value is `schemas.annotation.Figure`.
"""

from worker.text.numbers.explain import Explained, explain_figures
from worker.text.numbers.find import find_figures

__all__ = ["Explained", "explain_figures", "find_figures"]
