"""Sentences of our own with their quotes: the text, then (kind, quote, speaker, cue) for each, in order.

Names are known as in NAMES; "~" in a quote stands for the straight double mark.
"""

Case = tuple[str, tuple[tuple[str, str, str | None, str | None], ...]]

NAMES: dict[str, tuple[str, str]] = {
    "Lena Maro": ("Maro", "PERSON"),
    "Maro": ("Maro", "PERSON"),
    "Tomas Weil": ("Weil", "PERSON"),
    "Weil": ("Weil", "PERSON"),
    "Ines Brandt": ("Brandt", "PERSON"),
    "Brandt": ("Brandt", "PERSON"),
    "Orla Council": ("Orla Council", "ORGANISATION"),
    "Nordic Press": ("Nordic Press", "ORGANISATION"),
    "Harbour Watch": ("Harbour Watch", "ORGANISATION"),
    "Ministry of Health": ("Ministry of Health", "ORGANISATION"),
    "Valdia": ("Valdia", "LOCATION"),
    "Orla": ("Orla", "LOCATION"),
    "Valdian": ("Valdian", "NATIONALITY"),
}

DIRECT: tuple[Case, ...] = (
    ("~We are leaving,~ Lena Maro said.", (("direct", "~We are leaving,~", "Maro", "said"),)),
    ("~We are leaving,~ said Lena Maro.", (("direct", "~We are leaving,~", "Maro", "said"),)),
    ("~We are leaving,~ said the mayor, Lena Maro.", (("direct", "~We are leaving,~", "Maro", "said"),)),
    ("~We are leaving,~ said Mayor Lena Maro.", (("direct", "~We are leaving,~", "Maro", "said"),)),
    (
        "~We are leaving,~ said Valdian President Lena Maro on Friday.",
        (("direct", "~We are leaving,~", "Maro", "said"),),
    ),
    ("~We are leaving,~ said Harbour Watch director Lena Maro.", (("direct", "~We are leaving,~", "Maro", "said"),)),
    ("~We are leaving,~ Maro told reporters in Orla.", (("direct", "~We are leaving,~", "Maro", "told"),)),
    ("~We are leaving,~ Maro told Nordic Press.", (("direct", "~We are leaving,~", "Maro", "told"),)),
    ("~Are we leaving?~ Maro asked.", (("direct", "~Are we leaving?~", "Maro", "asked"),)),
    ("~We are leaving!~ shouted Maro.", (("direct", "~We are leaving!~", "Maro", "shouted"),)),
    ("“We are leaving,” Maro said.", (("direct", "“We are leaving,”", "Maro", "said"),)),
    ("'We are leaving,' Maro said.", (("direct", "'We are leaving,'", "Maro", "said"),)),
    (
        "‘We don’t know the workers’ names,’ Maro said.",
        (("direct", "‘We don’t know the workers’ names,’", "Maro", "said"),),
    ),
    (
        "'We don't know the workers' names', Maro said.",
        (("direct", "'We don't know the workers' names'", "Maro", "said"),),
    ),
    ("Maro said: ~We are leaving.~", (("direct", "~We are leaving.~", "Maro", "said"),)),
    ("Maro said, ~We are leaving.~", (("direct", "~We are leaving.~", "Maro", "said"),)),
    ("Maro said in a statement: ~We are leaving.~", (("direct", "~We are leaving.~", "Maro", "said"),)),
    ("Maro, the mayor of Orla, said: ~We are leaving.~", (("direct", "~We are leaving.~", "Maro", "said"),)),
    (
        "~We are leaving,~ Maro said, ~and we are not coming back.~",
        (
            ("direct", "~We are leaving,~", "Maro", "said"),
            ("direct", "~and we are not coming back.~", "Maro", "said"),
        ),
    ),
    (
        "~We are leaving,~ Maro said. ~We are not coming back.~",
        (("direct", "~We are leaving,~", "Maro", "said"), ("direct", "~We are not coming back.~", "Maro", None)),
    ),
    (
        "~We are leaving,~ Maro said. ~We are not coming back,~ added Weil.",
        (
            ("direct", "~We are leaving,~", "Maro", "said"),
            ("direct", "~We are not coming back,~", "Weil", "added"),
        ),
    ),
    (
        "~We have lost all that we had.\n\n~We are not coming back,~ Maro said.",
        (("direct", "~We have lost all that we had.\n\n~We are not coming back,~", "Maro", "said"),),
    ),
    (
        "“We have lost all that we had.\n\n“We are leaving.\n\n“We are not coming back,” Maro said.",
        (
            (
                "direct",
                "“We have lost all that we had.\n\n“We are leaving.\n\n“We are not coming back,”",
                "Maro",
                "said",
            ),
        ),
    ),
    ("~He told me ‘go home’ and left,~ Maro said.", (("direct", "~He told me ‘go home’ and left,~", "Maro", "said"),)),
    ("'He told me ~go home~ and left,' Maro said.", (("direct", "'He told me ~go home~ and left,'", "Maro", "said"),)),
    ("Maro: ~We are leaving the city.~", (("direct", "~We are leaving the city.~", "Maro", None),)),
    ("Maro called the plan ~a disgrace~.", (("direct", "~a disgrace~", "Maro", "called"),)),
    ("Maro has described the deal as ~a gift to nobody~.", (("direct", "~a gift to nobody~", "Maro", "described"),)),
    ("The deal was described as ~a gift to nobody~.", (("scare", "~a gift to nobody~", None, None),)),
    ("~We are leaving,~ she said.", (("direct", "~We are leaving,~", None, "said"),)),
    ("~We are leaving,~ the mayor said.", (("direct", "~We are leaving,~", None, "said"),)),
    ("~We are leaving,~ one of Maro's neighbours said.", (("direct", "~We are leaving,~", None, "said"),)),
    (
        "~We are leaving,~ a spokesman for Harbour Watch said.",
        (("direct", "~We are leaving,~", "Harbour Watch", "said"),),
    ),
    (
        "~We are leaving,~ said a spokeswoman for the Orla Council.",
        (("direct", "~We are leaving,~", "Orla Council", "said"),),
    ),
    ("~We are leaving,~ a Harbour Watch spokesman said.", (("direct", "~We are leaving,~", "Harbour Watch", "said"),)),
    ("~We are leaving,~ said an official in Valdia.", (("direct", "~We are leaving,~", None, "said"),)),
    ("~We are leaving,~ Maro wrote on her page.", (("direct", "~We are leaving,~", "Maro", "wrote"),)),
    (
        "~We are leaving,~ Maro was quoted as saying by Nordic Press.",
        (("direct", "~We are leaving,~", "Maro", "quoted as saying"),),
    ),
    ("Asked about it, Maro replied: ~We are leaving.~", (("direct", "~We are leaving.~", "Maro", "replied"),)),
    ("Weil attacked the plan, saying: ~It helps nobody.~", (("direct", "~It helps nobody.~", "Weil", "saying"),)),
)

SCARE: tuple[Case, ...] = (
    ("The ~experts~ stayed at home.", (("scare", "~experts~", None, None),)),
    ("'Stolen' boats sold in Orla", (("scare", "'Stolen'", None, None),)),
    ("Stocks are ~dangerously low~ in Orla.", (("scare", "~dangerously low~", None, None),)),
    ("The so-called ‘golden hour’ was over.", (("scare", "‘golden hour’", None, None),)),
    ("The workers' union and the drivers' union met.", ()),
    ("It was 6'2\" tall, and the boys' boat 12\" longer.", ()),
    ("Rock 'n' roll of the '90s and '80s, 'tis said.", ()),
    ("The dog's bone wasn't Lena Maro's.", ()),
)

INDIRECT: tuple[Case, ...] = (
    ("Maro said the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    ("Maro said that the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    ("Lena Maro has also said 1,200 houses were lost.", (("indirect", "1,200 houses were lost", "Maro", "said"),)),
    ("Maro said on Friday that the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    ("Maro said on Friday the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    ("Maro said Friday the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    ("Maro on Friday said the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    ("Maro said in a statement the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    ("Maro told reporters the road was closed.", (("indirect", "the road was closed", "Maro", "told"),)),
    ("Maro told a news conference that the road was closed.", (("indirect", "the road was closed", "Maro", "told"),)),
    ("The road was closed, Maro said.", (("indirect", "The road was closed", "Maro", "said"),)),
    ("The road was closed, Maro said on November 4.", (("indirect", "The road was closed", "Maro", "said"),)),
    ("The road was closed, said Lena Maro, the mayor.", (("indirect", "The road was closed", "Maro", "said"),)),
    ("The road was closed, Lena Maro, the mayor, said.", (("indirect", "The road was closed", "Maro", "said"),)),
    ("The road was closed – Maro said – for two hours.", (("indirect", "The road was closed", "Maro", "said"),)),
    ("The road was closed, officials have said.", (("indirect", "The road was closed", None, "said"),)),
    ("The road was closed, officials told Nordic Press.", (("indirect", "The road was closed", None, "told"),)),
    ("The road was closed, state media reported.", (("indirect", "The road was closed", None, "reported"),)),
    ("The road was closed, Nordic Press reported.", (("indirect", "The road was closed", "Nordic Press", "reported"),)),
    (
        "The road was closed, according to Nordic Press.",
        (("indirect", "The road was closed", "Nordic Press", "according to"),),
    ),
    (
        "According to Nordic Press, the road was closed.",
        (("indirect", "the road was closed", "Nordic Press", "According to"),),
    ),
    (
        "The road was closed, according to the Orla Council.",
        (("indirect", "The road was closed", "Orla Council", "according to"),),
    ),
    (
        "The road was closed, according to a report by Harbour Watch.",
        (("indirect", "The road was closed", "Harbour Watch", "according to"),),
    ),
    (
        "Some 300 died, according to data from the Ministry of Health.",
        (("indirect", "Some 300 died", "Ministry of Health", "according to"),),
    ),
    (
        "The road was closed, according to an order signed by Lena Maro.",
        (("indirect", "The road was closed", None, "according to"),),
    ),
    (
        "The road was closed, according to two officials in Valdia.",
        (("indirect", "The road was closed", None, "according to"),),
    ),
    ("Valdia has said Orla sent the boats.", (("indirect", "Orla sent the boats", "Valdia", "said"),)),
    ("Valdian officials said the road was closed.", (("indirect", "the road was closed", None, "said"),)),
    ("Officials in Valdia said the road was closed.", (("indirect", "the road was closed", None, "said"),)),
    ("The head of Harbour Watch said the road was closed.", (("indirect", "the road was closed", None, "said"),)),
    (
        "A spokesman for Harbour Watch said the road was closed.",
        (("indirect", "the road was closed", "Harbour Watch", "said"),),
    ),
    (
        "Drivers confirmed to Nordic Press that the road was closed.",
        (("indirect", "the road was closed", None, "confirmed"),),
    ),
    ("Maro claimed the vote was rigged.", (("indirect", "the vote was rigged", "Maro", "claimed"),)),
    ("Maro claimed the prize.", ()),
    ("Maro announced a plan for the road.", ()),
    ("Maro announced that the road would be closed.", (("indirect", "the road would be closed", "Maro", "announced"),)),
    ("Maro declined to say whether the road was closed.", ()),
    ("Maro did not say the road was closed.", ()),
    ("The boats are said to have left Orla.", ()),
    ("Drivers were told that the road was closed.", ()),
    ("The announced plan, a report by nobody, was late.", ()),
    ("Valdia reported 1,200 new cases.", (("indirect", "1,200 new cases", "Valdia", "reported"),)),
    ("Valdia reported more than 1,200 new cases.", (("indirect", "more than 1,200 new cases", "Valdia", "reported"),)),
    ("Valdia reported a loss.", ()),
    (
        "Maro said the road was closed, adding that 12 people were hurt.",
        (
            ("indirect", "the road was closed", "Maro", "said"),
            ("indirect", "12 people were hurt", "Maro", "adding"),
        ),
    ),
    (
        "The road was closed, Maro said, adding that 12 people were hurt.",
        (
            ("indirect", "The road was closed", "Maro", "said"),
            ("indirect", "12 people were hurt", "Maro", "adding"),
        ),
    ),
    (
        "Maro left the hall, saying the road was closed.",
        (("indirect", "the road was closed", "Maro", "saying"),),
    ),
    (
        "Maro visited Orla and said the road was closed.",
        (("indirect", "the road was closed", "Maro", "said"),),
    ),
    (
        "Maro said the road was closed, while Weil said 12 people were hurt.",
        (
            ("indirect", "the road was closed", "Maro", "said"),
            ("indirect", "12 people were hurt", "Weil", "said"),
        ),
    ),
    (
        "Maro said the road was closed. She said 12 people were hurt.",
        (
            ("indirect", "the road was closed", "Maro", "said"),
            ("indirect", "12 people were hurt", "Maro", "said"),
        ),
    ),
    (
        "Maro said Weil had closed the road. She said 12 people were hurt.",
        (
            ("indirect", "Weil had closed the road", "Maro", "said"),
            ("indirect", "12 people were hurt", None, "said"),
        ),
    ),
    (
        "Mr Weil said the road was closed. She said 12 people were hurt.",
        (
            ("indirect", "the road was closed", "Weil", "said"),
            ("indirect", "12 people were hurt", None, "said"),
        ),
    ),
    (
        "The road, Maro said, was closed.",
        (("indirect", "was closed", "Maro", "said"),),
    ),
    (
        "The old coast road, Maro said, was closed for two hours.",
        (
            ("indirect", "The old coast road", "Maro", "said"),
            ("indirect", "was closed for two hours", "Maro", "said"),
        ),
    ),
    (
        "The road was closed, Maro said, with 12 people hurt.",
        (
            ("indirect", "The road was closed", "Maro", "said"),
            ("indirect", "with 12 people hurt", "Maro", "said"),
        ),
    ),
    (
        "The road was closed, Maro said, days after a bridge fell.",
        (("indirect", "The road was closed", "Maro", "said"),),
    ),
    ("Maro and Weil said the road was closed.", (("indirect", "the road was closed", None, "said"),)),
    ("In Orla, Maro said the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    ("Speaking to reporters, Maro said the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    ("Maro (Labour) said the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    ("Maro, 47, said the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    (
        "Nordic Press news agency said the road was closed.",
        (("indirect", "the road was closed", "Nordic Press", "said"),),
    ),
    ("Maro's lawyer said the road was closed.", (("indirect", "the road was closed", None, "said"),)),
    (
        "Residents hurt by Maro, however, said the road was closed.",
        (("indirect", "the road was closed", None, "said"),),
    ),
    (
        "The ministry said about 900 people left, fewer than the council had announced.",
        (("indirect", "about 900 people left, fewer than the council had announced", None, "said"),),
    ),
    ("So said Lena Maro, 71, who is the mayor.", ()),
    ("The road was closed, and so said Maro.", ()),
    ("So Maro said the road was closed.", (("indirect", "the road was closed", "Maro", "said"),)),
    ("Maro asked whether the road was closed.", (("indirect", "whether the road was closed", "Maro", "asked"),)),
    ("Maro says the road is closed.", (("indirect", "the road is closed", "Maro", "says"),)),
    ("Critics say the road is closed.", (("indirect", "the road is closed", None, "say"),)),
)

MIXED: tuple[Case, ...] = (
    (
        "Maro said the plan was ~a mistake~.",
        (
            ("indirect", "the plan was ~a mistake~", "Maro", "said"),
            ("direct", "~a mistake~", "Maro", "said"),
        ),
    ),
    (
        "The plan was ~a mistake,~ Maro said.",
        (
            ("indirect", "The plan was ~a mistake,~", "Maro", "said"),
            ("direct", "~a mistake,~", "Maro", "said"),
        ),
    ),
    (
        "Stocks were ~dangerously low~ in Orla, Maro said.",
        (
            ("indirect", "Stocks were ~dangerously low~ in Orla", "Maro", "said"),
            ("scare", "~dangerously low~", "Maro", None),
        ),
    ),
    (
        "Maro said: ~The council said 12 people were hurt.~",
        (("direct", "~The council said 12 people were hurt.~", "Maro", "said"),),
    ),
    (
        "Maro said that Weil told her the road was closed.",
        (
            ("indirect", "Weil told her the road was closed", "Maro", "said"),
            ("indirect", "the road was closed", "Weil", "told"),
        ),
    ),
    (
        "Officials told Maro that 12 people were hurt, according to Nordic Press.",
        (
            ("indirect", "Officials told Maro that 12 people were hurt", "Nordic Press", "according to"),
            ("indirect", "12 people were hurt", None, "told"),
        ),
    ),
)
