"""The worker as functions of one message: no Kafka, no clock, no environment."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from schemas.annotation import Annotations
from schemas.article import Article, EnrichedArticle, Failure, PipelineVersions
from worker.enrichers import Enricher
from worker.enrichers.registry import ENRICHERS

VERSIONS = PipelineVersions(rules="2", model="names-1")


def versions(own_files: str = "", *, network: bool = True) -> PipelineVersions:
    """The versions, with the hash of the operator's own files and without a model where the rules find names: outputs
    differ by these as they do by the rules.

    >>> versions("0123456789ab", network=False)
    PipelineVersions(rules='2+0123456789ab', model='none')
    """
    rules = f"{VERSIONS.rules}+{own_files}" if own_files else VERSIONS.rules
    return PipelineVersions(rules=rules, model=VERSIONS.model if network else "none")


FailureCode = Literal["internal_error", "timed_out", "crashed"]


def _no_note(_: str) -> None:
    return None


def _no_report(_: str, __: Exception) -> None:
    return None


def enrich(
    article: Article,
    enrichers: Sequence[Enricher] = ENRICHERS,
    *,
    lost: Mapping[str, FailureCode] | None = None,
    entering: Callable[[str], None] = _no_note,
    failed: Callable[[str, Exception], None] = _no_report,
    made_by: PipelineVersions = VERSIONS,
) -> EnrichedArticle:
    """Annotate one article.

    `lost` names enrichers that are left out, with why: they hung or died on this article before. `entering` is told
    the name of each enricher before it runs, `failed` each exception. An enricher that raises costs its own layers and
    is named in `failures`; those after it go on with what there is. An enricher is shown the layers that it `reads`
    and no others, and only what it `writes` is taken: what it declares is what it does. A withdrawn article gets no
    annotations. `made_by` is written into the article.
    """
    found = Annotations()
    failures: list[Failure] = []
    for enricher in enrichers if article.status == "usable" else ():
        if lost and enricher.name in lost:
            failures.append(Failure(enricher=enricher.name, code=lost[enricher.name]))
            continue
        entering(enricher.name)
        try:
            made = enricher.run(article, Annotations(**{layer: getattr(found, layer) for layer in enricher.reads}))
        except MemoryError:
            # A process without memory must die, not go on with holes: whoever runs it tries the article again.
            raise
        except Exception as error:
            failed(enricher.name, error)
            failures.append(Failure(enricher=enricher.name, code="internal_error"))
        else:
            found = replace(found, **{layer: getattr(made, layer) for layer in enricher.writes})
    return EnrichedArticle(
        **{name: getattr(article, name) for name in Article.model_fields},
        mentions=found.mentions,
        entities=found.entities,
        figures=found.figures,
        moments=found.moments,
        quotes=found.quotes,
        failures=tuple(failures),
        pipeline=made_by,
    )
