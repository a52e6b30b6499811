"""Names for one thing, found where an article itself says so: "Government of National Accord (GNA)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus_cli.records import Span

# A capitalised name of up to eight words; small words may stand inside: Government of National Accord.
_NAME = r"[A-ZÀ-Þ][\w’'&.-]*(?:[ \xa0](?:of|for|the|and|on|de|du|al-|[A-ZÀ-Þ][\w’'&.-]*)){0,7}"
# Government of National Accord (GNA)
_IN_BRACKETS = re.compile(
    rf"(?P<name>{_NAME})[ \xa0]\((?:the[ \xa0])?[\"“‘']?(?P<alias>[A-Z][A-Za-z&.-]{{1,9}}s?)[\"”’']?\)"
)
# GNA (Government of National Accord)
_SPELLED_OUT = re.compile(rf"(?P<alias>[A-Z][A-Z&.]{{1,9}})[ \xa0]\((?:the[ \xa0])?(?P<name>{_NAME})\)")
# Islamic State – also known as ISIS, ISIL and Daesh –  |  the group, also called Daesh
_ALSO_KNOWN = re.compile(
    rf"(?P<name>{_NAME}),?[ \xa0]*[–—(-]*[ \xa0]*(?:which[ \xa0]is[ \xa0])?"
    r"also[ \xa0](?:known|referred[ \xa0]to)[ \xa0]as[ \xa0]"
    rf"(?P<list>(?:the[ \xa0])?{_NAME}"
    rf"(?:(?:,[ \xa0](?:and[ \xa0]|or[ \xa0])?|[ \xa0](?:and|or)[ \xa0])(?:the[ \xa0])?{_NAME}){{0,4}})"
)
_KNOWN_AS = re.compile(r"also[ \xa0](?:known|referred[ \xa0]to)[ \xa0]as[ \xa0]")
# ISIS, and Trump | a comma before "and" parts three names or more; with two, another clause begins there
_NEXT_CLAUSE = re.compile(r",[ \xa0](?:and|or)[ \xa0]")
_SMALL = frozenset("of for the and on de du".split())
_LEADING = frozenset("the a an but and in on at for from by with as when while if after before however also".split())


@dataclass(frozen=True, slots=True)
class Alias:
    """Two names for one thing and where an article says so: ``span`` is in code points into the text given."""

    name: str
    alias: str
    span: Span


def find_aliases(text: str, start: int = 0) -> list[Alias]:
    """Find the places where ``text`` gives two names for one thing; acronyms must fit the initials of their name."""
    found: list[Alias] = []
    # Most articles have neither: looking for a name in front of what is not there is what takes the time.
    brackets = text.find("(", start) >= 0
    for match in _IN_BRACKETS.finditer(text, start) if brackets else ():
        name = acronym_name(match["name"], match["alias"])
        if name:
            found.append(Alias(name, match["alias"], Span(match.end("name") - len(name), match.end())))
    for match in _SPELLED_OUT.finditer(text, start) if brackets else ():
        name = acronym_name(match["name"], match["alias"])
        if name:
            found.append(Alias(name, match["alias"], Span(*match.span())))
    for match in _ALSO_KNOWN.finditer(text, start) if _KNOWN_AS.search(text, start) else ():
        name = _without_leading(match["name"])
        others = re.split(r",[ \xa0](?:and[ \xa0]|or[ \xa0])?|[ \xa0](?:and|or)[ \xa0]", match["list"])
        if len(others) == 2 and _NEXT_CLAUSE.search(match["list"]):
            others.pop()
        for other in others:
            alias = other.removeprefix("the ").strip(" \xa0.,")
            if name and alias and alias != name:
                found.append(Alias(name, alias, Span(*match.span())))
    return sorted(set(found), key=lambda alias: (alias.span, alias.alias))


def acronym_name(words: str, acronym: str) -> str | None:
    """Return the tail of ``words`` whose initials spell ``acronym`` ("the Libyan National Army", "LNA"), else null.

    Small words may be counted ("DoD") or passed over ("GNA"); a hyphenated word may give more than one letter.
    """
    letters = [letter.lower() for letter in acronym if letter.isalpha()]
    if acronym.endswith("s") and len(letters) > 2 and acronym[:-1].isupper():
        letters.pop()
    parts = words.replace("\xa0", " ").split(" ")
    for first in range(len(parts)):
        tail = parts[first:]
        if tail[0].lower() in _SMALL or not tail[0][0].isalpha():
            continue
        big = [part[0].lower() for part in tail if part.lower() not in _SMALL]
        every = [part[0].lower() for part in tail]
        hyphened = [
            piece[0].lower() for part in tail if part.lower() not in _SMALL for piece in part.split("-") if piece
        ]
        if len(tail) > 1 and letters in (big, every, hyphened):
            return " ".join(tail)
    return None


def _without_leading(name: str) -> str:
    words = name.replace("\xa0", " ").split(" ")
    while words and words[0].lower() in _LEADING:
        words = words[1:]
    return " ".join(words).strip(" .,")
