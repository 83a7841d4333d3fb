"""Who a pronoun is, where only one person can be meant."""

from bisect import bisect_left

from worker.text.quotes import vocabulary as v
from worker.text.quotes.sentence import Page, Unit
from worker.text.quotes.subject import Subject


class Speakers:
    """Follows who spoke last through a text; asked left to right."""

    def __init__(self, page: Page) -> None:
        self._page = page
        persons = [
            (mention.start, mention.entity)
            for mention in page.mentions
            if mention.type == "PERSON" and page.tokens.marked[page.tokens.first_at(mention.start)] < 0
        ]
        self._starts = [start for start, _ in persons]
        self._entities = [entity for _, entity in persons]
        self._other: list[int] = []
        """For each person's mention the place of the last one before it that is somebody else's, -1 for none."""
        for place, entity in enumerate(self._entities):
            if place and self._entities[place - 1] != entity:
                self._other.append(self._starts[place - 1])
            else:
                self._other.append(self._other[-1] if place else -1)
        self._gender = self._genders()
        self._last: int | None = None
        self._since = -1

    def of(self, subject: Subject | None, unit: Unit) -> int | None:
        """The entity that a subject is, None where it is none or not sure."""
        if subject is None:
            return None
        if subject.pronoun is None:
            return subject.entity
        gender = v.PRONOUNS_PERSON.get(subject.pronoun)
        if gender is None:
            return None
        return self._person_before(self._page.tokens.starts[subject.first], gender, unit)

    def spoke(self, speaker: int | None, token: int) -> None:
        """Note who spoke, and where."""
        if speaker is not None:
            self._last, self._since = speaker, self._page.tokens.starts[token]

    def _person_before(self, offset: int, gender: str, unit: Unit) -> int | None:
        """The person named last, where nobody else was named since that person spoke or since the paragraph began."""
        place = bisect_left(self._starts, offset) - 1
        if place < 0:
            return None
        entity = self._entities[place]
        known = self._gender.get(entity)
        if known is not None and known != gender:
            return None
        other = self._other[place]
        begun = self._page.tokens.starts[unit.first]
        if self._page.tokens.words[unit.first] in v.SUBORDINATE and self._starts[place] >= begun:
            return None  # "When Maro asked him, he said": he is somebody else
        if entity == self._last and other < self._since:
            return entity
        beginning = self._block_start(unit)
        if self._starts[place] >= beginning and other < beginning:
            return entity
        return None

    def _block_start(self, unit: Unit) -> int:
        first = bisect_left(self._page.units, unit.block, key=lambda one: one.block)
        return self._page.tokens.starts[self._page.units[first].first]

    def _genders(self) -> dict[int, str]:
        """What the titles before names say: {entity: "male" | "female"}."""
        tokens = self._page.tokens
        genders: dict[int, str] = {}
        for mention in self._page.mentions:
            if mention.type != "PERSON":
                continue
            first = tokens.first_at(mention.start)
            for here in (first, first - 1):
                if here < 0:
                    continue
                if tokens.words[here] in v.TITLES_MALE:
                    genders[mention.entity] = "male"
                elif tokens.words[here] in v.TITLES_FEMALE:
                    genders[mention.entity] = "female"
        return genders
