"""Who is one with whom: a table of pairs, small casts, the user's decisions, and what must hold for any names."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.people.clusters import NameRecord
from corpus_cli.people.decisions import Decision
from corpus_cli.people.identity import Identity, block_keys, identify
from corpus_cli.records import SpeakerKind

SAME = """
    group | The officials | officials
    person | John McCain | Sen. John McCain
    person | John McCain | JOHN MCCAIN
    person | John McCain | John S. McCain
    person | John McCain | John Sidney McCain
    person | John S. McCain | John Sidney McCain
    person | Hillary Clinton | Hillary Rodham Clinton
    person | Loretta Lynch | Loretta E. Lynch
    person | Ash Carter | Ashton Carter
    person | Ash Carter | Ashton B. Carter
    person | Bill Clinton | William Clinton
    person | Bill Clinton | William J. Clinton
    person | Bob Corker | Robert Corker
    person | Chuck Schumer | Charles E. Schumer
    person | Mike Pence | Michael Pence
    person | Jim Mattis | James Mattis
    person | Joe Votel | Joseph L. Votel
    person | Liz Cheney | Elizabeth Cheney
    person | Kate Bush | Catherine Bush
    person | Tony Blair | Anthony Blair
    person | Bernie Sanders | Bernard Sanders
    person | J. Edgar Hoover | John Edgar Hoover
    person | J. Edgar Hoover | Edgar Hoover
    person | G.K. Butterfield | G. K. Butterfield
    person | Fayez al-Sarraj | Fayez Sarraj
    person | Fayez al-Sarraj | Faiez Serraj
    person | Muammar Gaddafi | Moammar Gadhafi
    person | Muammar Gaddafi | Muammar el-Qaddafi
    person | Mohammed Morsi | Mohamed Mursi
    person | Khalifa Haftar | Khalifa Hifter
    person | Bashar al-Assad | Bashar Assad
    person | Osama bin Laden | Usama bin Ladin
    person | Volodymyr Zelensky | Volodymyr Zelenskyy
    person | Sergei Lavrov | Sergey Lavrov
    person | Recep Tayyip Erdoğan | Recep Tayyip Erdogan
    person | José Mourinho | Jose Mourinho
    person | Peña Nieto | Enrique Peña Nieto
    person | Aung San Suu Kyi | Suu Kyi
    person | Jean-Claude Juncker | Jean Claude Juncker
    person | Chris Van Hollen | Chris van Hollen
    person | Philipp Hildebrand | Philip Hildebrand
    person | Alan Pryce | Sir Alan Pryce
    person | Theresa May | Mrs. May
    person | Peter Cook | Cook
    person | Khaled al-Masri | Masri
    person | O’Neill | James O'Neill
    organization | Department of Justice | Justice Department
    organization | the Justice Department | Justice Department
    organization | International Monetary Fund | IMF
    organization | Securities and Exchange Commission | S.E.C.
    organization | Department of Homeland Security | DHS
    organization | U.S. Africa Command | US Africa Command
    organization | Boeing Co. | Boeing
    organization | Clinton campaign | Hillary Clinton’s campaign
    organization | Sanders campaign | Mr. Sanders's presidential campaign
    organization | Greyfield Mining Inc. | Greyfield Mining
    organization | New York Times | The New York Times
    unnamed | senior LNA official | Senior LNA official
    group | U.S. officials | US officials
    document | a report | report
"""
DIFFERENT = """
    group | sheriff’s officials | officials
    unnamed | governor’s aide | aide
    person | Bill Clinton | Hillary Clinton
    person | Bill Clinton | Chelsea Clinton
    person | George W. Bush | George H.W. Bush
    person | Donald Trump | Donald Trump Jr.
    person | Donald Trump | Ivanka Trump
    person | John Smith | Jane Smith
    person | John Smith | John Smythson
    person | Don Smith | Donna Smith
    person | Mark Harris | Martin Harris
    person | Rand Paul | Ron Paul
    person | Dan Brown | Daniel Browne
    person | Frank Castle | Fran Castle
    person | Peter Cook | Peter Crook
    person | Carl Levin | Sander Levin
    person | Mario Diaz-Balart | Lincoln Diaz-Balart
    person | Saif al-Islam Gaddafi | Muammar Gaddafi
    person | Khaled al-Masri | Fayez al-Masri
    person | Robert T. Jones | Robert F. Jones
    organization | Department of Justice | Department of Defense
    organization | Bank of England | Bank of Ireland
    organization | State Department | State Department Refugee Processing Center
    organization | Trump campaign | Clinton campaign
    organization | NATO | National Association of Tax Officers and Agents
    unnamed | senior LNA official | senior GNA official
    group | U.S. officials | Libyan officials
    document | report | poll
"""


def pairs(table: str) -> list[tuple[SpeakerKind, str, str]]:
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]
    return [(kind, one, two) for kind, one, two in rows]  # type: ignore[misc]


def speakers(*names: str | NameRecord, decisions: tuple[Decision, ...] = ()) -> set[frozenset[str]]:
    """Identify persons (or whole records) and give each identity as the set of its names."""
    records = [
        name if isinstance(name, NameRecord) else NameRecord(number, name, "person")
        for number, name in enumerate(names, start=1)
    ]
    by_id = {record.id: record.name for record in records}
    return {frozenset(by_id[member] for member in identity.members) for identity in identify(records, decisions)}


def test_tables_are_large_enough_and_have_no_row_twice() -> None:
    rows = pairs(SAME) + pairs(DIFFERENT)
    assert len(rows) >= 60
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(("kind", "one", "two"), pairs(SAME))
def test_same(kind: SpeakerKind, one: str, two: str) -> None:
    found = identify([NameRecord(1, one, kind, count=3), NameRecord(2, two, kind, count=2)])
    assert [identity.members for identity in found] == [(1, 2)]
    assert found[0].evidence
    # What is one speaker must be looked at together.
    assert set(block_keys(one, kind)) & set(block_keys(two, kind))


@pytest.mark.parametrize(("kind", "one", "two"), pairs(DIFFERENT))
def test_different(kind: SpeakerKind, one: str, two: str) -> None:
    found = identify([NameRecord(1, one, kind, count=3), NameRecord(2, two, kind, count=2)])
    assert len(found) == 2


def test_a_surname_of_several_stays_apart() -> None:
    assert speakers("Bill Clinton", "Hillary Clinton", "Clinton") == {
        frozenset({"Bill Clinton"}),
        frozenset({"Hillary Clinton"}),
        frozenset({"Clinton"}),
    }


def test_a_surname_goes_to_whom_articles_shorten_so() -> None:
    hillary = NameRecord(1, "Hillary Clinton", "person", aliases=("Clinton",), count=9)
    bill = NameRecord(2, "Bill Clinton", "person", count=8)
    assert frozenset({"Hillary Clinton", "Clinton"}) in speakers(hillary, bill, NameRecord(3, "Clinton", "person"))


def test_a_surname_goes_to_whom_is_quoted_by_far_most() -> None:
    famous = NameRecord(1, "Donald Trump", "person", count=500)
    other = NameRecord(2, "Ivanka Trump", "person", count=7)
    assert frozenset({"Donald Trump", "Trump"}) in speakers(famous, other, NameRecord(3, "Trump", "person"))


def test_an_initial_that_fits_two_joins_neither() -> None:
    assert len(speakers("John Smith", "James Smith", "J. Smith")) == 3


def test_a_short_form_that_fits_two_joins_neither() -> None:
    assert len(speakers("Alexander Hill", "Alexandra Hill", "Alex Hill")) == 3


def test_a_name_without_its_middle_initial_that_fits_two_joins_neither() -> None:
    assert len(speakers("George W. Bush", "George H.W. Bush", "George Bush")) == 3


def test_roles_keep_two_of_one_name_apart() -> None:
    coach = NameRecord(1, "Michael Dunn", "person", (("Rovers coach", 4),), ("Daily Ledger",), count=4)
    judge = NameRecord(2, "Mike Dunn", "person", (("appeal court judge", 2),), ("Court Wire",), count=2)
    assert len(identify([coach, judge])) == 2
    same = NameRecord(3, "Michael Dunn", "person", (("judge", 2),), count=2)
    assert len(identify([coach, same])) == 2


COACH = NameRecord(1, "John Smith", "person", (("Coach", 2),), count=2)
SENATOR = NameRecord(2, "John Smith", "person", (("Sen.", 2),), count=2)
COLONEL = NameRecord(3, "John Smith", "person", (("Col.", 1),), count=1)
SILENT = NameRecord(4, "John Smith", "person", count=3)


@pytest.mark.parametrize(
    ("records", "people"),
    [
        ([COACH, SENATOR], [(1,), (2,)]),
        ([SENATOR, COLONEL], [(2, 3)]),  # officers go into politics
        ([COACH, SENATOR, COLONEL], [(1,), (2, 3)]),
        ([COACH, SILENT], [(1, 4)]),
        ([COACH, SENATOR, SILENT], [(1,), (2,), (4,)]),  # whose it is nobody says
        ([COACH, replace(SENATOR, count=10), SILENT], [(1,), (2, 4)]),  # by far the most quoted
    ],
)
def test_people_of_one_name(records: list[NameRecord], people: list[tuple[int, ...]]) -> None:
    assert sorted(identity.members for identity in identify(records)) == people
    assert sorted(identity.members for identity in identify(records[::-1])) == people


def test_people_of_one_name_are_one_when_the_user_says_so() -> None:
    assert len(identify([COACH, SENATOR, SILENT], [Decision("merge", ("John Smith", "John Smith"))])) == 1


def test_a_change_of_office_keeps_nobody_apart() -> None:
    senator = NameRecord(1, "Barack Obama", "person", (("Sen.", 4),), count=4)
    lawyer = NameRecord(2, "Barack H. Obama", "person", (("civil rights lawyer", 2),), count=2)
    assert len(identify([senator, lawyer])) == 1


def test_the_full_name_most_used_is_shown() -> None:
    found = identify(
        [
            NameRecord(1, "Clinton", "person", count=90),
            NameRecord(2, "Hillary Clinton", "person", count=40),
            NameRecord(3, "Hillary Rodham Clinton", "person", count=4, aliases=("Mrs. Clinton",)),
        ]
    )
    assert [identity.name for identity in found] == ["Hillary Clinton"]
    assert found[0].aliases == ("Hillary Rodham Clinton", "Mrs. Clinton", "Clinton")


def test_an_acronym_of_two_names_joins_neither() -> None:
    names = ("Coastal Relief Agency", "Civil Registry Authority", "CRA")
    found = identify([NameRecord(n, name, "organization") for n, name in enumerate(names)])
    assert len(found) == 3


def test_an_acronym_goes_to_the_name_it_was_written_behind() -> None:
    relief = NameRecord(1, "Coastal Relief Agency", "organization", aliases=("CRA",))
    registry = NameRecord(2, "Civil Registry Authority", "organization")
    found = identify([relief, registry, NameRecord(3, "CRA", "organization")])
    assert {identity.members for identity in found} == {(1, 3), (2,)}


def test_one_name_read_as_two_kinds_is_one() -> None:
    found = identify([NameRecord(1, "Politifact", "organization", count=20), NameRecord(2, "Politifact", "person")])
    assert [(identity.kind, identity.members) for identity in found] == [("organization", (1, 2))]


# -- the user's word

COOKS = (NameRecord(1, "Peter Cook", "person", count=5), NameRecord(2, "P. J. Crook", "person"))


def one(found: list[Identity], member: int) -> Identity:
    return next(identity for identity in found if member in identity.members)


def test_merge_and_take_back() -> None:
    merge = Decision("merge", ("Peter Cook", "p. j. crook"))
    assert len(identify(COOKS)) == 2
    merged = identify(COOKS, (merge,))
    assert [identity.members for identity in merged] == [(1, 2)]
    assert any("by you" in reason for reason in merged[0].evidence)
    assert set(block_keys("Peter Cook", "person", (merge,))) & set(block_keys("P. J. Crook", "person", (merge,)))
    assert len(identify(COOKS, ())) == 2


def test_split_and_merge_again() -> None:
    names = (NameRecord(1, "Peter Cook", "person"), NameRecord(2, "Peter J. Cook", "person"))
    split = Decision("split", ("Peter J. Cook",))
    assert len(identify(names)) == 1
    assert len(identify(names, (split,))) == 2
    assert len(identify(names, (split, Decision("merge", ("Peter Cook", "Peter J. Cook"))))) == 1
    assert len(identify(names, (Decision("merge", ("Peter Cook", "Peter J. Cook")), split))) == 2


def test_rename_and_kind() -> None:
    decisions = (
        Decision("rename", ("Peter Cook",), "Peter Cook (Pentagon)"),
        Decision("kind", ("peter cook",), "organization"),
        Decision("rename", ("Peter Cook",), "Peter J. Cook"),
    )
    found = one(identify(COOKS, decisions), 1)
    assert (found.name, found.kind) == ("Peter J. Cook", "organization")
    assert "Peter Cook" in found.aliases


def test_a_decision_about_nobody_changes_nothing() -> None:
    assert identify(COOKS, (Decision("merge", ("Nobody", "No One")),)) == identify(COOKS)


# -- any names

GIVEN = st.sampled_from(
    ["Bill", "William", "Ash", "Ashton", "J.", "John", "George", "Alex", "Mohammed", "Muhammad", ""]
)
MIDDLE = st.sampled_from(["", "", "W.", "H.W.", "Jane"])
LAST = st.sampled_from(["Cook", "al-Sarraj", "Sarraj", "Gaddafi", "Gadhafi", "Bush", "Bush Jr."])
PERSON = st.tuples(GIVEN, MIDDLE, LAST).map(lambda parts: " ".join(part for part in parts if part))
OTHER = st.sampled_from(["IMF", "International Monetary Fund", "Justice Department", "Department of Justice", "Bush"])
KIND = st.sampled_from(["person", "organization", "group", "unnamed", "document", None])
ROLE = st.sampled_from([(), (("coach", 1),), (("judge", 2),), (("Sen.", 1),)])
RECORD = st.tuples(st.one_of(PERSON, OTHER, st.text(max_size=12)), KIND, ROLE, st.integers(1, 40))


def build(rows: list[tuple[str, SpeakerKind | None, tuple[tuple[str, int], ...], int]]) -> list[NameRecord]:
    distinct = {(name, kind): (roles, count) for name, kind, roles, count in rows}
    return [
        NameRecord(number, name, kind, roles, count=count)
        for number, ((name, kind), (roles, count)) in enumerate(distinct.items())
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(RECORD, max_size=12), st.integers(0, 1000))
def test_order_does_not_matter(rows: list, seed: int) -> None:  # type: ignore[type-arg]
    records = build(rows)
    shuffled = list(records)
    random.Random(seed).shuffle(shuffled)
    found = identify(records)
    assert identify(shuffled) == found
    members = sorted(member for identity in found for member in identity.members)
    assert members == sorted(record.id for record in records)


@settings(max_examples=80, deadline=None)
@given(st.lists(RECORD, max_size=10))
def test_one_speaker_is_connected_by_keys(rows: list) -> None:  # type: ignore[type-arg]
    records = {record.id: record for record in build(rows)}
    for identity in identify(list(records.values())):
        keys = [set(block_keys(records[member].name, records[member].kind)) for member in identity.members]
        reached, rest = keys[0], keys[1:]
        while rest:
            touching = [some for some in rest if some & reached]
            assert touching
            reached = reached.union(*touching)
            rest = [some for some in rest if some not in touching]


@settings(max_examples=80, deadline=None)
@given(st.lists(RECORD, max_size=8))
def test_a_speaker_taken_by_itself_is_still_one_speaker(rows: list) -> None:  # type: ignore[type-arg]
    records = {record.id: record for record in build(rows)}
    merges = tuple(
        Decision("merge", tuple(records[member].name for member in identity.members))
        for identity in identify(list(records.values()))
        if len(identity.members) > 1
    )
    again = {identity.members for identity in identify(list(records.values()), merges)}
    for identity in identify(list(records.values())):
        assert any(set(identity.members) <= set(members) for members in again)
