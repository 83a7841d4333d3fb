from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from schemas.base import Amount, plain

AMOUNT: TypeAdapter[Decimal] = TypeAdapter(Amount)


@pytest.mark.parametrize(
    ("given_", "wire"),
    [
        ("300000", '"300000"'),
        ("3E+5", '"300000"'),
        ("0.50", '"0.5"'),
        ("-0.0", '"0"'),
        ("1234567890123", '"1234567890120"'),
        ("0.1234567890125", '"0.123456789012"'),
        ("1E+100", '"1' + "0" * 100 + '"'),
    ],
)
def test_an_amount_on_the_wire(given_: str, wire: str) -> None:
    assert AMOUNT.dump_json(AMOUNT.validate_python(given_)).decode() == wire


@pytest.mark.parametrize("bad", ["NaN", "Infinity", "1E+101", "1E-101", "1,000", ""])
def test_no_amount(bad: str) -> None:
    with pytest.raises(ValidationError):
        AMOUNT.validate_python(bad)


@given(st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, places=4))
@settings(max_examples=100, deadline=None)
def test_the_wire_keeps_an_amount(amount: Decimal) -> None:
    held = AMOUNT.validate_python(amount)
    assert AMOUNT.validate_json(AMOUNT.dump_json(held)) == held
    assert Decimal(plain(held)) == held
