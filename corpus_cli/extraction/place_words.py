"""Words around a name that make a place of it, or something else: a person, an office, a newspaper, a team."""

from __future__ import annotations

import re

PREPOSITIONS = frozenset(
    "in at from near outside around across inside into to throughout visiting toward towards".split()
)
# Words that may follow a country's abbreviation used as a name: "the U.S. and", "the U.S. has".
SMALL_WORDS = frozenset(
    "and or but to in on for with has had have is was are were will would should could can may might must "
    "that which who as at by from if when while after before because since than then about into over under "
    "does did do not also says said itself today yesterday wants needs".split()
)
DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
    "August September October November December".split()
)
ACRONYMS = frozenset("US USA UK UAE NYC DC DRC USSR".split())
# Capitalised words that make a longer name of what stands before them: Washington Post, Texas Rangers.
GOES_ON = frozenset(
    "post times journal tribune herald globe gazette university college institute school bank airlines airport rangers "
    "cowboys yankees patriots giants eagles bears bulls council county police department court house senate party "
    "state street avenue road square agreement accord accords treaty convention summit olympics games hilton jr. sr. "
    "examiner standard review weekly daily news network radio chronicle inquirer dispatch sentinel symphony opera "
    "philharmonic orchestra marathon magic heat jazz thunder united city fc wanderers".split()
)
# Lakers, Dodgers, Knicks, Mets, Steelers: capitalised plurals behind a town's name, other than a party's people
TEAM = re.compile(r"(?!Republicans|Democrats|Conservatives|Liberals|Libertarians|Greens)[A-Z][a-z]{2,}[^\Ws]s")
# the capital of Georgia, parts of Chad: what is said of lands and not of people
OF_LANDS = frozenset(
    "capital president government republic state people parts part rest army most much north south east west region "
    "border borders coast governor voters invasion population citizens".split()
)
# Words before a name that make a person or an office of it: Mr. London, President Jordan, Hillary Clinton.
PERSON_TITLES = frozenset(
    "mr. mrs. ms. miss dr. sen. rep. gov. gen. col. capt. lt. sgt. president senator governor secretary minister judge "
    "justice general professor prof. chairman sheriff mayor king queen prince princess pope sir lady lord".split()
)
NEARBY = frozenset("neighboring neighbouring nearby".split())
OFFICES = frozenset(
    "bank university college bishop archbishop duke duchess prince princess earl church museum institute journal "
    "commonwealth district society academy".split()
)
# northern Libya, central Ohio, upstate New York
SIDE = r"(?:(?:north|south|east|west|northeast|northwest|southeast|southwest)ern|central|upstate)"
