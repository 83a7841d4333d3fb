# mypy: disable-error-code="import-not-found,import-untyped"
"""numerizer: rewrites the text, whose numerals in digits are then read."""

from numerizer import numerize

from tests.benchmarks.numbers.adapters.shapes import Found, digits, package_version, without_spans


def version() -> str:
    """The package's version."""
    return package_version("numerizer")


def find(text: str, reference: str | None, kinds: tuple[str, ...], prefer: str, hint: str | None) -> list[Found]:
    """Values without places."""
    return without_spans(digits(numerize(text)))
