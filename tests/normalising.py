"""A raw article of our own writing with all kinds of furniture, for the tests of normalisation."""

from schemas.article import RawArticle

TEXT = """Town to rebuild wall

Work before winter is planned

By Ann Lee, Associated Press

Workers inspect the harbour wall in Port Alder, Norland. AP
Beta 2 - Powered by automated translation

PORT ALDER, Nov 3 (AP) — The council of Port Alder voted on Tuesday to rebuild the old harbour wall. It has leaked since the storm of 2019.

The work will cost 4.2 million crowns, the mayor said.

 Waves break over the wall in a storm. Tom Reed/AFP

Who pays

Half of it is to come from the state, she told reporters in the town hall after the meeting.

- a sea wall
- a new pier

Two earlier plans had failed for want of money, and one of them ended in court.

Updated: November 04, 2022, 1:55 PM
"""  # noqa: E501


def raw_article(body: str | None = TEXT, **fields: object) -> RawArticle:
    return RawArticle.model_validate({"source": "alder.example", "body": body, **fields})
