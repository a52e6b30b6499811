"""Names of places, told apart from people, organisations and one another; and where somebody spoke."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.extraction import gazetteer
from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.location import locate
from corpus_cli.extraction.periods import date_statements
from corpus_cli.extraction.places import find_places, places_about
from corpus_cli.extraction.speakers import resolve
from corpus_cli.records import Article, Attribution, Document, Place, PlaceBasis, Span

# text, canonical places in order
NAMES = [
    ("fighting in Sirte", ["Sirte, Libya"]),
    ("in Baghdad and Mosul", ["Baghdad, Iraq", "Mosul, Iraq"]),
    ("in Kyiv, once written Kiev", ["Kyiv, Ukraine", "Kyiv, Ukraine"]),
    ("from Raqqa to Aleppo", ["Raqqa, Syria", "Aleppo, Syria"]),
    ("the Gaza Strip and the West Bank", ["Gaza Strip", "West Bank"]),
    ("Gaza Strip, West Bank, Crimea", ["Gaza Strip", "West Bank", "Crimea"]),
    ("in Iraqi Kurdistan", ["Iraqi Kurdistan"]),
    ("near Ras Lanuf and Brega", ["Ras Lanuf, Libya", "Brega, Libya"]),
    ("in Scotland and Bavaria", ["Scotland", "Bavaria"]),
    ("in the South China Sea", ["South China Sea"]),
    ("in São Paulo and Bogota", ["São Paulo, Brazil", "Bogotá, Colombia"]),
    ("in the United States", ["United States"]),
    ("in the U.S. and Britain", ["United States", "Britain"]),
    ("U.S. troops left", []),
    ("the US military", []),
    ("he told us", []),
    ("in Houston", ["Houston, Texas"]),
    ("in Paris", ["Paris, France"]),
    ("in Paris, Texas", ["Paris, Texas"]),
    ("in Springfield, Ill., and Portland, Maine", ["Springfield, Illinois", "Portland, Maine"]),
    ("in Birmingham, Ala.", ["Birmingham, Alabama"]),
    ("in Birmingham, England", ["Birmingham, Britain"]),
    ("in Birmingham, AL.", ["Birmingham, Alabama"]),
    ("in Ontario, CA, and Salem, OR", ["Ontario, California", "Salem, Oregon"]),
    ("in London, OK?", ["London, Britain"]),
    ("in Tripoli, Lebanon", ["Tripoli, Lebanon"]),
    ("in Tripoli", ["Tripoli, Libya"]),
    ("Lebanon closed its port in Tripoli", ["Lebanon", "Tripoli, Lebanon"]),
    ("in Mobile, Ala., by mobile phone", ["Mobile, Alabama"]),
    ("a man in Reading", []),
    ("in Reading, England", ["Reading, Britain"]),
    ("a nice day in Nice", []),
    ("They will March on", []),
    ("Paris Hilton spoke", []),
    ("the Paris Agreement", []),
    ("the Washington Post reported", []),
    ("in Washington", ["Washington, D.C."]),
    ("George Washington crossed", []),
    ("the Texas Rangers won", []),
    ("the Bank of England", []),
    ("the University of Texas", []),
    ("Hillary Clinton spoke. Clinton left.", []),
    ("in Clinton, Iowa", ["Clinton, Iowa"]),
    ("Mr. London left", []),
    ("Jordan Smith left", []),
    ("in Jordan", ["Jordan"]),
    ("U.S. Africa Command said", []),
    ("in Africa", ["Africa"]),
    ("the Iraq War", []),
    ("in Baghdad Monday", ["Baghdad, Iraq"]),
    ("BAGHDAD was quiet", ["Baghdad, Iraq"]),
    ("in Albany, N.Y.", ["Albany, New York"]),
    ("in Cleveland, Ohio", ["Cleveland, Ohio"]),
    ("in Burma, now Myanmar", ["Myanmar", "Myanmar"]),
    ("in Congo", ["Democratic Republic of the Congo"]),
    ("in the Netherlands", ["Netherlands"]),
    ("in Saigon", ["Ho Chi Minh City, Vietnam"]),
    ("the site in Milton of Campsie", []),
    ("sirte fell", []),
    ("in Moscow and Istanbul", ["Moscow, Russia", "Istanbul, Turkey"]),
    ("in Seoul and Pyongyang", ["Seoul, South Korea", "Pyongyang, North Korea"]),
    ("in Amsterdam, Taipei and Prague", ["Amsterdam, Netherlands", "Taipei, Taiwan", "Prague, Czech Republic"]),
    ("in Sarajevo", ["Sarajevo, Bosnia"]),
    ("in Ankara, Turkey", ["Ankara, Turkey"]),
    ("Tbilisi fell. The army of Georgia fled.", ["Tbilisi, Georgia", "Georgia"]),
    ("Niger, Chad and Mali", ["Niger", "Chad", "Mali"]),
    ("the government of Chad", ["Chad"]),
    ("Chad and Virginia left", []),
    ("a friend of Georgia", []),
    ("voters in Virginia and Georgia", ["Virginia", "Georgia"]),
    ("in Columbus, Georgia, and Macon, Georgia", ["Columbus, Georgia", "Macon, Georgia"]),
    ("in Batumi, Georgia", ["Batumi, Georgia"]),
    ("South Carolina Republicans", ["South Carolina"]),
    ("in Salt Lake City", ["Salt Lake City, Utah"]),
    ("in Baton Rouge", ["Baton Rouge, Louisiana"]),
    ("in St. Petersburg", ["Saint Petersburg, Russia"]),
    ("in St. Petersburg, Fla.", ["St. Petersburg, Florida"]),
    ("the San Francisco Giants", []),
    ("the New York Knicks", []),
    ("the Los Angeles Dodgers", []),
    ("the San Francisco Chronicle", []),
    ("in Los Angeles Thursday", ["Los Angeles, California"]),
    ("across the Baltic Sea and the North Sea", ["Baltic Sea", "North Sea"]),
    ("in Kerala and Tamil Nadu", ["Kerala", "Tamil Nadu"]),
    ("on Crete and in Tuscany", ["Crete", "Tuscany"]),
    ("the Atlantic reported", []),
    ("code written in Java", []),
    ("", []),
]


def read(text: str) -> Document:
    return read_document(Article(text=text, path="x", published="2016-08-02"))


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(text: str, expected: list[str]) -> None:
    found = find_places(read(text))
    assert [place.name for place in found] == expected
    for place in found:
        assert text[place.span.start : place.span.end] == place.text


# text with {content}; place and basis of each attribution, cued by "said", "told", "added" in order
SPOKEN = [
    ("Cook said Monday in Baghdad {that they won}.", [("Baghdad, Iraq", "stated")]),
    ("Cook told reporters in Geneva {that they won}.", [("Geneva, Switzerland", "stated")]),
    ("At a rally in Cleveland, Cook said {they won}.", [("Cleveland, Ohio", "stated")]),
    ("After three years at New York City jail complex, Cook said {they won}.", [(None, None)]),
    ("In a statement from Washington, Cook said {they won}.", [("Washington, D.C.", "stated")]),
    ("Cook said {they won in Sirte}.", [(None, None)]),
    ("Speaking in the Texas town of Laredo on Monday, Cook said {they won}.", [("Laredo, Texas", "stated")]),
    (
        "CAIRO, Egypt (Wire) - Cook said {they won} at a news conference in the Red Sea resort of Sharm el-Sheikh.",
        [("Sharm el-Sheikh, Egypt", "stated")],
    ),
    ("Washington said {they won}.", [(None, None)]),
    ("Cook said of the troops in Libya {that they won}.", [(None, None)]),
    ("BAGHDAD, July 11 (Wire) — Cook said {they had won the long war}.", [("Baghdad, Iraq", "dateline")]),
    ("SIRTE, Libya — Cook said {they had won the long war there}.", [("Sirte, Libya", "dateline")]),
    ("WASHINGTON — Cook told reporters in Geneva {that they had won}.", [("Geneva, Switzerland", "stated")]),
    (
        "Cook said in Geneva {they won}. {“It is over,”} he added.",
        [("Geneva, Switzerland", "stated"), ("Geneva, Switzerland", "stated")],
    ),
    ("Cook told a town hall at Hofstra University {they won}.", [("Hofstra University", "stated")]),
]


def attributions(case: str) -> tuple[Document, list[Attribution]]:
    text, content = "", []
    for character in case:
        if character == "{":
            start = len(text)
        elif character == "}":
            content.append(Span(start, len(text)))
        else:
            text += character
    cues = [text.index(cue) for cue in (" said", " told", " added") if cue in text]
    cues = sorted(cues)[: len(content)]
    return read(text), [
        Attribution(content=(span,), cue=Span(cue + 1, cue + 5)) for span, cue in zip(content, cues, strict=True)
    ]


def spoken_at(document: Document, found: list[Attribution]) -> tuple[tuple[Place | None, PlaceBasis | None], ...]:
    """Locate what was said, with the speakers and days that the other rooms find."""
    people = resolve(document, found)
    return locate(document, found, people, date_statements(document, found, people))


@pytest.mark.parametrize(("case", "expected"), SPOKEN)
def test_spoken(case: str, expected: list[tuple[str | None, str | None]]) -> None:
    document, found_in = attributions(case)
    found = spoken_at(document, found_in)
    assert [(place and place.name, basis) for place, basis in found] == expected


def test_places_talked_about_stand_in_the_content() -> None:
    document, found = attributions("In Geneva, Cook said {they won in Sirte, in Misrata and in Sirte}.")
    assert [[place.name for place in places] for places in places_about(document, found)] == [
        ["Sirte, Libya", "Misrata, Libya"]
    ]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Chicago. The invasions of Ukraine and Georgia.", "GE"),
        ("Kyiv. He won in Alabama and Georgia.", "US"),
        ("Polls opened in Georgia.", "US"),
        ("in Tbilisi, where the president of Georgia lives", "GE"),
    ],
)
def test_what_stands_near_tells_a_country_from_a_state(text: str, country: str) -> None:
    assert find_places(read(text))[-1].country == country


@pytest.mark.parametrize("code", ["BA", "CD", "CI", "CZ", "KP", "KR", "MK", "MM", "NL", "PR", "RU", "TR", "TW", "XK"])
def test_every_country_has_a_name(code: str) -> None:
    assert gazetteer.country_names()[code]


def test_parents_let_a_country_include_its_towns() -> None:
    place = find_places(read("in Sirte"))[0]
    assert place.parents == ("Libya",)
    place = find_places(read("in Houston"))[0]
    assert place.parents == ("Texas", "United States")


def test_the_gazetteer_is_small_and_names_no_place_twice_by_hand() -> None:
    from importlib.resources import files

    packed = files("corpus_cli.extraction").joinpath("data", "places.tsv.gz").read_bytes()
    assert len(packed) <= 700_000
    lines = gazetteer.word_list("places_extra")
    names = [line.split("\t")[1] for line in lines]
    assert len(names) == len(set(names))
    assert names == sorted(names, key=str.lower)
    assert list(gazetteer.word_list("place_stopwords")) == sorted(set(gazetteer.word_list("place_stopwords")))


@given(
    st.lists(
        st.sampled_from("Paris , Texas Tex. in the U.S. Washington Post said West Bank of Mr. “ ” . \xa0 É".split()),
        max_size=12,
    )
)
def test_any_words_are_read(parts: list[str]) -> None:
    text = " ".join(parts)
    document = read(text)
    for place in find_places(document):
        assert text[place.span.start : place.span.end] == place.text
