"""What is found in a text: names, numbers, dates, quotes. Indices point into the lists of the same article."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Amount, Confidence, Contract
from schemas.span import Span, Surface

Index = Annotated[int, Field(ge=0)]
EntityType = Literal["PERSON", "ORGANISATION", "LOCATION", "NATIONALITY"]
AnnotationStatus = Literal["ok", "malformed", "ambiguous", "inconsistent"]


class Mention(Surface):
    """One place where a name stands."""

    type: EntityType
    entity: Annotated[Index, Field(description="index into entities")]


class EntityFacts(Contract):
    """Who or what is named. ``entity_id`` is the registry's where ``resolved``, else made from the name alone."""

    entity_id: Annotated[str, Field(examples=["iso3166:RU", "geonames:524901", "name:PERSON:vladimir putin"])]
    resolved: bool
    type: EntityType
    canonical: str
    aliases: tuple[str, ...] = ()
    links: dict[str, str] = Field(default_factory=dict, json_schema_extra={"default": {}})
    salience: Confidence


class Entity(EntityFacts):
    """An entity of one article with all its mentions (indices into ``mentions``, ascending)."""

    mentions: Annotated[tuple[Index, ...], Field(min_length=1)]


FigureKind = Literal[
    "cardinal",
    "ordinal",
    "percent",
    "money",
    "measure",
    "age",
    "rate",
    "ratio",
    "multiple",
    "score",
    "name",
]


class Counted(Surface):
    """What a number counts: the noun phrase, its head noun, and what happened to them (killed, injured, ...)."""

    head: str
    event: str | None = None


class Per(Contract):
    """The denominator of a rate: "per 100,000 people", "an hour"."""

    value: Amount
    unit: str
    unit_code: str | None = None


class Reading(Contract):
    """What a malformed or ambiguous figure might mean; ``surface`` is how that would be written."""

    surface: str
    value: Amount | None = None
    unit_code: str | None = None


class FigureFacts(Surface):
    """A number as the text states it, with what its words entail.

    ``value`` is the number stated, hedged or not; null for a range, a vague cardinal, a malformed one. ``low`` and
    ``high`` are what the words entail, null where open. ``surface`` is the amount with sign, scale word and unit,
    without hedge and counted noun.
    """

    kind: FigureKind
    value: Amount | None = None
    fraction: Annotated[str | None, Field(examples=["1/3"])] = None
    low: Amount | None = None
    high: Amount | None = None
    low_inclusive: bool | None = None
    high_inclusive: bool | None = None
    qualifier: Surface | None = None
    comparator: Literal["<", "<=", ">=", ">"] | None = None
    approximate: bool = False
    unit: Annotated[str | None, Field(description="as written")] = None
    unit_code: str | None = None
    unit_system: Literal["UCUM", "ISO 4217"] | None = None
    per: Per | None = None
    parts: tuple[Amount, ...] = ()
    counted: Counted | None = None
    status: AnnotationStatus = "ok"
    readings: tuple[Reading, ...] = ()


Direction = Literal["up", "down", "unchanged"]


class Change(Contract):
    """A movement: from one figure of the article to another (indices into ``figures``), or by this one.

    A figure that is itself an end names itself there ("rose to 37": ``to``); one that is neither end is the step.
    """

    direction: Direction
    from_: Annotated[Index | None, Field(alias="from")] = None
    to: Index | None = None


class Figure(FigureFacts):
    """A number of one article; ``part_of`` and ``speaker`` are indices into its ``figures`` and ``entities``."""

    change: Change | None = None
    part_of: Index | None = None
    speaker: Index | None = None


class Moment(Surface):
    """A date, time, duration or repeated time; ``value``, ``mod``, ``quant`` and ``freq`` as in TIMEX3.

    ``begins`` and ``ends`` are ISO 8601, half-open, null where open or not resolved. ``readings`` are TIMEX3 values.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: Annotated[str | None, Field(examples=["2022-11-04", "XXXX-11-04", "P2M", "2022-WXX-5"])] = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    begins: str | None = None
    ends: str | None = None
    anchor: Literal["published", "dateline", "text", "none"] = "none"
    status: AnnotationStatus = "ok"
    readings: tuple[str, ...] = ()


class Quote(Span):
    """Somebody's words, with their marks; ``speaker`` is an index into ``entities``, ``cue`` the verb of saying."""

    kind: Literal["direct", "indirect", "scare"]
    speaker: Index | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Annotations:
    """The layers that enrichers fill, each sorted by ``start`` (entities by their first mention)."""

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    moments: tuple[Moment, ...] = ()
    quotes: tuple[Quote, ...] = ()
