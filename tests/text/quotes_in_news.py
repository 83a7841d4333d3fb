"""More sentences of our own, written after reading what real articles do; as in quotes_corpus."""

from tests.text.quotes_corpus import Case

SEEN_IN_NEWS: tuple[Case, ...] = (
    ("The mayor, Lena Maro, said the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    (
        "The road was closed, according to the mayor, Lena Maro.",
        (("indirect", "The road was closed", "Maro", "according to"),),
    ),
    (
        "Tomas Weil, 47, was held in Orla, said Officer Lena Maro.",
        (("indirect", "Tomas Weil, 47, was held in Orla", "Maro", "said"),),
    ),
    (
        "Officials in Orla, a port of 3,000 people, said the road was closed.",
        (("indirect", "the road was closed", None, "said"),),
    ),
    ("They were treated according to their needs.", ()),
    (
        "Maro said she failed to find drivers that could help.",
        (("indirect", "she failed to find drivers that could help", "Maro", "said"),),
    ),
    ("Harbour Watch claimed responsibility for the fire but nobody was hurt.", ()),
    ("Another driver, Tomas Weil, described Maro as ~kind~.", (("direct", "~kind~", "Weil", "described"),)),
    ("In both cases, Maro said, drivers left the road.", (("indirect", "drivers left the road", "Maro", "said"),)),
    ("Maro told the drivers all she knew.", ()),
    ("The rule holds in states that do not count boats.", ()),
    ("Critics claim that the road is closed.", (("indirect", "the road is closed", None, "claim"),)),
    ("Nordic Press reports that the road is closed.", (("indirect", "the road is closed", "Nordic Press", "reports"),)),
    ("Maro's neighbour, Ines Brandt, has asked about the plan announced in May.", ()),
    (
        "Maro told Nordic Press's Tomas Weil that the road was closed.",
        (("indirect", "the road was closed", "Maro", "told"),),
    ),
    (
        "When Weil asked if the road was closed, he said ~nobody knows~.",
        (
            ("indirect", "if the road was closed", "Weil", "asked"),
            ("direct", "~nobody knows~", None, "said"),
        ),
    ),
    (
        "Maro said 6,500 people had left, more than the 5,000 announced on Friday.",
        (("indirect", "6,500 people had left, more than the 5,000 announced on Friday", "Maro", "said"),),
    ),
)
"""What articles of several outlets showed to be missing; written after the first corpus."""

COUNTS: tuple[Case, ...] = (
    ("Maro said at least 12 people died.", (("indirect", "at least 12 people died", "Maro", "said"),)),
    ("Maro said about 1,200 people left.", (("indirect", "about 1,200 people left", "Maro", "said"),)),
    ("Maro said on Friday at least 12 people died.", (("indirect", "at least 12 people died", "Maro", "said"),)),
    ("Maro said more than two dozen people left.", (("indirect", "more than two dozen people left", "Maro", "said"),)),
    ("Maro spoke at 3pm and said so in May.", ()),
    ("Valdia reported about 1,200 new cases.", (("indirect", "about 1,200 new cases", "Valdia", "reported"),)),
    ("Valdia reports 1,200 new cases.", (("indirect", "1,200 new cases", "Valdia", "reports"),)),
    ("Valdia put the number of dead at 300.", (("indirect", "the number of dead at 300", "Valdia", "put"),)),
    ("Officials put the toll at more than 300.", (("indirect", "the toll at more than 300", None, "put"),)),
    ("Maro put the cup on the table at home.", ()),
    (
        "A Harbour Watch report found that 5% of boats leak.",
        (("indirect", "5% of boats leak", "Harbour Watch", "found"),),
    ),
    (
        "A report by Harbour Watch found that 5% of boats leak.",
        (("indirect", "5% of boats leak", "Harbour Watch", "found"),),
    ),
    (
        "Data from the Orla Council show that 5% of boats leak.",
        (("indirect", "5% of boats leak", "Orla Council", "show"),),
    ),
    ("Maro estimated that 300 boats leak.", (("indirect", "300 boats leak", "Maro", "estimated"),)),
    (
        "The toll rose to 300, Valdia announced on Friday.",
        (("indirect", "The toll rose to 300", "Valdia", "announced"),),
    ),
)
"""Ways in which news says whose number it is."""
