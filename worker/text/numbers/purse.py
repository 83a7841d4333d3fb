"""Whose dollar a "$" is: what the article names in full, and the country of its source."""

from dataclasses import dataclass

from worker.text.numbers import currencies
from worker.text.numbers.phrases import Phrases
from worker.text.numbers.tokens import Tokens

SYMBOLS = Phrases({s: s for s in currencies.SYMBOLS if s not in currencies.GLUED_ONLY}, exact=True)
WORDS = Phrases({w: w for w in currencies.WORDS})


@dataclass(frozen=True, slots=True)
class Purse:
    """What the article and its source say of shared names: `named` holds the dollars and pounds that it spells out."""

    country: str | None
    named: frozenset[str]

    def code(self, name: str) -> tuple[str | None, tuple[str, ...]]:
        """The ISO code of a currency's name here, and where it stays open all codes it may have."""
        if name not in currencies.SHARED:
            return (name if len(name) == 3 and name != "XBT" else None), ()
        by_country, default = currencies.SHARED[name]
        if self.country in by_country:
            return by_country[self.country], ()
        if self.country == "US" and name == "dollar":
            return "USD", ()
        others = sorted(self.named & set(by_country.values()))
        if default is None and len(others) == 1:
            return others[0], ()
        if name == "dollar" and self.country is None and others and "USD" not in self.named:
            return None, ("USD", *others)
        return default, ()


def read_purse(tokens: Tokens, country: str | None) -> Purse:
    """Look once for currencies that the text names in full ("Australian dollars", "A$", "CAD")."""
    named = set()
    for i, low in enumerate(tokens.low):
        if low in ("dollar", "dollars", "peso", "pesos", "franc", "francs", "kroner", "krona"):
            found = WORDS.back(tokens, i + 1)
            if found and currencies.WORDS[found[0]] not in currencies.SHARED:
                named.add(currencies.WORDS[found[0]])
        elif low == "$" and tokens.glued(i):
            symbol = SYMBOLS.back(tokens, i + 1)
            if symbol and currencies.SYMBOLS[symbol[0]] != "dollar":
                named.add(currencies.SYMBOLS[symbol[0]])
        elif len(low) == 3 and tokens.text[i] in currencies.CODES and tokens.text[i] not in currencies.RISKY_CODES:
            named.add(tokens.text[i])
    return Purse(country.upper() if country else None, frozenset(named))
