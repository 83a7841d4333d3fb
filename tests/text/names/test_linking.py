"""Which registry's entry a name stands for, in its context, or none."""

import pytest

from tests.text.names.cases import entities, ids


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("Russia agreed.", "Russia", "iso3166:RU"),
        ("The US has agreed.", "US", "iso3166:US"),
        ("The Netherlands and Burma agreed.", "Burma", "iso3166:MM"),
        ("Moscow said so.", "Moscow", "geonames:524901"),
        ("It fell on Kiev.", "Kiev", "geonames:703448"),
        ("Sailors left St. Petersburg, Russia, at noon.", "St. Petersburg", "geonames:498817"),
        # the same word as a region and as a city
        ("They left the annexed region of Kherson.", "Kherson", "iso3166-2:UA-65"),
        ("They left the Kherson region.", "Kherson", "iso3166-2:UA-65"),
        ("They marched in Kherson, Ukraine.", "Kherson", "geonames:706448"),
        ("Shells fell on Kharkiv Oblast.", "Kharkiv Oblast", "iso3166-2:UA-63"),
        ("It is in the Republic of Chuvashia.", "Republic of Chuvashia", "iso3166-2:RU-CU"),
        ("It is in the Republic of Ireland.", "Republic of Ireland", "iso3166:IE"),
        # a list shares its kind
        ("In the regions of Penza, Vladimir, and Rostov schools closed.", "Vladimir", "iso3166-2:RU-VLA"),
        ("In the Russian regions of Penza, Vladimir, and Rostov schools closed.", "Rostov", "iso3166-2:RU-ROS"),
        ("The cities of Penza, Vladimir and Samara grew.", "Vladimir", "geonames:473247"),
        # the country or the state
        ("They fled to Kazakhstan and Georgia.", "Georgia", "iso3166:GE"),
        ("Voters in Georgia, Florida and Alabama chose.", "Georgia", "iso3166-2:US-GA"),
        ("Voters in Florida, Texas and Puerto Rico chose.", "Puerto Rico", "iso3166:PR"),
        ("It rained in Washington, Oregon and Idaho.", "Washington", "iso3166-2:US-WA"),
        # organisations, by any of their names
        ("TASS said so.", "TASS", "org:tass"),
        ("Vagner fighters left.", "Vagner", "org:wagner"),
        ("The W.H.O. warned.", "W.H.O.", "org:who"),
        ("The World Health Organisation warned.", "World Health Organisation", "org:who"),
        # no entry: the name is the id
        ("Mr Vladimir  Putin left.", "Vladimir  Putin", "name:PERSON:vladimir putin"),
        ("Students of Vilmar University sang.", "Vilmar University", "name:ORGANISATION:vilmar university"),
        ("Russian troops left.", "Russian", "name:NATIONALITY:russian"),
    ],
)
def test_the_reading_fits_the_context(text: str, surface: str, expected: str) -> None:
    assert ids(text)[surface] == expected


def test_the_publishers_country_and_the_dateline_weigh() -> None:
    text = "People in Birmingham voted."
    assert ids(text, country="US")["Birmingham"] != ids(text, country="GB")["Birmingham"]
    assert ids(text, dateline_place="Glasgow")["Birmingham"] == ids(text, country="GB")["Birmingham"]


def test_links_name_the_country() -> None:
    found = entities("Moscow and Rostov-on-Don, said Russian envoys of TASS, are in Russia.")
    assert found["Moscow"].links == {"geonames": "524901", "country": "RU", "iso3166": "RU"}
    assert found["Rostov-on-Don"].links == {"geonames": "501175", "country": "RU"}
    assert found["Russian"].links == {"iso3166": "RU"}
    assert found["Russia"].links == {"iso3166": "RU"}
    assert found["TASS"].links == {"org": "tass", "country": "RU"}


def test_resolved_says_whether_a_registry_knows_it() -> None:
    found = entities("Mr Quell flew from Kyiv to the Middle East.")
    assert {name: entity.resolved for name, entity in found.items()} == {
        "Quell": False,
        "Kyiv": True,
        "Middle East": True,
    }
