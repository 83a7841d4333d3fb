"""What finds names is the operator's choice: by rules alone no model is needed, and the version says so."""

import asyncio
import json

import pytest

from schemas.article import EnrichedArticle
from worker import codec
from worker.agents.pool import Pool
from worker.agents.process import ChildLimits
from worker.errors import Misconfigured
from worker.method import method_of
from worker.ownfiles import OwnFiles
from worker.pipeline import VERSIONS
from worker.stages import Job, Result
from worker.text.names.model import network

RAW = json.dumps(
    {"source": "a.example", "external_id": "1", "body": "Anna Lind met envoys in Oslo on Friday."}
).encode()


def test_by_rules_no_model_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> None:
        raise network.ModelFault("it is not there")

    monkeypatch.setattr(network, "check", damaged)
    assert method_of((), OwnFiles(), "rules").versions.model == "none"
    with pytest.raises(Misconfigured, match="it is not there"):
        method_of((), OwnFiles())


@pytest.mark.parametrize(("by", "model"), [("rules", "none"), ("network", VERSIONS.model)])
def test_the_pools_children_do_as_they_are_told(by: str, model: str) -> None:
    def fail(error: BaseException) -> None:
        raise AssertionError from error

    async def enriched() -> EnrichedArticle:
        limits = ChildLimits(1024, 5_000_000, names_by="rules" if by == "rules" else "network")
        pool = Pool(1, 30.0, limits, fail)
        await pool.start()
        try:
            value = RAW
            for stage in ("normalise", "enrich"):
                outcome = (await pool.submit(Job(stage, value))).outcome
                assert isinstance(outcome, Result)
                value = outcome.records[0].value
            return codec.decode(EnrichedArticle, value)
        finally:
            await pool.close()

    article = asyncio.run(enriched())
    assert article.pipeline.model == model
    assert {"Anna Lind", "Oslo"} <= {mention.surface for mention in article.mentions}
