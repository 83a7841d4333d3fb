"""Whose dollar a "$" is: what the article names in full, and the country of its source."""

from collections.abc import Collection
from dataclasses import dataclass

from worker.text.numbers import currencies
from worker.text.numbers.phrases import Phrases
from worker.text.numbers.tokens import Tokens

SYMBOLS = Phrases({s: s for s in currencies.SYMBOLS if s not in currencies.GLUED_ONLY}, exact=True)
WORDS = Phrases({w: w for w in currencies.WORDS})


@dataclass(frozen=True, slots=True)
class Purse:
    """What the article and its source say of shared names: `named` holds the dollars and pounds that it spells out.

    `places` are the countries that it speaks of.
    """

    country: str | None
    named: frozenset[str]
    places: frozenset[str] = frozenset()

    def code(self, name: str, unit: str) -> tuple[str | None, tuple[str, ...]]:
        """The ISO code of a currency's name here, and where it stays open all codes it may have.

        A bare "$" is the US dollar, as the agencies and CLDR's English write it; it is open where the source's country
        is not known and the article names other dollars, or countries that have one, and the United States nowhere.
        """
        if name not in currencies.SHARED:
            return (name if len(name) == 3 and name != "XBT" else None), ()
        by_country, default = currencies.SHARED[name]
        if self.country in by_country:
            return by_country[self.country], ()
        if self.country == "US" and name == "dollar":
            return "USD", ()
        others = sorted(self.named & set(by_country.values()))
        here = sorted({by_country[place] for place in self.places if place in by_country})
        if name == "dollar":
            american = self.country is not None or "USD" in self.named or "US" in self.places
            choices = tuple(dict.fromkeys((*others, *here)))
            return ("USD", ()) if american or not choices else (None, ("USD", *choices))
        if unit == "£":
            return default, ()
        if len(here) == 1:
            return here[0], ()
        if len(here) > 1:
            return (default, ()) if default == "GBP" and default in here else (None, tuple(here))
        if default is None and len(others) == 1:
            return others[0], ()
        return default, ()


def read_purse(tokens: Tokens, country: str | None, places: Collection[str] = ()) -> Purse:
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
    return Purse(country.upper() if country else None, frozenset(named), frozenset(places))
