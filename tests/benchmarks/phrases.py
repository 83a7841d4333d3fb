"""The words that the benchmark's articles are made of: our own, on invented people, firms and events.

In a template `{name}` and its like are filled in by `articles.py`; a word in capitals between braces is a figure or a
date that it draws.
"""

TOWNS = (
    "Lisbon", "Nairobi", "Osaka", "Quito", "Riga", "Tbilisi", "Utrecht", "Winnipeg", "Leeds", "Hamburg", "Porto",
    "Denver", "Perth", "Montevideo", "Gdansk", "Bergen", "Accra", "Hanoi", "Tucson", "Cork",
)  # fmt: skip
COUNTRIES = (
    "Portugal", "Kenya", "Japan", "Ecuador", "Latvia", "Georgia", "the Netherlands", "Canada", "Britain", "Germany",
    "Norway", "Ghana", "Vietnam", "Uruguay", "Poland", "Ireland",
)  # fmt: skip
FIRST_NAMES = (
    "Marta", "Samuel", "Keiko", "Andris", "Lucia", "Nino", "Helen", "Joost", "Pawel", "Ingrid", "Kwame", "Linh",
    "Robert", "Fiona", "Diego", "Sara",
)  # fmt: skip
LAST_NAMES = (
    "Oliveira", "Otieno", "Tanabe", "Kalns", "Paredes", "Beridze", "Ashworth", "van Dalen", "Nowicki", "Solberg",
    "Mensah", "Tran", "Calloway", "Brennan", "Ferrari", "Lindqvist",
)  # fmt: skip
FIRMS = (
    "Halvard Lines", "Northgate Water", "Ellery Foods", "Corvane Energy", "Tidewell Bank", "Marlow & Finch",
    "Brightmoor Rail", "Sable Creek Mining", "Ostrander Textiles", "Kestrel Airways",
)  # fmt: skip
BODIES = (
    "the Harbour Authority", "the Ministry of Transport", "the City Council", "the Fisheries Board",
    "the National Audit Office", "the University of Bergen", "the Labour Inspectorate", "the Energy Regulator",
)  # fmt: skip
ROLES = (
    "the chief executive", "a spokeswoman", "a spokesman", "the finance director", "the mayor", "a union official",
    "the head of the inquiry", "an economist at the university",
)  # fmt: skip
THINGS = (
    "ferries", "turbines", "tram lines", "reservoirs", "buses", "greenhouses", "warehouses", "fishing licences",
    "rail carriages", "apartments",
)  # fmt: skip
TOPICS = (
    "water supply",
    "ferry fares",
    "rail repairs",
    "wind power",
    "school meals",
    "housing",
    "port traffic",
    "flood defences",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
OUTLETS = ("ellery-observer.example", "sound-gazette.example", "northern-courier.example", "harbour-post.example")

HEADLINES = (
    "{firm} to cut {COUNT} jobs in {town} as costs rise",
    "{town} votes to spend {MONEY} on {topic}",
    "{body_} fines {firm} {MONEY} over {topic}",
    "More than {COUNT} homes in {town} still without power",
    "{firm} profit rises {PERCENT} on demand for {things}",
)

OPENINGS = (
    "{firm} said on {WEEKDAY} that it would close {COUNT} of its {things} in {country} by the end of next year, a step "
    "that it expects to save about {MONEY} a year.",
    "{body_} approved a plan on {WEEKDAY} to spend {MONEY} on {topic} in {town}, nearly {PERCENT} more than it had set "
    "aside in {YEAR}.",
    "At least {SMALL} people were hurt and more than {COUNT} households lost power when a storm crossed {town} late on "
    "{WEEKDAY}, officials said.",
    "Shares in {firm} fell {PERCENT} on {WEEKDAY} after {body_} opened an inquiry into {topic} worth up to {MONEY}.",
)

SENTENCES = (
    "The money will be paid out between {MONTH} {YEAR} and {MONTH} {YEAR2}, according to a document of {PAGES} pages "
    "that was published on {DATE}.",
    "{body_} counted {COUNT} {things} in {town} on {DATE}, compared with {COUNT2} a year before.",
    "{person}, {role} of {firm}, said the figure was \u201chigher than anything we had planned for\u201d.",
    "\u201cWe did not expect {SMALL} of them to fail within {SMALL2} months,\u201d {last} said.",
    "\u201cNobody in {town} should have to wait {SMALL} weeks for {topic},\u201d said {person}, {role}.",
    "Between {COUNT} and {COUNT2} {things} were in use at the peak in {YEAR}, before the number fell by {PERCENT}.",
    "The company employs about {COUNT} people in {country} and {COUNT2} in {country2}.",
    "Revenue rose {PERCENT} to {MONEY} in the three months to {MONTH} {DAY}, while net debt stood at {MONEY2}.",
    "Analysts had expected a profit of {MONEY} for the quarter, against {MONEY2} in the same period of {YEAR}.",
    "Fewer than {SMALL} in {TEN} residents had heard of the plan, a survey of {COUNT} adults found.",
    "The works cover {KM} kilometres of pipe and some {TONNES} tonnes of steel, and will take {SMALL} to {SMALL2} "
    "years.",
    "In {YEAR}, {firm2} paid {MONEY} for a stake of {PERCENT} in the same project.",
    "Temperatures in {country} reached {DEGREES}C on {DATE}, the highest since {YEAR}.",
    "{last} told reporters in {town} that talks with {firm2} would resume \u201cin the coming days\u201d.",
    "A first payment of {MONEY} is due on {DATE}; the rest follows within {DAYS} days.",
    "Some {COUNT} passengers a day used the line last summer, up from {COUNT2} two years earlier.",
    "Officials in {country} said last week that they would decide by {MONTH} whether the limit of {SMALL} hours should "
    "stay.",
    "Prices have gone up by {PERCENT} since {MONTH}, twice as fast as wages, and a third of households say they have "
    "put off repairs.",
    "The vote was {SMALL} to {SMALL2}, with {TEN} members absent.",
    "{body_} said in a statement that it had \u201cno reason to doubt the numbers\u201d, but asked {firm} for the full "
    "accounts by {DATE}.",
    "\u201cIt is a start,\u201d {person2} said. \u201cBut {MONEY} will not be enough for {topic}.\u201d",
    "The agreement between {country} and {country2} was signed in {town} in {MONTH} {YEAR} and covers {COUNT} "
    "{things}.",
    "An earlier estimate, made {SMALL} years ago, had put the cost at less than {MONEY}.",
    "About half of the {things} are more than {DAYS} years old, and one in {TEN} is out of service on any given day.",
    "{person2}, who joined {firm2} in {YEAR}, will take over as chairwoman on {MONTH} {DAY}.",
    "Trading in the shares was halted for {DAYS} minutes shortly after {HOUR} p.m. on {WEEKDAY}.",
    "Rain of {DAYS} millimetres fell within {SMALL} hours, and the river rose to {METRES} metres.",
    "The opposition called the plan \u201ca gift to {firm}\u201d and said it would cost taxpayers at least {MONEY}.",
)

FURNITURE = (
    "Reporting by {person}; editing by {person2}",
    "Read more: what the new rules mean for {topic}",
    "Sign up to our newsletter for the day\u2019s stories.",
)

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{headline} | {outlet}</title>
<link rel="canonical" href="{url}"><meta property="og:title" content="{headline}">
<meta property="article:published_time" content="{published}"><style>p {{ margin: 1em }}</style>
<script>window.dataLayer = [{{"page": "{url}"}}];</script></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/business">Business</a></li>
<li><a href="/town">Town hall</a></li><li><a href="/weather">Weather</a></li></ul></nav></header>
<main><article><h1>{headline}</h1><p class="byline">By {byline}</p>
<figure><img src="/p.jpg" alt=""><figcaption>A view of {town}. Photograph: {outlet}</figcaption></figure>
{paragraphs}
</article><aside><h2>Most read</h2><ol><li><a href="/1">Ferries to run later</a></li>
<li><a href="/2">Council to meet in public</a></li></ol></aside></main>
<footer><p>Terms and conditions. All rights reserved.</p></footer></body></html>
"""
