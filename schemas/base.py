"""What all contracts share: frozen models, tuples, amounts as decimal strings."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

SCHEMA_VERSION = "1.0"

SchemaVersion = Annotated[str, Field(pattern=r"^1\.\d{1,4}$")]
"""The version of a message's shape. A minor one only adds; one of another major would be misread, so it is refused."""

SIGNIFICANT_DIGITS = 12
_PRECISION = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_EVEN)


def plain(amount: Decimal) -> str:
    """Write an amount without exponent and without trailing zeros.

    >>> plain(Decimal("3E+5")), plain(Decimal("0.50")), plain(Decimal("-0"))
    ('300000', '0.5', '0')
    """
    if not amount:
        return "0"
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(amount: Decimal) -> Decimal:
    if not amount.is_finite() or abs(amount.adjusted()) > 100:
        raise ValueError("an amount is a finite number of a size that can be written out")
    return _PRECISION.plus(amount)


Amount = Annotated[
    Decimal,
    AfterValidator(_rounded),
    PlainSerializer(plain, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}),
]
"""A decimal of at most 12 significant digits; on the wire a plain decimal string, for a JSON number loses digits."""

Confidence = Annotated[float, Field(ge=0, le=1), AfterValidator(lambda value: round(value, 2))]
"""Between 0 and 1, two places, so that a last bit that differs between machines never reaches the wire."""


class Contract(BaseModel):
    """A frozen value; fields that a reader does not know are passed over."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        serialize_by_alias=True,
        json_schema_serialization_defaults_required=True,
    )
