"""`enrich` as a chain: what an enricher is shown, what is taken of it, what its fall costs."""

from dataclasses import replace

from schemas.annotation import Annotations, Entity, Mention, Moment
from schemas.article import Article, Failure, Language
from worker.enrichers import Enricher
from worker.pipeline import VERSIONS, enrich

ARTICLE = Article(
    article_id="a",
    content_hash="h",
    source="s",
    text="Lena Maro came today.",
    language=Language(tag="en", confidence=1),
)
MENTION = Mention(start=0, end=9, surface="Lena Maro", type="PERSON", entity=0)
ENTITY = Entity(
    entity_id="name:PERSON:lena maro",
    resolved=False,
    type="PERSON",
    canonical="Lena Maro",
    salience=1,
    mentions=(0,),
)
MOMENT = Moment(start=15, end=20, surface="today", type="DATE")
NAMES = Enricher(
    "names",
    reads=frozenset(),
    writes=frozenset({"mentions", "entities"}),
    run=lambda _, __: Annotations(mentions=(MENTION,), entities=(ENTITY,), moments=(MOMENT,)),
)
DATES = Enricher(
    "dates", reads=frozenset(), writes=frozenset({"moments"}), run=lambda _, __: Annotations(moments=(MOMENT,))
)


def _raise(_: Article, __: Annotations) -> Annotations:
    raise RuntimeError("broken")


BROKEN = Enricher("broken", reads=frozenset(), writes=frozenset({"moments"}), run=_raise)


def test_only_what_is_written_is_taken() -> None:
    enriched = enrich(ARTICLE, (NAMES,))
    assert enriched.mentions == (MENTION,)
    assert enriched.entities == (ENTITY,)
    assert enriched.moments == ()
    assert enriched.pipeline == VERSIONS
    assert enriched.model_dump(include=set(Article.model_fields)) == ARTICLE.model_dump()


def test_an_enricher_sees_what_it_reads_and_no_more() -> None:
    shown: list[Annotations] = []

    def look(_: Article, found: Annotations) -> Annotations:
        shown.append(found)
        return Annotations()

    enrich(ARTICLE, (NAMES, DATES, Enricher("look", frozenset({"moments"}), frozenset(), look)))
    assert shown == [Annotations(moments=(MOMENT,))]


def test_a_broken_enricher_costs_its_own_layers() -> None:
    told: list[tuple[str, str]] = []
    enriched = enrich(ARTICLE, (NAMES, BROKEN), failed=lambda name, error: told.append((name, str(error))))
    assert enriched.failures == (Failure(enricher="broken", code="internal_error"),)
    assert enriched.mentions == (MENTION,)
    assert enriched.moments == ()
    assert told == [("broken", "broken")]


def test_a_broken_enricher_leaves_what_an_earlier_one_wrote() -> None:
    assert enrich(ARTICLE, (DATES, BROKEN)).moments == (MOMENT,)


def test_a_lost_enricher_is_left_out_and_named() -> None:
    entered: list[str] = []
    enriched = enrich(ARTICLE, (NAMES, DATES), lost={"names": "timed_out"}, entering=entered.append)
    assert enriched.failures == (Failure(enricher="names", code="timed_out"),)
    assert enriched.mentions == ()
    assert enriched.moments == (MOMENT,)
    assert entered == ["dates"]


def test_a_withdrawn_article_is_not_annotated() -> None:
    withdrawn = ARTICLE.model_copy(update={"status": "withdrawn", "text": ""})
    enriched = enrich(withdrawn, (replace(NAMES, run=_raise), BROKEN), lost={"names": "crashed"})
    assert enriched.status == "withdrawn"
    assert enriched.failures == ()
    assert enriched.mentions == ()
