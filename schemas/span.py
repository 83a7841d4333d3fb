"""Where something stands in a text: half-open, in Unicode code points of the article's ``text``."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from schemas.base import Contract

TextOffset = Annotated[int, Field(ge=0)]


class Span(Contract):
    """``text[start:end]``; never empty."""

    start: TextOffset
    end: TextOffset

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.end <= self.start:
            raise ValueError("a span ends after its start")
        return self


class Surface(Span):
    """A span with its exact slice: ``text[start:end] == surface``."""

    surface: str

    @model_validator(mode="after")
    def _as_long(self) -> Self:
        if len(self.surface) != self.end - self.start:
            raise ValueError("surface is the slice from start to end")
        return self
