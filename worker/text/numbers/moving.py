"""Words that the movements of figures are told by. Own compilation for this project, 2026-11-22, Apache-2.0."""

from typing import Final

from worker.text.numbers.wordlist import words

ADVERBS: Final = words(
    "sharply slightly further again steadily dramatically only just another nearly marginally significantly average "
    "modestly rapidly about more even almost then also steeply a an the"
)
LIFTING: Final = words(
    "increased increase increasing increases raised raise raises raising boosted boost lifted lift lifting hiked hike "
    "expanded expand expanding widened upgraded extended upped"
)
MOVING: Final = LIFTING | words(
    "reduced reduce reduces reducing lowered lower lowering lowers cut cuts cutting slashed slash slashing trimmed "
    "trim trimming narrowed downgraded shrank pared"
)
MEASURED: Final = words(
    "number numbers rate price forecast estimate estimates target toll stake total count outlook workforce force size "
    "output production level levels limit fee fees tax share bid offer budget cap ceiling threshold deficit debt lead "
    "margin staff headcount capacity population strength speed temperature projection guidance dividend tally majority "
    "fine reward bounty quota holding crew fleet membership"
)
PACE: Final = words(
    "rate pace annual annualised annualized an a the faster slower brisk quarterly monthly yearly average at"
)
CLOSING: Final = words(
    "close end settle finish trade stand closing ending settling finishing trading closed ended stood"
)
BRINGING: Final = words("brings brought bring bringing takes took take taking leaves left leaving puts put")
NO_END: Final = words(
    "added add adds lost lose loses advance advanced advances gained gain gains lead raised raise raises cut shed up "
    "increase growth rise drop fall decline lower higher less fewer"
)
MOVED: Final = words("pay price tax rate annual wage monthly quarterly share budget weekly yearly overall")
WILL: Final = words("will would could may might should to was were been be is are")
PARTICLE_VERBS: Final = words(
    "make makes made making end ends ended end set sets come comes came put puts take takes took give gives "
    "gave pick picks picked rack racked racks sign signed show showed pay paid build built back backed hold "
    "held lay laid shut"
)
