# mypy: disable-error-code="import-not-found,import-untyped"
"""price-parser: one price a text, with the currency's hint where the suite gives one. No places."""

from price_parser import Price

from tests.benchmarks.numbers.adapters.shapes import Found, number, package_version


def version() -> str:
    """The package's version."""
    return package_version("price-parser")


def find(text: str, reference: str | None, kinds: tuple[str, ...], prefer: str, hint: str | None) -> list[Found]:
    """The amount: money where a currency was found or hinted, else a plain number."""
    price = Price.fromstring(text, currency_hint=hint)
    if price.amount is None:
        return []
    return [number("money" if price.currency else "cardinal", float(price.amount))]
