"""Word lists are written as one text, words between spaces."""


def words(text: str) -> frozenset[str]:
    """The words of a text as a set.

    >>> sorted(words("one two"))
    ['one', 'two']
    """
    return frozenset(text.split())
