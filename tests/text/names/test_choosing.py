"""Which of several things of one name is meant, name by name: marked spans, so that finding them plays no part."""

import pytest

from tests.text.names.marked import case_of


def _entity(marked: str, country: str | None = None, dateline: str | None = None) -> tuple[str, dict[str, str]]:
    """The id (empty: none) and the links of the last mark's entity."""
    heading = "".join(f" {key}={value}" for key, value in (("country", country), ("dateline", dateline)) if value)
    case = case_of(heading, marked)
    mentions, entities = case.given()
    entity = entities[mentions[-1].entity]
    return entity.entity_id if entity.resolved else "", entity.links


@pytest.mark.parametrize(
    ("marked", "country", "expected"),
    [
        # a short name of several bodies: the publisher's country, or the one named
        ("The [[Conservatives|O|-]] won.", "CA", "org:conservative-canada"),
        ("The [[Conservatives|O|-]] won.", "GB", "org:conservative"),
        ("The [[Conservatives|O|-]] won.", None, ""),
        (
            "In [[Canada|L|-]], [[Canadian|N|-]] voters chose the [[Conservatives|O|-]].",
            None,
            "org:conservative-canada",
        ),
        # the country right before
        ("[[France|L|-]] and the [[Indian|N|-]] [[Supreme Court|O|-]]", None, "org:india-supreme-court"),
        # an abbreviation that plays elsewhere, one whose letters another body of the text has, one of a law
        ("In [[Seattle|L|-]] officers of the [[SPD|O|-]]", "US", ""),
        ("The [[Ship Painters' Department|O|-]] met. The [[SPD|O|-]] voted.", "US", ""),
        ("The [[IRA|O|-]] pays for heat pumps and solar credits.", None, ""),
        ("The bomb in [[Belfast|L|-]] was hidden by the [[IRA|O|-]].", None, "org:ira"),
        # ministries of a country
        ("[[Chile|L|-]]'s [[Foreign Ministry|O|-]] agreed.", None, "org:cl-foreign-ministry"),
        ("The [[Health Ministry of Ghana|O|-]] agreed.", None, "org:gh-health-ministry"),
        ("The [[Ukrainian Defense Ministry|O|-]] agreed.", None, "org:ua-defence-ministry"),
        ("The [[British|N|-]] [[Ministry of Defence|O|-]] agreed.", None, "org:mod-uk"),
        ("The [[Russian|N|-]] [[Defence Ministry|O|-]] agreed.", None, "org:russian-mod"),
        ("[[Costa Rica|L|-]]'s [[Defence Ministry|O|-]] agreed.", None, ""),
        ("In [[Brussels|L|-]] the [[Interior Ministry|O|-]]", None, ""),
        ("The [[Foreign Ministry|O|-]] agreed.", None, ""),
        # places: small ones only with their state, countries before towns of their name
        ("[[Abilene|L|-]]", None, ""),
        ("[[Abilene|L|-]], [[Kansas|L|-]], and [[Abilene|L|-]]", None, "geonames:4267354"),
        ("[[Missouri|L|-]] farmers, said [[Missouri|L|-]]'s governor, sell to [[Mexico|L|-]]", "US", ""),
        ("[[Roy Moore|P|-]] lost. [[Moore|L|-]] wept.", "US", ""),
        ("[[Denzel Washington|P|-]] left for [[Washington|L|-]]", None, "geonames:4140963"),
        # a name of another time
        ("[[Zimbabwe|L|-]] was young when [[Salisbury|L|-]]", None, "geonames:890299"),
        ("[[Poland|L|-]] rebuilt [[Breslau|L|-]]", None, "geonames:3081368"),
        ("Nobody went to [[Stettin|L|-]]", None, ""),
    ],
)
def test_the_one_that_fits_is_chosen_or_none(marked: str, country: str | None, expected: str) -> None:
    assert _entity(marked, country)[0] == expected


def test_a_capital_is_named_for_its_government() -> None:
    id_, links = _entity("[[Beijing|L|-]] objected.")
    assert id_ == "geonames:1816670"
    assert links == {"geonames": "1816670", "country": "CN", "iso3166": "CN"}


def test_the_dateline_tells_towns_of_one_name_apart() -> None:
    marked = "The mayor of [[Paris|L|-]]"
    assert _entity(marked, dateline="PARIS, Texas")[0] == "geonames:4717560"
    assert _entity(marked, dateline="PARIS")[0] == "geonames:2988507"
