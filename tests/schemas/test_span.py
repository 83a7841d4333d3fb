import pytest
from pydantic import ValidationError

from schemas.record import Evidence
from schemas.span import Span, Surface


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 1), (-2, -1)])
def test_a_span_is_not_empty_and_goes_forward(start: int, end: int) -> None:
    with pytest.raises(ValidationError):
        Span(start=start, end=end)


def test_a_surface_is_as_long_as_its_span() -> None:
    assert Surface(start=2, end=4, surface="\N{GRINNING FACE}x").surface == "\N{GRINNING FACE}x"
    with pytest.raises(ValidationError, match="slice"):
        Surface(start=2, end=4, surface="abc")
    with pytest.raises(ValidationError, match="slice"):
        Evidence(start=2, end=4, text="a")
