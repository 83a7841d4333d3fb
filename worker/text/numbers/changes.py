"""Movements: "rose 5% to 3,200 from 3,050", "cut the risk by 37%", "a 5% rise"."""

from schemas.annotation import Direction
from worker.text.numbers.hedges import MOVES_UP
from worker.text.numbers.lexicon import DOWN, GOING, MOVE_NOUNS, MOVING_HEADS, STEADY, TRANSITIVE_MOVES, UP
from worker.text.numbers.moving import (
    ADVERBS,
    BRINGING,
    CLOSING,
    LIFTING,
    MEASURED,
    MOVED,
    MOVING,
    NO_END,
    PACE,
    PARTICLE_VERBS,
    WILL,
)
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
        if (other := _went_from(tokens, q, found, n)) is not None:
            direction = _by_ends(q, other, "up")
            q.change = other.change = Movement(direction, q, other)
            other.rules.append(f"change: {direction}, by its ends")
            continue
        after = _noun_after(tokens, q)
        if after is not None:
            q.change = Movement(after, target=_brought_to(tokens, q, found, n))
            q.rules.append(f"change: {after}, by the noun behind")


def _direction(word: str) -> Direction | None:
    return "up" if word in UP else "down" if word in DOWN else "unchanged" if word in STEADY else None


def _verb_before(tokens: Tokens, q: Quantity) -> tuple[Direction, str] | None:
    """The movement that leads to this figure, and its role: by, to or from."""
    i = q.hedge_at - 1
    role = "by"
    word = tokens.word(i)
    if word in _ROLES:
        role = _ROLES[word]
        i -= 1
    if word in ("by", "to") and (found := _verb_and_object(tokens, q, i, word)) is not None:
        return found, word
    if tokens.word(i) in ("rate", "pace") and tokens.word(i + 1) == "of":  # "grew at an annual rate of 4.1%"
        while tokens.word(i) in PACE:
            i -= 1
        i += tokens.word(i + 1) != "at"
        return None if (found := _direction(tokens.word(i))) is None else (found, "by")
    if word == "off" and role == "by" and _sagged(tokens, q, i):
        return "down", "by"
    for _ in range(_NEAR):
        word = tokens.word(i)
        direction = _direction(word)
        if direction is not None:
            return None if _no_movement(tokens, q, i, role) else (direction, role)
        if word == "at" and tokens.word(i + 1) in ("a", "an"):  # "grew at a 2.4% rate"
            i -= 1
            continue
        if word not in ADVERBS and not (role != "by" and word in _SUBJECTS):
            return None
        i -= 1
    return None


def _verb_and_object(tokens: Tokens, q: Quantity, i: int, role: str) -> Direction | None:
    """ "raised its key rate by a quarter", "trimmed its forecast to 1.8%": a verb with a short object before "by" or
    "to"; what is raised "to" a plain number must be something that has a number."""
    measured = role == "by" or q.kind in ("percent", "money")
    for j in range(i, max(i - _OBJECT, -1), -1):
        word = tokens.word(j)
        if not tokens.is_word(j) or tokens.sentence[j] != tokens.sentence[q.first]:
            return None
        if j < i and word in MOVING:
            return ("up" if word in LIFTING else "down") if measured else None
        measured = measured or word in MEASURED
    return None


_OBJECT = 7
_ROLES = {"by": "by", "of": "by", "to": "to", "at": "to", "from": "from"}
_SUBJECTS = words("rate number price share sales in value size")
_BE = words("is was were are be")


def _sagged(tokens: Tokens, q: Quantity, i: int) -> bool:
    """ "was off 4.6 percent", "..., off 12 cents": not "two points off", not "$5 off"."""
    before = tokens.word(i - 1)
    return q.kind in ("percent", "money") and (before in _BE or before == ",") and tokens.word(q.behind) != "of"


def _brought_to(tokens: Tokens, q: Quantity, found: list[Quantity], n: int) -> Quantity | None:
    """Where the movement of a noun leads: "a 5% rise to 3,200", "a $3 increase brings the fare to $15"."""
    other = found[n + 1] if n + 1 < len(found) else None
    if other is None or tokens.sentence[other.first] != tokens.sentence[q.first] or other.kind in ("ordinal", "age"):
        return None
    at = other.hedge_at - 1
    if at - q.behind > _CLAUSE:
        return None
    if tokens.word(at) != "to":
        return other if tokens.word(at) == "at" and _closes_at(tokens, q, other, at) else None
    between = tokens.low[q.behind : at]
    return other if len(between) <= 2 or (other.kind == q.kind and not BRINGING.isdisjoint(between)) else None


def _no_movement(tokens: Tokens, q: Quantity, i: int, role: str) -> bool:
    """Whether the word of movement at token i is none for this figure."""
    word, before, after = tokens.word(i), tokens.word(i - 1), tokens.word(i + 1)
    joint = tokens.word(q.hedge_at - 1)
    if tokens.sentence[i] != tokens.sentence[q.first] or (joint == "at" and word not in STEADY):
        return True
    if word in TRANSITIVE_MOVES and role == "by" and joint != "by" and not _can_move(tokens, q):
        return True
    if word in ("up", "down") and role == "by" and (before in PARTICLE_VERBS or not _free_particle(tokens, q, i)):
        return True
    if word in ("higher", "lower", "fewer", "less") and after not in ("by", "to", "from"):
        return True
    if word == "up" and after == "to" and before not in MOVES_UP and before not in ("go", "is", "was"):
        return True
    return word.startswith("surge") and before == "storm"


_SMALL_COINS = frozenset({"cents", "cent", "pence", "p", "¢"})


def _can_move(tokens: Tokens, q: Quantity) -> bool:
    if q.kind == "percent" or (q.counted is not None and q.counted.head in MOVING_HEADS):
        return True
    if q.unit in _SMALL_COINS:
        return True  # "corn shed 1.5 cents"
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
        between = tokens.low[used[-1].behind : at]
        told = _PERIODS.issuperset(between) if between else tokens.word(other.behind) == "respectively"
        if word == "and" and other.kind == q.kind and told:
            same.append(other)  # "rose 0.4% on the month and 3.8% on the year"
            used.append(other)
            continue
        if word == "or" and other.per is not None and at - used[-1].behind <= 3:
            used.append(other)  # "to $124.2 million, or $1.77 a share, from $115.9 million"
            continue
        if word == "or" and other.kind == "percent" and role == "by" and at - used[-1].behind <= 3:
            same.append(other)  # "fell 250 points, or 0.7%, to 34,500"
            used.append(other)
            continue
        if word == "at" and role == "by" and _closes_at(tokens, used[-1], other, at):
            word = "to"
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
    if origin is not None and target is not None:
        direction = _by_ends(origin, target, direction)
    carrier = q if role == "by" else (target or q)
    movement = Movement(direction, origin, target)
    for figure in (carrier, *same):
        figure.change = movement
        figure.rules.append(f"change: {direction}")
    if carrier is not q and q.change is None:
        q.change = movement if role == "from" else None


def _by_ends(origin: Quantity, target: Quantity, direction: Direction) -> Direction:
    """What both ends say is surer than the word: "a slowdown in growth from 3.2% to 2.6%"."""
    if origin.kind != target.kind or not origin.value or not target.value:
        return direction
    return "up" if target.value > origin.value else "down" if target.value < origin.value else "unchanged"


def _went_from(tokens: Tokens, q: Quantity, found: list[Quantity], n: int) -> Quantity | None:
    """The other end of "went from 4.9 percent to 7.1 percent"."""
    at = q.hedge_at - 1
    other = found[n + 1] if n + 1 < len(found) else None
    if tokens.word(at) != "from" or other is None or other.kind != q.kind:
        return None
    window = tokens.low[max(0, at - _CLAUSE) : at]
    set_ = q.kind in ("percent", "money") and not MOVING.isdisjoint(window)  # "to lower the rate from 35 to 15 percent"
    if not set_ and tokens.word(at - 1) not in GOING:
        return None
    to = other.hedge_at - 1
    return other if tokens.word(to) == "to" and to - q.behind <= _NEAR else None


_PERIODS = frozenset({"on", "in", "the", "month", "year", "week", "quarter", "day"})


def _closes_at(tokens: Tokens, q: Quantity, other: Quantity, at: int) -> bool:
    """ "lost 84 points to close at 13,990", "was up $12.40 at $1,911.60", "12% lower at $41"."""
    between = tokens.low[q.behind : at]
    if not CLOSING.isdisjoint(between[-1:]):
        return True
    return other.kind == "money" and (not between or between in (["lower"], ["higher"], ["down"], ["up"]))


def _end_of_movement(tokens: Tokens, q: Quantity, other: Quantity | None, direction: Direction, role: str) -> None:
    """ "5%, down from 6%": the other end may stand before; an end with no other one ("rose to 37") names itself."""
    if q.change is not None and not {q.change.origin, q.change.target} <= {q, None}:
        return
    if direction == "unchanged":
        return
    q.change = _lone_end(tokens, q, direction, role)
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


"""Before a lone "to" or "from" these say something else ("lost to 12 men", "access to"), or may."""


def _lone_end(tokens: Tokens, q: Quantity, direction: Direction, role: str) -> Movement | None:
    """ "rose to 37", "edged down to 3.8 percent", "up from 55 percent": an end of which the other one is not said."""
    at = q.hedge_at - 2
    while tokens.word(at) in ADVERBS:
        at -= 1
    word = tokens.word(at)
    moved = role == "from" and word in ("up", "down")
    if tokens.word(q.hedge_at - 1) == "at" or (not moved and word in NO_END and not _passive_or_will(tokens, at)):
        return None
    if not moved and q.kind == "measure" and (role == "from" or q.unit_code in _LENGTHS):
        return None  # "fell from 30 metres", "climbed to 3,000 feet": nothing has changed but a place
    if q.kind == "cardinal" and role == "from" and not moved:
        return None
    q.rules.append(f"change: {direction}, {role} here")
    return Movement(direction, q if role == "from" else None, q if role == "to" else None)


_LENGTHS = frozenset({"m", "km", "[ft_i]", "[mi_i]", "cm", "[yd_i]", "[in_i]"})


def _passive_or_will(tokens: Tokens, at: int) -> bool:
    """ "will increase to 75", "has been cut to 5%": a verb after all."""
    return tokens.word(at) not in ("added", "add", "up", "lost", "lead") and tokens.word(at - 1) in WILL


def _noun_after(tokens: Tokens, q: Quantity) -> Direction | None:
    """ "a 5% rise", "12 percent more", "a $3m pay cut"."""
    pointed = q.kind == "cardinal" and q.counted is not None and q.counted.head in MOVING_HEADS
    if q.kind not in ("percent", "money", "measure") and not pointed:
        return None
    i = q.counted.last if pointed and q.counted is not None else q.behind
    if tokens.word(i) in ("up", "down") and tokens.word(i + 1) in ("on", "from"):
        return "up" if tokens.word(i) == "up" else "down"  # "seven points down on 2019"
    if pointed:
        return None
    for j in range(i, min(i + 2, len(tokens))):
        word = tokens.low[j]
        if tokens.gap[j] != SPACED or tokens.sentence[j] != tokens.sentence[q.first]:
            return None
        if word in MOVE_NOUNS:
            return "up" if word in UP or word == "more" else "down"
        if word not in MOVED:
            return None
    return None
