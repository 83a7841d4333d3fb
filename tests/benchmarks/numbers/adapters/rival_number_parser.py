# mypy: disable-error-code="import-not-found,import-untyped"
"""number-parser: a text that is one number goes to the function for it, any other to `parse`, which rewrites it."""

from number_parser import parse, parse_fraction, parse_number, parse_ordinal

from tests.benchmarks.numbers.adapters.shapes import Found, digits, number, package_version, read_digits, without_spans


def version() -> str:
    """The package's version."""
    return package_version("number-parser")


def find(text: str, reference: str | None, kinds: tuple[str, ...], prefer: str, hint: str | None) -> list[Found]:
    """Values without places; of ordinals inside a text it does not say that they are."""
    if (value := parse_number(text, "en")) is not None:
        return [number("cardinal", float(value), 0, len(text))]
    if (value := parse_ordinal(text, "en")) is not None:
        return [number("ordinal", float(value), 0, len(text))]
    if (fraction := parse_fraction(text, "en")) is not None:
        return [number("cardinal", read_digits(fraction), 0, len(text))]
    return without_spans(digits(parse(text, "en")))
