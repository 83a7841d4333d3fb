"""When an article was published, and what is doubted."""

from datetime import UTC, datetime

import pytest

from tests.normalising import raw_article
from worker.normalise import normalise

BODY = "The council of Port Alder voted on Tuesday to rebuild the old harbour wall before winter."


def test_the_field_comes_first() -> None:
    article = normalise(raw_article(published="2022-11-03T08:00:00+01:00", url="https://a.example/2022/11/05/wall"))
    assert article.published is not None
    assert (article.published.at, article.published.evidence) == ("2022-11-03T08:00:00+01:00", "field")
    assert article.published.zone == "explicit"


def test_the_address_before_an_updated_line() -> None:
    article = normalise(raw_article(url="https://a.example/2022/11/03/wall"))
    assert article.published is not None
    assert (article.published.at, article.published.evidence) == ("2022-11-03", "url")


def test_a_published_line() -> None:
    article = normalise(raw_article(f"{BODY}\n\nPublished: 3 November 2022, Updated: 4 November 2022"))
    assert article.published is not None
    assert article.modified is not None
    assert (article.published.at, article.published.evidence) == ("2022-11-03", "text")
    assert article.modified.at == "2022-11-04"


def test_a_dateline_with_a_year() -> None:
    article = normalise(raw_article(f"PORT ALDER, Nov. 3, 2022 — {BODY}"))
    assert article.published is not None
    assert (article.published.at, article.published.evidence) == ("2022-11-03", "dateline")


def test_a_dateline_without_a_year_says_no_year() -> None:
    article = normalise(raw_article(f"PORT ALDER, Nov. 3 — {BODY}"))
    assert article.published is None
    assert article.dateline is not None
    assert article.dateline.date == "XXXX-11-03"


def test_a_dateline_at_the_turn_of_the_year() -> None:
    article = normalise(raw_article(f"PORT ALDER, Dec. 31 — {BODY}", published="2023-01-01"))
    assert article.dateline is not None
    assert article.dateline.date == "2022-12-31"


@pytest.mark.parametrize("published", ["2031-01-01", "1970-01-01T00:00:00Z", "0"])
def test_the_doubtful_gives_way_and_is_noted(published: str) -> None:
    article = normalise(
        raw_article(published=published, url="https://a.example/2022/11/03/wall", retrieved="2022-11-10T00:00:00Z")
    )
    assert article.published is not None
    assert article.published.evidence == "url"
    assert {"doubtful_date", "unreadable_date"} & set(article.repairs)


def test_the_future_is_seen_from_the_message_where_retrieved_is_missing() -> None:
    raw = raw_article(BODY, published="2022-11-05T10:00:00Z")
    assert normalise(raw).published is not None
    assert normalise(raw, received=datetime(2022, 11, 6, tzinfo=UTC)).published is not None
    assert normalise(raw, received=datetime(2022, 11, 5, 9, tzinfo=UTC)).published is None


def test_no_date_is_made_up() -> None:
    article = normalise(raw_article(BODY), received=datetime(2022, 11, 6, tzinfo=UTC))
    assert article.published is None
    assert article.modified is None
