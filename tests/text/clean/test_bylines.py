"""The names in bylines."""

import pytest

from worker.text.clean.bylines import names_in_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("BY ANN LEE", ("Ann Lee",)),
        ("By Ann Lee and Omar Diaz", ("Ann Lee", "Omar Diaz")),
        ("By Ann Lee, Omar Diaz and Jan van der Berg, Associated Press", ("Ann Lee", "Omar Diaz", "Jan van der Berg")),
        ("By Ann Lee | Alder Herald Staff", ("Ann Lee",)),
        ("By Ann Lee in Varn", ("Ann Lee",)),
        ("By Ann Lee for the Alder Herald", ("Ann Lee",)),
        ("Ann-Marie O'Neil", ("Ann-Marie O'Neil",)),
        ("By J. R. Lee Jr.", ("J. R. Lee Jr",)),
        ("By Žofie Nováková", ("Žofie Nováková",)),
        ("By staff reporters", ()),
        ("By The Associated Press", ()),
        ("Reuters", ()),
        ("By the numbers", ()),
        ("", ()),
    ],
)
def test_names(line: str, names: tuple[str, ...]) -> None:
    assert names_in_byline(line) == names


def test_strict_takes_nothing_but_names() -> None:
    assert names_in_byline("Ann Lee and Omar Diaz", strict=True) == ("Ann Lee", "Omar Diaz")
    assert names_in_byline("Ann Lee, who is 40", strict=True) == ()
