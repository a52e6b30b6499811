"""The cast of an article: who and what it names, every form of a name under one figure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus_cli.extraction.lexicon import (
    Gender,
    fold_word,
    given_names,
    is_common,
    names_organization,
    noun_class,
    titles,
)
from corpus_cli.extraction.names import Name
from corpus_cli.extraction.quotations import quotations_at
from corpus_cli.extraction.roles import Role, slice_of
from corpus_cli.extraction.wordings import bare, inside, last_word, one_slip, same_person, solid_words
from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import Quotation, Span, SpeakerKind, Token

_NICKNAME = re.compile(r"(?:``|[“\"‘])[^“”\"‘’]{1,30}?(?:''|[”\"’'″])\s")
_SMALL = frozenset({"of", "the", "for", "and", "&", "on", "in", "a"})
_SAYS = frozenset("said says thinks believes hopes added insisted admitted argued claimed insists argues".split())
_PUBLIC = frozenset(
    {"shares", "stock", "spokesman", "spokeswoman", "executives", "officials", "employees", "executive", "ceo"}
)
# "U.S." stays as written; the initials of "United States" tell nothing new.
_PLACE_ENDS = frozenset({"carolina", "dakota", "york", "states", "city", "county"})
_NO_ACRONYMS = frozenset({"us", "uk", "eu", "usa", "uae"})


@dataclass(slots=True, eq=False)
class Figure:
    """One person or organisation that the article names. ``mentions`` are indexes into the list of names."""

    name: str
    words: tuple[str, ...]
    kind: SpeakerKind | None
    gender: Gender | None = None
    forms: dict[str, int] = field(default_factory=dict)
    mentions: list[int] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    role_words: dict[str, int] = field(default_factory=dict)
    best: Role | None = None
    full: int = 0
    human: bool = True

    @property
    def role(self) -> str | None:
        """The role that says most, the earliest of equals; "GENERAL" of a transcript's label as a title is written."""
        if self.best is None:
            return None
        words = self.best.text.split()
        shouted = self.best.text.isupper() and len(self.best.text) > 4
        if not shouted or not all(word.lower() in titles() or is_common(word.lower()) for word in words):
            return self.best.text
        return " ".join(word.lower() if word.lower() in _SMALL else word.title() for word in words)

    def add_role(self, role: Role) -> None:
        """Keep a role and its words, by which "the senator" will find the figure."""
        self.roles.append(role)
        telling = role.quality and not (role.quality == 1 and " " not in role.text)
        if telling and (self.best is None or role.quality > self.best.quality or _says_more(role, self.best)):
            self.best = role
        for word in role.text.split():
            low = word.lower().strip(",.’'“”\"″()")
            self.role_words.setdefault(low, role.first)


def _is_the_son(words: tuple[str, ...], figure: Figure) -> bool:
    """Tell "Donald Trump Jr." from the Donald J. Trump whom the article has named in full before, without a "Jr."."""
    return words[-1] == "jr" and figure.full > 0 and "jr" not in figure.words and figure.words[:1] == words[:1]


def _says_more(role: Role, best: Role) -> bool:
    """Prefer "Prime Minister" to "PM"."""
    return best.quality == role.quality and best.text.isupper() and len(best.text) <= 3 and not role.text.isupper()


class Cast:
    """Figures of one article and which name belongs to which."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        lowered: Sequence[str],
        names: Sequence[Name],
        quotations: Sequence[Quotation] = (),
    ) -> None:
        self.text = text
        self.quotations = quotations
        self.tokens = tokens
        self.lowered = lowered
        self.names = list(names)
        self._counts = Counter(name.words for name in self.names)
        self._within_sentences = {name.words for name in self.names if not name.starts_sentence}
        self._surnames = {gender: {n.words[-1] for n in self.names if n.gender == gender} for gender in ("m", "f")}
        self.figures: list[Figure] = []
        self.of_name: list[Figure | None] = [None] * len(self.names)
        self._by_last: dict[str, list[Figure]] = defaultdict(list)
        self._by_word: dict[str, list[Figure]] = defaultdict(list)
        self._organizations: dict[tuple[str, ...], Figure] = {}
        self._acronyms: dict[str, Figure] = {}
        self._groups: dict[str, Figure] = {}
        singles: list[int] = []
        sure = {name.words for name in self.names if name.kind == "organization"}
        for index, name in enumerate(self.names):
            if name.kind == "person" and name.words in sure and _shows_no_person(name):
                self._bind(index, self._organization(name))  # "Acme Robotics" of "Acme Robotics, Inc."
            elif name.kind in ("person", "organization") and _runs_together(name.words):
                singles.append(index)
            elif name.kind == "person" and solid_words(name.words) >= 2:
                self._bind(index, self._person(name))
            elif len(name.words) > 1 and name.kind in ("organization", "document", None):
                self._bind(index, self._organization(name))
            elif name.kind == "group":
                self._bind(index, self._group(name))
            else:
                singles.append(index)
        for index in singles:
            self._bind(index, self._single(index))
        self._join_acronyms()

    # -- building

    def _display(self, first: int, last: int, titled: bool = False) -> str:
        shown = slice_of(self.text, self.tokens, first, last)
        if any(mark in shown for mark in ("“", '"', "‘", "``")):
            shown = _NICKNAME.sub("", shown)  # Robert “Bob” Smith
        # NBC, but "MR. FOLEY" and JANE ROE
        low = len(shown) > 5 and " " in shown if not titled else len(shown) > 4
        return shown.title() if low and shown.isupper() else shown

    def _bind(self, index: int, figure: Figure | None) -> None:
        if figure is None:
            return
        name = self.names[index]
        self.of_name[index] = figure
        figure.mentions.append(index)
        joined = figure.kind == "person" and _runs_together(name.words)
        shown = self._display(name.last - 1 if joined else name.first, name.last)
        figure.forms[shown] = figure.forms.get(shown, 0) + 1
        if joined:
            return
        # The Marcos of Imee Marcos is no given name.
        surname = len(name.words) == 1 < len(figure.words) and name.words[0] == figure.words[-1]
        if name.gender and ((figure.gender is None and not surname) or name.title < name.first):
            figure.gender = name.gender
        if len(name.words) > len(figure.words) and _grows(figure, name.words, self._counts[name.words]):
            figure.words, figure.name = name.words, shown
            for word in name.words:
                if figure not in self._by_word[word]:
                    self._by_word[word].append(figure)

    def _add(self, figure: Figure) -> Figure:
        self.figures.append(figure)
        return figure

    def _person(self, name: Name) -> Figure:
        words = name.words
        last = last_word(words)
        for figure in self._by_last[last]:
            if same_person(figure.words, words) and not _is_the_son(words, figure):
                figure.full += 1
                return figure
        for figure in self._by_word[words[0]]:
            if _is_the_son(words, figure):
                continue
            if figure.kind == "person" and (inside(words, figure.words) or inside(figure.words, words)):
                figure.full += 1
                return figure
        figure = self._add(Figure(self._display(name.first, name.last), words, "person", name.gender, full=1))
        self._by_last[last].append(figure)
        short = bare(last)
        if short != last:
            self._by_last[short].append(figure)
        for word in words:
            self._by_word[word].append(figure)
        return figure

    def _organization(self, name: Name) -> Figure:
        words = tuple(word for word in name.words if word not in _SMALL) or name.words
        bearer = self._bearer_of_two(name.words)
        if bearer is not None:
            return bearer
        figure = self._organizations.get(words) or self._organizations.get(tuple(sorted(words)))
        if figure is None:
            kind = name.kind or "organization"
            figure = self._add(Figure(self._display(name.first, name.last), name.words, kind))
            self._organizations[words] = figure
            self._organizations.setdefault(tuple(sorted(words)), figure)
            for word in words:
                self._by_word[word].append(figure)
        figure.full += 1
        # Coastal Relief Agency (CRA)
        after = name.last
        tokens = self.tokens
        if after + 2 < len(tokens) and tokens[after].text == "(" and tokens[after + 2].text == ")":
            short = tokens[after + 1].text
            office = fold_word(short) in titles() or noun_class(fold_word(short)) == "person"  # Parliament (MP)
            if short.isupper() and 2 <= len(short) <= 8 and not office:
                self._acronyms[fold_word(short)] = figure
        return figure

    def _bearer_of_two(self, words: tuple[str, ...]) -> Figure | None:
        """Find whose surname of two words stands alone: "Parchment Brown" of Donna Parchment Brown."""
        if len(words) < 2 or any(map(names_organization, words)):
            return None
        found = [f for f in self.bearers(words[-1]) if len(f.words) > len(words) and f.words[-len(words) :] == words]
        return found[0] if len(found) == 1 and found[0].words[0] in given_names() else None

    def _group(self, name: Name) -> Figure:
        word = name.words[-1]
        if word not in self._groups:
            self._groups[word] = self._add(Figure(self._display(name.first, name.last), name.words, "group"))
        return self._groups[word]

    def _single(self, index: int) -> Figure | None:
        name = self.names[index]
        if _runs_together(name.words):
            bearers = self.bearers(name.words[-1])
            if bearers:
                return bearers[0]
            return self._person(name) if name.kind == "person" else self._organization(name)
        if name.common:
            bearers = [
                figure for figure in self._by_last.get(name.words[-1], ()) if figure.kind == "person" and figure.full
            ]
            return self._nearest(bearers, name.first) if bearers else None
        figure = self.find(name.words, name)
        if figure is not None:
            return figure
        if name.kind == "organization":
            return self._head_word(name) or self._organization(name)
        family = name.words[-1].endswith("s") and self._by_last.get(name.words[-1][:-1])
        if family and self.lowered[name.first - 1 : name.first] == ["the"]:
            return self._group(name)  # "the Clintons"
        if name.kind is None and len(name.words[0]) > 5:
            figure = self.slip(name.words)
            if figure is not None and figure.kind == "person" and len(figure.words) > 1:
                return figure
        alone = name.starts_sentence and name.kind is None and name.title == name.first
        told = "".join(self.lowered[name.last : name.last + 1]) in ("’s", "'s", "said")
        if alone and not told and name.words not in self._within_sentences:
            return None
        kind: SpeakerKind | None = name.kind
        if kind is None:
            before = self.lowered[name.first - 1] if name.first else ""
            after = self.lowered[name.last] if name.last < len(self.lowered) else ""
            owned = name.first > 1 and before in ("of", "in", "at", "for") and self.lowered[name.first - 2] in _PUBLIC
            if before == "the" or after in _PUBLIC or owned:
                kind = "organization"
        titled = name.title < name.first
        gender = self._told_gender(name) or name.gender
        kind = kind or ("person" if gender else None)
        figure = self._add(Figure(self._display(name.first, name.last, titled), name.words, kind, gender))
        word = name.words[-1]
        self._by_last[word].append(figure)
        self._by_word[word].append(figure)
        short = bare(word)
        if short != word:
            self._by_last[short].append(figure)
        return figure

    def _head_word(self, name: Name) -> Figure | None:
        """Find the organisation that "the Times" or "the London-based Observatory" shortens, if only one is named."""
        before = name.first - 1
        if before > 0 and self.lowered[before].endswith("-based"):
            before -= 1
        if before < 0 or self.lowered[before] != "the" or not names_organization(name.words[-1]):
            return None
        word = name.words[-1]
        found = [f for f in self._by_word.get(word, ()) if f.kind == "organization" and _head_of(f.words) == word]
        return found[0] if len(found) == 1 else None

    def _join_acronyms(self) -> None:
        """Put "IMF" under "International Monetary Fund", whichever comes first."""
        initials: dict[str, Figure] = {}
        for figure in self.figures:
            if figure.kind == "organization" and len(figure.words) > 1:
                initials.setdefault("".join(w[0] for w in figure.words if w and w not in _SMALL), figure)
                initials.setdefault("".join(w[0] for w in figure.words if w), figure)
        for figure in list(self.figures):
            if len(figure.words) != 1 or figure.kind == "person":
                continue
            short = figure.words[0]
            shown = figure.name.replace(".", "")
            full = self._acronyms.get(short)
            if full is None and 2 <= len(short) <= 8 and shown.isupper() and short not in _NO_ACRONYMS:
                full = initials.get(short)
            if full is not None and full is not figure:
                self._merge(figure, full)
                self._acronyms[short] = full

    def _merge(self, figure: Figure, into: Figure) -> None:
        for index in figure.mentions:
            self.of_name[index] = into
        into.mentions = sorted(into.mentions + figure.mentions)
        for form, count in figure.forms.items():
            into.forms[form] = into.forms.get(form, 0) + count
        into.full += figure.full
        self.figures.remove(figure)
        for table in (self._by_last, self._by_word):
            for word in figure.words:
                if figure in table[word]:
                    table[word][table[word].index(figure)] = into

    def move(self, index: int, figure: Figure) -> None:
        """Give a name to another figure than its words alone suggested."""
        before = self.of_name[index]
        if before is not None and index in before.mentions:
            before.mentions.remove(index)
        self.of_name[index] = figure
        figure.mentions.append(index)

    def bearers(self, word: str) -> list[Figure]:
        """List the persons with a surname."""
        return [figure for figure in dict.fromkeys(self._by_last.get(word, ())) if figure.kind == "person"]

    # -- asking

    def find(self, words: tuple[str, ...], name: Name | None = None, at: int | None = None) -> Figure | None:
        """Find the figure that folded ``words`` name: a full name, a surname, a given name or an acronym.

        ``at`` is the token where they stand: of several bearers, the one named near before is meant, else the one
        most often named in full. ``name`` tells the gender its title shows.
        """
        if not words:
            return None
        if len(words) == 1:
            word = words[0]
            if word in self._acronyms:
                return self._acronyms[word]
            candidates = self._by_last.get(word) or []
            if not candidates:
                candidates = [f for f in self._by_word.get(word, ()) if self._short_form(f, word)]
            if not candidates and bare(word) != word:
                candidates = self._by_last.get(bare(word)) or []
            candidates = list(dict.fromkeys(candidates))
            gender = name.gender if name and name.title < name.first else self._told_gender(name)
            if gender:
                fitting = [f for f in candidates if f.gender in (gender, None)]
                candidates = fitting
            if len(candidates) > 1:
                return self._nearest(candidates, name.first if name else at)
            return candidates[0] if candidates else None
        content = tuple(word for word in words if word not in _SMALL)
        figure = self._organizations.get(content) or self._organizations.get(tuple(sorted(content)))
        if figure is not None:
            return figure
        for figure in self._by_word.get(words[-1], []) + self._by_word.get(words[0], []):
            if figure.words == words or (figure.kind == "person" and same_person(figure.words, words)):
                return figure
            if figure.kind == "person" and inside(words, figure.words):
                return figure
        return None

    def _told_gender(self, name: Name | None) -> Gender | None:
        """Tell who a surname means by what follows: "Clinton said she would" is no Bill's."""
        if name is None or name.last + 1 >= len(self.lowered) or self.lowered[name.last] not in _SAYS:
            return None
        following = self.lowered[name.last + 1 : name.last + 3]
        gender: Gender | None = "f" if "she" in following else "m" if "he" in following else None
        return gender if gender and self._surnames[gender] <= {name.words[-1]} else None

    def add(self, figure: Figure) -> Figure:
        """Add a figure that only a source names."""
        self._by_last[last_word(figure.words)].append(figure)
        for word in figure.words:
            self._by_word[word].append(figure)
        return self._add(figure)

    def complete(self, figure: Figure, words: Sequence[str]) -> None:
        """Complete a surname by the given name in front of it in ``words`` (a title's tokens)."""
        known = given_names()
        for before, word in pairwise(words):
            if fold_word(word) == figure.words[-1] and fold_word(before) in known:
                figure.forms.setdefault(figure.name, 0)
                figure.name = f"{before} {word}"
                figure.words = (fold_word(before), *figure.words)
                figure.gender = figure.gender or known[fold_word(before)]
                figure.kind = "person"
                self._by_word[fold_word(before)].append(figure)
                return

    def slip(self, words: tuple[str, ...]) -> Figure | None:
        """Find the one person whose surname is the last of ``words`` but for one slip of the pen."""
        word = words[-1]
        if len(word) < 5:
            return None
        found = {id(f): f for last, figures in self._by_last.items() if one_slip(last, word) for f in figures}
        return next(iter(found.values())) if len(found) == 1 else None

    def _short_form(self, figure: Figure, word: str) -> bool:
        if figure.kind == "person":
            return True
        # "Brightwell" for "Brightwell Foods Inc."
        return (
            figure.kind == "organization"
            and len(figure.words) > 1
            and figure.words[0] == word
            and word not in word_set("place_names")
            and word not in word_set("demonyms")
            and not names_organization(word)
            and noun_class(word) is None
        )

    def _only_quoted(self, figure: Figure) -> bool:
        """Tell whether a figure is named inside quotation marks only: the reporter knows it by another name."""
        firsts = (self.tokens[self.names[index].first] for index in figure.mentions)
        return all(quotations_at(self.quotations, Span(first.start, first.end)) for first in firsts)

    def _nearest(self, candidates: list[Figure], at: int | None) -> Figure | None:
        def rank(figure: Figure) -> tuple[int, int]:
            return (-figure.full, self.names[figure.mentions[0]].first if figure.mentions else 0)

        if at is not None:
            near = [f for f in candidates if any(0 <= at - self.names[i].first < 60 for i in f.mentions)]
            near = [figure for figure in near if not self._only_quoted(figure)]
            if len(near) == 1:
                return near[0]
        return min(candidates, key=rank)


def is_place(figure: Figure) -> bool:
    """Tell whether a figure is a place that may speak ("China") but seldom is what "it" or "the group" means."""
    words = figure.words
    return bool(words) and (words[0] in word_set("place_names") or words[-1] in _PLACE_ENDS)


def _head_of(words: tuple[str, ...]) -> str | None:
    """Give the noun that a longer name is built on: "observatory" of "Syrian Observatory for Human Rights"."""
    end = next((i for i, word in enumerate(words) if word in ("of", "for", "on")), len(words))
    return words[end - 1] if end and len(words) > 1 else None


def _shows_no_person(name: Name) -> bool:
    """Tell a name that only its form takes for a person's: no title, no given name."""
    return len(name.words) > 1 and name.title == name.first and name.words[0] not in given_names()


def _runs_together(words: tuple[str, ...]) -> bool:
    """Tell an organisation and a surname that no comma parts: "In talks with the Washington Post Trump said"."""
    if len(words) < 3 or not names_organization(words[-2]) or names_organization(words[-1]):
        return False
    return words[0] not in given_names()


def _grows(figure: Figure, words: tuple[str, ...], count: int) -> bool:
    """Tell a fuller name from a name with words of a headline behind it ("Paul Ryan Joins Growing List")."""
    if figure.kind != "person" or len(figure.words) == 1:
        return True
    if len(words) > 5:
        return False
    if last_word(words) == last_word(figure.words):
        return words[0] == figure.words[0] or (figure.words[0] not in given_names() and inside(figure.words, words))
    # "Ildefonso Guerra" and, more than once, "Ildefonso Guerra Villalobos"
    return count > 1 and words[:-1] == figure.words and not is_common(words[-1]) and words[-1] not in titles()
