"""Movements: "rose 5% to 3,200 from 3,050", "cut the risk by 37%", "a 5% rise"."""

from schemas.annotation import Direction
from worker.text.numbers.hedges import MOVES_UP
from worker.text.numbers.lexicon import DOWN, MOVE_NOUNS, MOVING_HEADS, STEADY, TRANSITIVE_MOVES, UP
from worker.text.numbers.quantity import Movement, Quantity
from worker.text.numbers.tokens import SPACED, Tokens
from worker.text.numbers.wordlist import words

_NEAR = 4
_CLAUSE = 8


def link_changes(tokens: Tokens, found: list[Quantity]) -> None:
    """Set `change` where a word of movement stands before or right behind a figure."""
    for n, q in enumerate(found):
        if q.change is not None or q.kind in ("ordinal", "age", "score", "name"):
            continue
        verb = _verb_before(tokens, q)
        if verb is not None:
            direction, role = verb
            _move(tokens, q, found, n, direction, role)
            if role != "by":
                _end_of_movement(tokens, q, found[n - 1] if n else None, direction, role)
            continue
        after = _noun_after(tokens, q)
        if after is not None:
            q.change = Movement(after)
            q.rules.append(f"change: {after}, by the noun behind")


def _direction(word: str) -> Direction | None:
    return "up" if word in UP else "down" if word in DOWN else "unchanged" if word in STEADY else None


_ADVERBS = words(
    "sharply slightly further again steadily dramatically only just another nearly marginally significantly average "
    "modestly rapidly about more even almost then also steeply a an the"
)


def _verb_before(tokens: Tokens, q: Quantity) -> tuple[Direction, str] | None:
    """The movement that leads to this figure, and its role: by, to or from."""
    i = q.hedge_at - 1
    role = "by"
    word = tokens.word(i)
    if word in _ROLES:
        role = _ROLES[word]
        i -= 1
    if word == "by" and (found := _verb_and_object(tokens, q, i)) is not None:
        return found, "by"
    for _ in range(_NEAR):
        word = tokens.word(i)
        direction = _direction(word)
        if direction is not None:
            return None if _no_movement(tokens, q, i, role) else (direction, role)
        if word == "at" and tokens.word(i + 1) in ("a", "an"):  # "grew at a 2.4% rate"
            i -= 1
            continue
        if word not in _ADVERBS and not (role != "by" and word in _SUBJECTS):
            return None
        i -= 1
    return None


def _verb_and_object(tokens: Tokens, q: Quantity, i: int) -> Direction | None:
    """ "raised its key rate by a quarter", "cut the risk of relapse by 37%": a verb with a short object before "by"."""
    for j in range(i, max(i - _OBJECT, 0), -1):
        word = tokens.word(j)
        if not tokens.is_word(j) or tokens.sentence[j] != tokens.sentence[q.first]:
            return None
        if j < i and word in _MOVING and _direction(word) is not None:
            return _direction(word)
    return None


_OBJECT = 7
_MOVING = words("increased increase reduced reduce lowered raised raise cut boosted lifted slashed expanded widened")
_ROLES = {"by": "by", "of": "by", "to": "to", "at": "to", "from": "from"}
_SUBJECTS = words("rate number price share sales in value")
_BE = words("is was were are be")


def _no_movement(tokens: Tokens, q: Quantity, i: int, role: str) -> bool:
    """Whether the word of movement at token i is none for this figure."""
    word, before, after = tokens.word(i), tokens.word(i - 1), tokens.word(i + 1)
    joint = tokens.word(q.hedge_at - 1)
    if tokens.sentence[i] != tokens.sentence[q.first] or (joint == "at" and word not in STEADY):
        return True
    if word in TRANSITIVE_MOVES and role == "by" and joint != "by" and not _can_move(tokens, q):
        return True
    if word in ("up", "down") and role == "by" and (before in _PARTICLE_VERBS or not _free_particle(tokens, q, i)):
        return True
    if word in ("higher", "lower", "fewer", "less") and after not in ("by", "to", "from"):
        return True
    if word == "up" and after == "to" and before not in MOVES_UP and before not in ("go", "is", "was"):
        return True
    return word.startswith("surge") and before == "storm"


_PARTICLE_VERBS = words(
    "make makes made making end ends ended end set sets come comes came put puts take takes took give gives "
    "gave pick picks picked rack racked racks sign signed show showed pay paid build built back backed hold "
    "held lay laid shut"
)


def _can_move(tokens: Tokens, q: Quantity) -> bool:
    if q.kind == "percent" or (q.counted is not None and q.counted.head in MOVING_HEADS):
        return True
    i = q.behind  # "lost $12.30 to $3,388.70", "added 85 cents, or 1.2%"
    to = tokens.word(i) == "to" and (tokens.is_number(i + 1) or tokens.is_number(i + 2))
    return q.kind in ("money", "measure") and (to or (tokens.word(i) == "," and tokens.word(i + 1) == "or"))


def _free_particle(tokens: Tokens, q: Quantity, i: int) -> bool:
    """Whether "up" or "down" at token i is a movement by itself and no part of a verb ("racked up five wins")."""
    before = tokens.word(i - 1)
    return q.kind in ("percent", "money", "measure") or not tokens.is_word(i - 1) or before in _BE


def _move(tokens: Tokens, q: Quantity, found: list[Quantity], n: int, direction: Direction, role: str) -> None:
    origin = q if role == "from" else None
    target = q if role == "to" else None
    used = [q]
    same: list[Quantity] = []
    for other in found[n + 1 : n + 4]:
        at = other.hedge_at - 1
        word = tokens.word(at)
        if word == "or" and other.kind == "percent" and role == "by" and at - used[-1].behind <= 3:
            same.append(other)  # "fell 250 points, or 0.7%, to 34,500"
            used.append(other)
            continue
        if (
            tokens.sentence[other.first] != tokens.sentence[q.first]
            or at - used[-1].behind > 8
            or word not in ("to", "from")
        ):
            break
        if word == "to" and target is None:
            target = other
        elif word == "from" and origin is None:
            origin = other
        else:
            break
        used.append(other)
    if origin is not None and target is not None and origin.kind == target.kind and origin.value and target.value:
        # What both ends say is surer than the word: "a slowdown in growth from 3.2% to 2.6%".
        direction = "up" if target.value > origin.value else "down" if target.value < origin.value else "unchanged"
    carrier = q if role == "by" else (target or q)
    movement = Movement(direction, origin, target)
    for figure in (carrier, *same):
        figure.change = movement
        figure.rules.append(f"change: {direction}")
    if carrier is not q and q.change is None:
        q.change = movement if role == "from" else None


def _end_of_movement(tokens: Tokens, q: Quantity, other: Quantity | None, direction: Direction, role: str) -> None:
    """ "5%, down from 6%": the other end may stand before; an end with no other one says nothing about a change."""
    if q.change is not None and not {q.change.origin, q.change.target} <= {q, None}:
        return
    if direction == "unchanged":
        return
    q.change = None
    if other is None or role != "from" or other.change is not None or other.kind in ("ordinal", "age", "name"):
        return
    if q.kind not in (other.kind, "cardinal") or tokens.sentence[other.first] != tokens.sentence[q.first]:
        return
    behind, at = max(other.behind, other.counted.last if other.counted is not None else 0), q.hedge_at - 2
    beside = behind == at or (tokens.word(at - 1) == "," and at - behind <= _CLAUSE)
    if not beside or tokens.word(at) not in ("up", "down"):
        return
    q.change = Movement(direction, q, other)
    other.change = Movement(direction, q, other)


def _noun_after(tokens: Tokens, q: Quantity) -> Direction | None:
    """ "a 5% rise", "12 percent more", "a $3m pay cut"."""
    if q.kind not in ("percent", "money", "measure"):
        return None
    i = q.behind
    for j in range(i, min(i + 2, len(tokens))):
        word = tokens.low[j]
        if tokens.gap[j] != SPACED or tokens.sentence[j] != tokens.sentence[q.first]:
            return None
        if word in MOVE_NOUNS:
            return "up" if word in UP or word == "more" else "down"
        if word not in _MOVED:
            return None
    return None


_MOVED = words("pay price tax rate annual wage monthly quarterly share budget weekly yearly overall")
