"""Money: symbols, codes and words of currencies beside a numeral, and whose dollar a "$" is."""

from decimal import Decimal

from worker.text.numbers import currencies
from worker.text.numbers.calendar import YEARS
from worker.text.numbers.lexicon import STOPPERS
from worker.text.numbers.number_words import SCALES, SHORT_SCALES
from worker.text.numbers.numeral import ONE
from worker.text.numbers.purse import SYMBOLS, WORDS, Purse
from worker.text.numbers.quantity import Quantity, ReadingTokens
from worker.text.numbers.spelled import below_hundred
from worker.text.numbers.tokens import SPACED, Tokens
from worker.text.numbers.wordlist import words

_MEGA_CODES = {f"M{code}": code for code in ("USD", "EUR", "GBP", "SEK", "NOK", "DKK", "CHF", "AUD", "CAD")}
_LETTERS = {"m": Decimal(10) ** 6, "M": Decimal(10) ** 6, "mm": Decimal(10) ** 6, "MM": Decimal(10) ** 6,
            "b": Decimal(10) ** 9, "B": Decimal(10) ** 9, "t": Decimal(10) ** 12, "T": Decimal(10) ** 12}  # fmt: skip
_BEFORE_WORDS = words("dollar ringgit ringgits rupee rupees naira euro")
_WEIGHT_CUES = words(
    "weigh weighs weighed weighing weight heavy heavier lighter lost lose gained gain drop dropped baby bomb "
    "bombs per meat explosives cocaine heroin marijuana cannabis fish cargo payload drugs of"
)
_MONEY_CUES = words(
    "cost costs paid pay worth price priced fine fined spent earn bill budget sum tax fee invest raised"
)
_MANY = Decimal(10) ** 6


def attach_money(tokens: Tokens, q: Quantity, purse: Purse) -> bool:
    """Take in a currency before or behind; False, and nothing changed, where there is none."""
    if q.kind == "ordinal":
        return False
    return money_before(tokens, q, purse) or _behind(tokens, q, purse)


def money_before(tokens: Tokens, q: Quantity, purse: Purse) -> bool:
    """Take in a symbol or code before the number: "$5", "USD115.5", "Rs 500 crore"."""
    if q.kind == "ordinal":
        return False
    i = q.first
    found = SYMBOLS.back(tokens, i)
    name: str | None = None
    if found is not None:
        symbol, first = found
        if tokens.glued(first) and tokens.is_word(first) and tokens.is_number(first - 1):
            return False
        near = tokens.glued(i) or symbol.endswith(("$", "£", "€", "¥", "₹")) or not symbol.islower()
        if near and not (tokens.is_word(first - 1) and tokens.glued(first) and tokens.is_word(first)):
            name = currencies.SYMBOLS[symbol]
            unit = symbol
    if name is None and i > 0:
        text = tokens.text[i - 1]
        upper = text.upper()
        if _is_event(tokens, q, text):
            return False
        if upper in currencies.CODES and (text.isupper() or tokens.glued(i)) and not q.numeral.spelled:
            if upper in currencies.RISKY_CODES and not text.isupper():
                return False
            name, unit, first = upper, text, i - 1
        elif tokens.low[i - 1] in _BEFORE_WORDS and tokens.is_number(i) and not tokens.is_number(i - 2):
            if tokens.word(q.last) in ("%", "percent", "per"):
                return False
            name, unit, first = currencies.WORDS[tokens.low[i - 1]], text, i - 1
        elif text in currencies.GLUED_ONLY and tokens.glued(i) and purse.country == currencies.LETTER_COUNTRIES[text]:
            name, unit, first = currencies.SYMBOLS[text], text, i - 1
    if name is None or (q.numeral.fraction and q.numeral.spelled):
        return False
    q.first = first
    _letter_scale(tokens, q)
    if first > 0 and tokens.low[first - 1] in "-−" and tokens.glued(first) and q.value is not None and q.value > 0:
        _sign(tokens, q, first - 1)
    again = _words_at(tokens, q.last)
    if (
        again is not None
        and name in ("dollar", "USD", currencies.WORDS[again[0]])
        and tokens.gap[again[1] - 1] == SPACED
    ):
        q.last = again[1]  # "$ 10 dollars"
    elif again is None and tokens.text[q.last : q.last + 1] in (["US"], ["AUD"], ["CAD"], ["USD"]) and name == "dollar":
        name, q.last = {"US": "USD"}.get(tokens.text[q.last], tokens.text[q.last]), q.last + 1  # "$5m US"
    nation = currencies.NATION_DOLLARS.get(tokens.text[q.last]) if name == "dollar" and q.last < len(tokens) else None
    if nation is not None and not tokens.capital(q.last + 1) and not _noun_behind(tokens, q.last + 1):
        name, q.last = nation, q.last + 1  # "$5,000 Canadian"
    _settle(tokens, q, name, unit, purse)
    _odd_amount(tokens, q)
    return True


def _is_event(tokens: Tokens, q: Quantity, name: str) -> bool:
    """ "Euro 2020", "COP26": a tournament by its year, a conference by its number, and no euros or pesos."""
    if q.value is None or not tokens.text[q.numeral.last - 1].isdigit():
        return False
    if name == "COP":
        return q.value < _CONFERENCES
    return name.lower() == "euro" and q.value in YEARS and tokens.word(q.last) not in SCALES


_CONFERENCES = 100


def _noun_behind(tokens: Tokens, i: int) -> bool:
    """Whether a noun follows that an adjective before it belongs to: "a $5 Canadian beer"."""
    return tokens.is_word(i) and tokens.gap[i] != 2 and tokens.low[i] not in STOPPERS


def _sign(tokens: Tokens, q: Quantity, i: int) -> None:
    """ "-$5": token i is a minus glued to a symbol; behind a word it is a hyphen."""
    if q.value is not None and (i == 0 or tokens.gap[i] != 0 or tokens.low[i - 1] in "(["):
        q.takes(-q.value)
        q.first = i


def _letter_scale(tokens: Tokens, q: Quantity) -> None:
    """ "$2.5m", "€10B", "$2.174T": letters that mean a scale because there is money before them."""
    j = q.last
    if q.numeral.scale != ONE or not tokens.is_word(j) or (tokens.glued(j + 1) and tokens.is_number(j + 1)):
        return
    size = _LETTERS.get(tokens.text[j])
    if size is not None and (tokens.glued(j) or tokens.text[j] in ("m", "M", "MM", "B")) and tokens.low[j] != "'":
        _scale(q, size, j + 1)


def _scale(q: Quantity, size: Decimal, last: int) -> None:
    q.numeral.scale, q.last = size, last
    if q.value is not None:
        q.numeral.mantissa = q.value
        q.takes(q.value * size)


def _words_at(tokens: Tokens, i: int) -> tuple[str, int] | None:
    if tokens.hyphen(i):
        i += 1
    return WORDS.ahead(tokens, i) if i < len(tokens) and tokens.gap[i] != 2 else None


def _behind(tokens: Tokens, q: Quantity, purse: Purse) -> bool:
    j = q.last
    if tokens.hyphen(j):
        j += 1
    if j >= len(tokens) or tokens.gap[j] == 2:
        return False
    if q.numeral.vague and tokens.low[j] == "of":
        j += 1
    if q.numeral.fraction and tokens.word(j) in ("a", "of"):
        j += 1 + (tokens.word(j + 1) == "a")
    if j >= len(tokens):
        return False
    size: Decimal | None = None
    if tokens.glued(j) and tokens.text[j] in ("m", "M", "b", "B", "t") and q.numeral.scale == ONE:
        size, j = _LETTERS[tokens.text[j]], j + 1
        if j >= len(tokens):
            return False
    found = WORDS.ahead(tokens, j)
    if found is not None and not (found[0] in ("won", "real", "som", "sterling") and not _sure(tokens, q, found)):
        unit, last = found
        name = currencies.WORDS[unit]
        if name == "pound" and size is None and not _is_sterling(tokens, q, last, purse):
            return False
    else:
        named = _code_or_symbol(tokens, q, j)
        if named is None:
            return _minor(tokens, q, purse) if size is None else False
        name, unit, last = named
    if size is not None:
        _scale(q, size, j)
    first = j
    q.last = last
    word = tokens.word(last)
    late = SCALES.get(word) or SHORT_SCALES.get(word)
    if late is not None and q.numeral.scale == ONE and len(name) == 3:
        _scale(q, late, last + 1)  # "75 USD million"
    unit = tokens.source[tokens.start[first] : tokens.end[last - 1]]
    _settle(tokens, q, name, unit, purse)
    _odd_amount(tokens, q)
    return True


def _sure(tokens: Tokens, q: Quantity, found: tuple[str, int]) -> bool:
    """ "5,000 won": money where the number is large; "three won" is a verb."""
    return q.value is not None and q.value >= 100 and not q.numeral.spelled


def _is_sterling(tokens: Tokens, q: Quantity, last: int, purse: Purse) -> bool:
    """Whether "pounds" are money here: by scale, by words around, by the country; else a weight."""
    if q.value is not None and q.value >= _MANY:
        return True
    near = set(tokens.low[max(0, q.first - 6) : q.first]) | set(tokens.low[last : last + 3])
    if near & _WEIGHT_CUES and not near & _MONEY_CUES:
        return False
    if tokens.hyphen(q.last) or (tokens.low[last - 1] == "pound" and q.value != 1):
        return bool(near & _MONEY_CUES)
    return bool(near & _MONEY_CUES) or purse.country in currencies.POUNDS or "£" in tokens.low


def _code_or_symbol(tokens: Tokens, q: Quantity, j: int) -> tuple[str, str, int] | None:
    text = tokens.text[j]
    if text in currencies.CODES and not (text in currencies.RISKY_CODES and not tokens.glued(j)):
        return text, text, j + 1
    if text in _MEGA_CODES:
        if q.numeral.scale == ONE:
            _scale(q, _MANY, q.last)
        return _MEGA_CODES[text], text, j + 1
    if (
        text.upper() in currencies.CODES
        and text.islower()
        and text in ("usd", "eur", "gbp", "sek", "nok", "dkk", "inr", "rmb")
    ):
        return text.upper(), text, j + 1
    found = SYMBOLS.ahead(tokens, j)
    if found is None or found[0] not in currencies.AFTER_SYMBOLS:
        return None
    symbol, last = found
    if (
        (symbol in "$£€" or symbol.endswith("$"))
        and last < len(tokens)
        and tokens.glued(last)
        and tokens.is_number(last)
    ):
        return None  # "10 $30"
    return currencies.SYMBOLS[symbol], symbol, last


def _minor(tokens: Tokens, q: Quantity, purse: Purse) -> bool:
    """Hundredths by themselves: "50 cents", "70p". The value stays the number stated; no ISO code names them."""
    j = q.last + 1 if tokens.hyphen(q.last) else q.last
    word = tokens.word(j)
    if word not in currencies.MINOR_WORDS or q.numeral.ordinal:
        return False
    if (
        len(word) == 1
        and word != "¢"
        and (not tokens.glued(j) or q.numeral.spelled or word == "c" or tokens.text[j] != "p")
    ):
        return False
    if word in ("ore", "fils", "sen", "sens") or (tokens.text[j] in ("Cent", "Penny") and q.value != ONE):
        return False  # the rapper 50 Cent
    q.kind, q.unit, q.last = "money", tokens.text[j], j + 1
    q.rules.append("money: hundredths")
    return True


def _settle(tokens: Tokens, q: Quantity, name: str, unit: str, purse: Purse) -> None:
    q.kind, q.unit = "money", unit
    q.rules.append(f"money: {name}")
    code, choices = purse.code(name, unit)
    q.unit_code, q.system = code, "ISO 4217" if code else None
    if choices and q.status == "ok" and q.value is not None:
        surface = tokens.source[tokens.start[q.first] : tokens.end[q.last - 1]]
        q.status = "ambiguous"
        q.rules.append("money: whose, is open")
        q.readings = [ReadingTokens(surface, q.value, choice) for choice in choices]


def _odd_amount(tokens: Tokens, q: Quantity) -> None:
    """ "3 dollars 50 cents", "20 ringgit and 43 sen": hundredths behind a whole amount."""
    if q.value is None or q.value != q.value.to_integral_value() or q.numeral.scale != ONE:
        return
    j = q.last
    if tokens.word(j) == "and":
        j += 1
    if j >= len(tokens) or tokens.gap[j] == 2:
        return
    value, after = _small(tokens, j)
    if value is None:
        return
    word = tokens.word(after)
    if word in currencies.MINOR_WORDS and (len(word) > 1 or tokens.glued(after)):
        after += 1
    elif not _bare_hundredths(tokens, j, after, value):
        return
    q.takes(q.value + (value / 100 if q.value >= 0 else -value / 100))
    q.numeral.mantissa = q.value
    q.last = after


def _bare_hundredths(tokens: Tokens, j: int, after: int, value: Decimal) -> bool:
    """ "20 rupees 43": two figures with nothing behind them, or "and" before them."""
    if after < len(tokens) and (tokens.kind[after] != 3 or tokens.low[after] not in ".,;)!?"):
        return False
    return value >= 10 or tokens.word(j - 1) == "and"


def _small(tokens: Tokens, j: int) -> tuple[Decimal | None, int]:
    text = tokens.text[j]
    if tokens.is_number(j) and text.isdigit() and len(text) <= 2:
        return Decimal(text), j + 1
    step = below_hundred(tokens, j)
    return (step.value, step.last) if step and not step.ordinal else (None, j)


def article_currency(tokens: Tokens, i: int) -> int | None:
    """The token behind "dollar", "euro" or "penny" at token i right behind "a" that no amount stands before."""
    if tokens.low[i] in ("dollar", "euro", "pound", "penny", "rupee", "cent") and tokens.word(i - 1) in ("a", "an"):
        return i + 1
    return None
