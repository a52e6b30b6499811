"""Mentions: the names of a document, each with the figure it belongs to, and that figure's roles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus_cli.extraction.cast import Cast, Figure
from corpus_cli.extraction.lexicon import Gender, given_names
from corpus_cli.extraction.names import Name, find_names
from corpus_cli.extraction.roles import Role, role_across_comma, role_before, role_before_bracket, role_behind
from corpus_cli.extraction.tokens import tokenize
from corpus_cli.records import Document, Span, Token

# How many tokens behind a name "its" may still be the name's.
_ITS_REACH = 14
# the drugmaker Moderna
_FIRMS = frozenset(
    "company firm drugmaker carmaker automaker chipmaker planemaker retailer lender airline startup broadcaster "
    "newspaper manufacturer brewer supermarket bank giant".split()
)
_DOES = frozenset(
    "made plans planned expects expected intends intended sold bought paid lost earned hired posted "
    "acquired agreed received signed owns owned operates employs reached recorded booked".split()
)
_MEMBERS = frozenset("leader mp mps senator senators backbencher backbenchers frontbencher frontbenchers".split())
# The United States and the World Health Organization are no pronouns.
_NO_PRONOUNS = {"US": "u.s.", "WHO": "w.h.o."}
_LOOKED_AT = 6  # mentions of a name
_OPENS_WITH: dict[str, Gender] = {"he": "m", "she": "f"}
_PERSONAL = frozenset("he she his her him who whose mr. mrs. ms.".split())


@dataclass(slots=True)
class Mentions:
    """The names of a document in text order; ``named[i]`` stands for ``names[i]``. Offsets are token indexes.

    ``people`` lists (token, figure) of everybody a pronoun may mean, in text order.
    """

    document: Document
    lowered: list[str]
    names: list[Name]
    cast: Cast
    people: list[tuple[int, Figure]] = field(default_factory=list)
    organizations: list[tuple[int, Figure]] = field(default_factory=list)
    roles: list[tuple[Role, Figure]] = field(default_factory=list)
    _told: list[Span] = field(default_factory=list)
    _token_starts: list[int] = field(default_factory=list)
    _sentence_starts: list[int] = field(default_factory=list)
    _paragraph_starts: list[int] = field(default_factory=list)
    _name_starts: list[int] = field(default_factory=list)

    @property
    def named(self) -> list[Figure | None]:
        """The figures of the names, in the names' order; null where a name stands for nobody known."""
        return self.cast.of_name

    def token_range(self, span: Span) -> tuple[int, int]:
        """Turn a span of characters into the half-open range of tokens that it touches."""
        first = max(bisect_right(self._token_starts, span.start) - 1, 0)
        tokens = self.document.tokens
        if first < len(tokens) and tokens[first].end <= span.start:
            first += 1
        return first, max(bisect_right(self._token_starts, span.end - 1), first)

    def tell(self, contents: Iterable[Span]) -> None:
        """Note what was said outside marks behind its cue, as spans of characters."""
        self._told = []
        for span in sorted(contents):
            if not self._told or span.start >= self._told[-1].end:
                self._told.append(span)

    def is_told(self, offset: int) -> bool:
        """Tell whether an offset lies in what was said outside marks behind its cue."""
        index = bisect_right(self._told, offset, key=lambda span: span.start) - 1
        return index >= 0 and offset < self._told[index].end

    def sentence(self, token: int) -> int:
        """Number the sentence that holds a token."""
        return bisect_right(self._sentence_starts, token) - 1

    def starts_sentence(self, token: int) -> bool:
        """Tell whether a sentence starts at a token."""
        return self._sentence_starts[self.sentence(token)] == token

    def paragraph(self, token: int) -> int:
        """Number the paragraph that holds a token."""
        return bisect_right(self._paragraph_starts, token) - 1

    def names_within(self, first: int, last: int) -> list[int]:
        """List the names (by number) that share a token with ``first`` to ``last``, titles included."""
        index = max(bisect_right(self._name_starts, first) - 1, 0)
        found = []
        while index < len(self.names) and self.names[index].title < last:
            if self.names[index].last > first:
                found.append(index)
            index += 1
        return found


def find_mentions(document: Document) -> Mentions:
    """Find the names of a document and whom each stands for.

    Full names are gathered over the whole article first, so that a headline's or an early surname finds its bearer.
    """
    tokens = document.tokens
    lowered = [_NO_PRONOUNS.get(token.text) or token.text.lower() for token in tokens]
    names = find_names(document, lowered)
    cast = Cast(document.text, tokens, lowered, names, document.quotations)
    mentions = Mentions(
        document,
        lowered,
        names,
        cast,
        _token_starts=[token.start for token in tokens],
        _sentence_starts=[first for first, _ in document.sentences],
        _paragraph_starts=[first for first, _ in document.paragraphs],
        _name_starts=[name.title for name in names],
    )
    _add_roles(mentions)
    _mind_its(mentions)
    _mind_titles(mentions)
    if document.title:
        _read_title(document.title, cast)
    _learn_genders(mentions)
    owners = {index for role, _ in mentions.roles for index in range(role.first, role.last)}
    for name, figure in zip(names, cast.of_name, strict=True):
        if figure is None:
            continue
        # "Clinton’s campaign manager Jane Doe": a pronoun that follows means Doe, not Clinton
        if figure.kind in ("person", None) and name.first not in owners:
            mentions.people.append((name.first, figure))
        # "the Los Gatos, California-based company": where it is, not what it is called
        behind = lowered[name.last : name.last + 2]
        seat = len(behind) == 2 and behind[0] == "," and behind[1].endswith("-based")
        if figure.kind in ("organization", None) and not seat:
            mentions.organizations.append((name.first, figure))
    return mentions


def _learn_genders(mentions: Mentions) -> None:
    """Learn from "Maia Lind meets me. She is funny": one person in a sentence, and who opens the next one."""
    document, lowered = mentions.document, mentions.lowered
    for before, sentence in pairwise(document.sentences):
        gender = _OPENS_WITH.get(lowered[sentence.start])
        if gender is None or mentions.paragraph(before.start) != mentions.paragraph(sentence.start):
            continue
        figures = {id(f): f for n in mentions.names_within(*before) if (f := mentions.named[n]) is not None}
        people = [figure for figure in figures.values() if figure.kind in ("person", None)]
        if len(people) == 1 and people[0].kind == "person" and people[0].gender is None:
            people[0].gender = gender


def _add_roles(mentions: Mentions) -> None:
    document = mentions.document
    text, tokens, lowered = document.text, document.tokens, mentions.lowered
    for name, figure in zip(mentions.names, mentions.cast.of_name, strict=True):
        if figure is None or figure.kind not in ("person", None):
            continue
        paragraph = mentions.paragraph(name.first)
        end = document.paragraphs[paragraph].end
        floor = document.sentences[mentions.sentence(name.first)].start
        for role in (
            role_before(text, tokens, lowered, name, floor),
            role_before_bracket(text, tokens, lowered, name, floor),
            _closed(tokens, lowered, name, role_behind(text, tokens, lowered, name.last, end)),
            role_across_comma(text, tokens, lowered, name, floor) if name.title > floor + 1 else None,
        ):
            if role is not None:
                figure.add_role(role)
                mentions.roles.append((role, figure))
                figure.kind = "person"


_ENDS_ROLE = frozenset(", ; . — – ) who which whose that for at of in with".split())


def _closed(tokens: Sequence[Token], lowered: Sequence[str], name: Name, role: Role | None) -> Role | None:
    """Keep a role behind a name unless it begins what is told "according to Hale, the mayor “has”"."""
    if role is None or lowered[max(0, name.title - 2) : name.title] != ["according", "to"]:
        return role
    if lowered[role.first - 1] != "the" or role.last >= len(tokens):
        return role
    return role if tokens[role.last].text in _ENDS_ROLE else None


def _mind_its(mentions: Mentions) -> None:
    """Take a name without given name or title for a company if "its" or "which" follows, or "the drugmaker" leads."""
    for figure in mentions.cast.figures:
        if figure.kind not in ("person", None) or figure.roles or not figure.mentions or figure.gender:
            continue
        first = mentions.names[figure.mentions[0]]
        if len(first.words[0]) < 3 or first.words[0] in given_names():
            continue
        for number in figure.mentions[:_LOOKED_AT]:
            name = mentions.names[number]
            if name.title < name.first:
                break
            if (
                is_followed_by_its(mentions.lowered, name.last)
                or _is_called_a_firm(mentions, name)
                or _is_a_thing(mentions, name)
                or _has_members(mentions, name)
            ):
                figure.kind = "organization"
                break


def is_followed_by_its(lowered: Sequence[str], last: int) -> bool:
    """Tell whether "its" or "itself" follows a name that ends at token ``last``, before any word for a person.

    Or "it", as who does what no rain or idea does: "said it made a loss", but not "said it was a mistake".
    """
    said = lowered[last : last + 4]
    for at, low in enumerate(said[1:], 1):
        if low == "it" and said[0] in ("said", "says") and "".join(lowered[last + at + 1 : last + at + 2]) in _DOES:
            return True
    for low in lowered[last : last + _ITS_REACH]:
        if low in _PERSONAL:
            return False
        if low in ("its", "itself"):
            return True
    return False


def _is_called_a_firm(mentions: Mentions, name: Name) -> bool:
    before = mentions.lowered[name.first - 1] if name.first else ""
    return before in _FIRMS and mentions.document.tokens[name.first - 1].text.islower()


def _has_members(mentions: Mentions, name: Name) -> bool:
    """Tell whether a name is a party's: "Labor leader Ann Lee", "a Labor MP"."""
    behind = mentions.lowered[name.last] if name.last < len(mentions.lowered) else ""
    return behind in _MEMBERS and name.last - name.first == 1


def _is_a_thing(mentions: Mentions, name: Name) -> bool:
    """Tell whether a name opens its sentence and "which" refers to it: "Torval, which makes the drug, said …"."""
    starts = mentions.document.sentences[mentions.sentence(name.first)].start == name.first
    return starts and tuple(mentions.lowered[name.last : name.last + 2]) == (",", "which")


def _mind_titles(mentions: Mentions) -> None:
    """Give "Judge Villa" to the one Villa of several who is a judge elsewhere in the article."""
    cast, lowered = mentions.cast, mentions.lowered
    for index, (name, figure) in enumerate(zip(mentions.names, cast.of_name, strict=True)):
        if figure is None or len(name.words) != 1 or name.title == name.first:
            continue
        bearers = cast.bearers(name.words[0])
        if len(bearers) < 2:
            continue
        here = [role for role in figure.roles if role.first <= name.first and name.title < role.last <= name.first]
        title = {low.rstrip(".") for low in lowered[name.title : name.first]}
        fitting = [
            bearer
            for bearer in bearers
            if any(
                role not in here and title & set(role.text.lower().replace(".", "").split()) for role in bearer.roles
            )
        ]
        if len(fitting) == 1 and fitting[0] is not figure:
            cast.move(index, fitting[0])
            for role in here:
                figure.roles.remove(role)
                fitting[0].add_role(role)
            mentions.roles = [(role, fitting[0] if role in here else other) for role, other in mentions.roles]


def _read_title(title: str, cast: Cast) -> None:
    """Complete surnames by the full name in the article's title."""
    words = [token.text for token in tokenize(title)]
    for figure in cast.figures:
        if figure.kind in ("person", None) and len(figure.words) == 1:
            cast.complete(figure, words)
