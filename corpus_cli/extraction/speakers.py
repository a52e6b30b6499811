"""Speakers: whom each source refers to, in one pass from left to right; doubt gives null."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus_cli.extraction import phrases, pronouns
from corpus_cli.extraction.cast import Figure
from corpus_cli.extraction.lexicon import (
    FUNCTION_WORDS,
    fold_word,
    given_names,
    names_organization,
    noun_class,
    noun_gender,
    titles,
)
from corpus_cli.extraction.mentions import Mentions, find_mentions
from corpus_cli.extraction.phrases import Phrase
from corpus_cli.extraction.references import organization_called, person_called
from corpus_cli.extraction.roles import slice_of
from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import Attribution, Document, Span, Speaker, SpeakerKind

NOBODY = Speaker(None)

# "Pompeo’s statement": whose words they are speaks; "Trump’s website" is a document of its own.
_WORDS_OF = frozenset(
    "statement statements remark remarks comment comments claim claims assertion words word tweet tweets speech "
    "testimony answer answers response reply account view views opinion argument question questions suggestion "
    "insistence warning promise pledge vow call calls demand denial admission allegation accusation complaint "
    "criticism rhetoric position message announcement concern concerns contention belief hope fear prediction "
    "support".split()
)
# A source that opens with one of these is a pronoun, whatever a tagger takes along ("who in 2010").
_OPENS_CLAUSE = frozenset("he she they it who which".split())
_COORDINATORS = frozenset({"and", "&", "or"})
_MARKS = frozenset("\"“”„«»‘'") | {"``"}
_KINDS: dict[str, SpeakerKind] = {
    "person": "unnamed",
    "people": "group",
    "group": "group",
    "organization": "organization",
    "document": "document",
}


def resolve(document: Document, attributions: Sequence[Attribution]) -> tuple[Speaker, ...]:
    """Resolve the speaker of every attribution, in the attributions' order.

    A source's name is completed to the fullest name that the article gives; pronouns and nouns are followed to the
    person or organisation they mean; an unnamed source keeps its description. No source means the speaker whose turn
    it is, if that is clear. The speaker is null where doubt remains.
    """
    if not attributions:
        return ()
    reader = _Reader(find_mentions(document))
    found: list[Speaker] = [NOBODY] * len(attributions)
    order = sorted(range(len(attributions)), key=lambda index: _position(attributions[index]))
    later = []
    for index in order:
        attribution = attributions[index]
        source = attribution.source
        if source is not None and document.text[source.start : source.end].lower() in pronouns.FIRST:
            later.append(index)
            continue
        found[index] = reader.read(attribution)
    for index in later:
        found[index] = _first_person(document, attributions, found, index)
    return tuple(found)


def _position(attribution: Attribution) -> tuple[int, int]:
    start = attribution.content[0].start if attribution.content else 0
    return (attribution.source.start if attribution.source else start, start)


def _first_person(
    document: Document, attributions: Sequence[Attribution], found: Sequence[Speaker], index: int
) -> Speaker:
    """Resolve "I": inside a quotation its speaker, in the article's own voice its author."""
    source = attributions[index].source
    if source is None:
        return NOBODY
    for other, attribution in enumerate(attributions):
        if other == index or found[other].name is None:
            continue
        if any(span.start <= source.start < span.end for span in attribution.content):
            return Speaker(
                found[other].name, found[other].kind, found[other].role, "first person", found[other].aliases, 0.8
            )
    quoted = any(q.start <= source.start < q.end for q in document.quotations)
    if not quoted and document.author and _is_one_person(document.author):
        author = document.author.removeprefix("By ").removeprefix("BY ").strip()
        return Speaker(author.title() if author.isupper() else author, "person", None, "author", (), 0.7)
    return NOBODY


def _is_one_person(author: str) -> bool:
    """Tell a byline that names one person from a newsroom's or two people's."""
    words = author.lower().split()
    return 2 <= len(words) <= 4 and "and" not in words and "," not in author and not any(map(names_organization, words))


@dataclass(slots=True)
class _Turn:
    """The statement before: who spoke, at which token its source stands, where its content ends, and whether in marks."""

    figure: Figure | None = None
    token: int = -1
    end: int = -1
    quoted: bool = False
    speaker: Speaker = NOBODY


@dataclass(slots=True)
class _Reader:
    mentions: Mentions
    turn: _Turn = field(default_factory=_Turn)
    plural: _Turn = field(default_factory=_Turn)
    described: list[tuple[int, str, Figure]] = field(default_factory=list)
    own: Sequence[Span] = ()

    def read(self, attribution: Attribution) -> Speaker:
        """Resolve one attribution and remember its turn."""
        text = self.mentions.document.text
        content = attribution.content
        quoted = bool(content) and text[content[0].start : content[0].start + 1] in _MARKS
        if attribution.source is None:
            return self._whose_turn(attribution, quoted)
        self.own = content
        first, last = self._trim(*self.mentions.token_range(attribution.source))
        if first >= last:
            return NOBODY
        figure, basis, confidence = self._referent(first, last)
        if figure is None:
            self.turn = _Turn(None, first, content[-1].end if content else -1, quoted)
            return NOBODY
        speaker = _speaker(figure, basis, confidence)
        self.turn = _Turn(figure, first, content[-1].end if content else -1, quoted, speaker)
        if speaker.kind in ("group", "organization"):
            self.plural = self.turn
        return speaker

    # -- turns

    def _whose_turn(self, attribution: Attribution, quoted: bool) -> Speaker:
        """A quotation without a source belongs to the speaker before, if the same paragraph goes on or it is reopened."""
        turn = self.turn
        if not quoted or not turn.quoted or turn.figure is None or not attribution.content:
            return NOBODY
        start = attribution.content[0].start
        if start < turn.end:
            return NOBODY
        mentions = self.mentions
        here, _ = mentions.token_range(Span(start, start + 1))
        before, _ = mentions.token_range(Span(turn.end - 1, turn.end))
        gap = mentions.paragraph(here) - mentions.paragraph(before)
        between = mentions.document.text[turn.end : start]
        if gap > 1 or (gap == 1 and any(map(str.isalnum, between))) or len(between) > 160:
            return NOBODY
        end = attribution.content[-1].end
        token = turn.token
        self.turn = _Turn(turn.figure, token, end, True, turn.speaker)
        return _speaker(turn.figure, "turn", 0.7)

    # -- sources

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        tokens = self.mentions.document.tokens
        last = min(last, len(tokens))
        while first < last and not tokens[first].text[0].isalnum() and tokens[first].text[0] not in "@#":
            first += 1
        while last > first and not tokens[last - 1].text[-1].isalnum() and tokens[last - 1].text[-1] != ".":
            last -= 1
        return first, last

    def _referent(self, first: int, last: int) -> tuple[Figure | None, str, float]:
        lowered = self.mentions.lowered
        word = _uncontracted(lowered[first])
        if (
            last - first == 1
            or word in _OPENS_CLAUSE
            or (word in pronouns.MALE | pronouns.FEMALE | pronouns.PLURAL and self._only_pronouns(first, last))
        ):
            meant = self._pronoun(first)
            if meant is not None:
                return meant
        return self._phrase(first, last)

    def _only_pronouns(self, first: int, last: int) -> bool:
        return all(
            low in pronouns.PLURAL or low in ("himself", "herself", "both", "all", "of", "also", "’s", "'s", "too")
            for low in self.mentions.lowered[first + 1 : last]
        )

    def _pronoun(self, token: int) -> tuple[Figure | None, str, float] | None:
        mentions, turn = self.mentions, self.turn
        word = _uncontracted(mentions.lowered[token])
        if word in pronouns.MALE or word in pronouns.FEMALE:
            gender = pronouns.gender_of(word)
            figure, margin = pronouns.person_meant(mentions, token, gender, turn.figure, turn.token, self.own)
            if figure is not None:
                if figure.gender is None and margin > 0.15:
                    figure.gender = gender
                insort(mentions.people, (token, figure), key=lambda pair: pair[0])
            return figure, "pronoun", 0.6 + 0.35 * margin
        if word in pronouns.PLURAL:
            return self._they(token), "pronoun", 0.7
        if word in pronouns.NEUTRAL:
            return pronouns.organization_meant(mentions, token, turn.figure, turn.token), "pronoun", 0.7
        if word in pronouns.RELATIVE:
            return self._antecedent(token), "relative pronoun", 0.8
        if word in pronouns.OTHERS or word in pronouns.FIRST or word in ("one", "this", "these", "there"):
            return None, "", 0.0
        return None

    def _they(self, token: int) -> Figure | None:
        """Follow "they" to several people named or described before, to an organisation that spoke, else to nobody."""
        mentions = self.mentions
        here = mentions.sentence(token)
        plural = self.plural
        distance = here - mentions.sentence(plural.token) if plural.figure and plural.token < token else 99
        if distance <= 3:
            return plural.figure
        found = self._pair_before(token) or self._plural_noun_before(token)
        return found or (plural.figure if distance <= 8 else None)

    def _pair_before(self, token: int) -> Figure | None:
        """Find "X and Y" in this sentence or the one before."""
        mentions = self.mentions
        floor = mentions.document.sentences[max(mentions.sentence(token) - 1, 0)].start
        names, named, lowered = mentions.names, mentions.named, mentions.lowered
        for number in reversed(mentions.names_within(floor, token)):
            if number == 0 or names[number].title - 1 <= names[number - 1].last - 1:
                continue
            one, two = named[number - 1], named[number]
            if lowered[names[number].title - 1] == "and" and names[number - 1].last == names[number].title - 1:
                if one and two and one.kind == two.kind == "person" and one is not two:
                    return _together([one, two])
        return None

    def _plural_noun_before(self, token: int) -> Figure | None:
        mentions = self.mentions
        lowered, tokens = mentions.lowered, mentions.document.tokens
        floor = mentions.document.sentences[max(mentions.sentence(token) - 1, 0)].start
        for index in range(token - 1, floor - 1, -1):
            if noun_class(lowered[index]) == "people":
                start = index
                while start > floor and start > index - 5 and _may_modify(lowered[start - 1]):
                    start -= 1
                return Figure(slice_of(mentions.document.text, tokens, start, index + 1), (), "group")
        return None

    def _antecedent(self, token: int) -> Figure | None:
        """Follow "who" or "which" to the noun phrase right before it."""
        mentions = self.mentions
        lowered, tokens = mentions.lowered, mentions.document.tokens
        end = token
        floor = mentions.document.sentences[mentions.sentence(token)].start
        while end > floor and not tokens[end - 1].text[-1].isalnum() and tokens[end - 1].text not in (".",):
            end -= 1
        if end <= floor:
            return None
        for number in reversed(mentions.names_within(floor, end)):
            name, figure = mentions.names[number], mentions.named[number]
            if figure is None:
                continue
            if name.last == end:
                behind = lowered[name.title - 1] == "the"
                before = name.title - 1 - behind
                if lowered[token] == "who" and figure.kind != "person" and before - 1 > floor:
                    if lowered[before] in ("in", "of", "at", "from") and noun_class(lowered[before - 1]) in (
                        "person",
                        "people",
                        "group",
                    ):
                        end = before  # "voters in Florida, who"
                        break
                return figure
            for role in figure.roles:
                if role.first < end <= role.last + 1 and role.first >= name.last:
                    return figure
        head = end - 1
        kind = noun_class(lowered[head])
        if lowered[token] == "which" and kind in ("person", "people"):
            return None
        if kind is None and lowered[token] in ("which", "that"):
            return None
        start = head
        while start > floor and start > head - 6 and _may_modify(lowered[start - 1]):
            start -= 1
        if (
            start - 2 > floor
            and lowered[start - 1] in ("the", "a", "an")
            and lowered[start - 2] in ("of", "for", "at", "from", "in")
        ):
            start -= 1
        if (
            start - 2 > floor
            and lowered[start - 1] in ("for", "at", "from", "in")
            and noun_class(lowered[start - 2]) in ("person", "people")
        ):
            head = start - 2  # "the nominee for president, who"
            kind = noun_class(lowered[head])
            start = head
            while start > floor and start > head - 6 and _may_modify(lowered[start - 1]):
                start -= 1
        opener = lowered[start - 1] if start > floor else ""
        return self._named_by(Phrase(opener, start, end, head, kind, end), start)[0]

    def _phrase(self, first: int, last: int) -> tuple[Figure | None, str, float]:
        """Resolve a source that is a name or a noun phrase."""
        mentions = self.mentions
        names = [mentions.names[number] for number in mentions.names_within(first, last)]
        tokens, lowered = mentions.document.tokens, mentions.lowered
        phrase = phrases.read_phrase(tokens, lowered, first, last, names)
        if phrase is None:
            return None, "", 0.0
        several = self._several(phrase)
        if several is not None:
            return several, "several named", 0.9
        numbers = mentions.names_within(phrase.first, phrase.stop)
        for number in numbers:
            name = mentions.names[number]
            if name.first <= phrase.head < name.last and mentions.named[number] is not None:
                figure = mentions.named[number]
                assert figure is not None
                if figure.kind == "group" and phrase.first < name.title:
                    break  # "many Germans"
                figure = self._in_role(phrase.first, phrase.last, lowered[name.last : name.last + 1]) or figure
                whole = name.last - name.first == len(figure.words) and name.words == figure.words
                return figure, "named" if whole else f"short for {figure.name}", 0.95
        if phrase.kind is None and numbers and not phrase.opener:
            # "Trump avoids": a source that runs on into its verb
            name, figure = mentions.names[numbers[0]], mentions.named[numbers[0]]
            runs_on = name.title == phrase.first and name.last < phrase.last and tokens[name.last].text[0].islower()
            if runs_on and figure is not None and figure.kind == "person":
                return figure, "named", 0.7
        # "director of operations Jane Doe"; "The minister of the economy, Mr. Mill,"
        person = self._person_at_end(phrase, last)
        if person is not None:
            return person, "named", 0.95
        if phrase.kind in (None, "document") or lowered[phrase.head] in _WORDS_OF:
            owner = self._owner(phrase, numbers)
            if owner is not None:
                return owner, "possessor", 0.85
        return self._named_by(phrase, first)

    def _in_role(self, first: int, last: int, after: Sequence[str]) -> Figure | None:
        """Find whose role the words are part of: the "Clinton" of "Clinton’s campaign manager Jane Doe"."""
        if not after or after[0] not in ("’s", "'s"):
            return None
        return next(
            (f for role, f in self.mentions.roles if role.quality and role.first <= first and last < role.last), None
        )

    def _person_at_end(self, phrase: Phrase, last: int) -> Figure | None:
        mentions = self.mentions
        tokens, lowered = mentions.document.tokens, mentions.lowered
        for number in mentions.names_within(phrase.first, last):
            name, figure = mentions.names[number], mentions.named[number]
            if figure is None or figure.kind not in ("person", None):
                continue
            if name.last == phrase.stop and phrase.head < name.first and phrase.kind == "person":
                before = lowered[name.title - 1]
                if before not in FUNCTION_WORDS and before[0].isalpha() and noun_class(before) != "person":
                    return figure
            if (
                phrase.kind == "person"
                and name.title == phrase.stop + 1
                and tokens[phrase.stop].text in (",", "—", "–", "--", "(")
            ):
                return figure
        return None

    def _several(self, phrase: Phrase) -> Figure | None:
        """Read "Mr. Grassley and Mr. Leahy": every part of the phrase is a name."""
        mentions = self.mentions
        lowered = mentions.lowered
        if not any(lowered[index] in _COORDINATORS for index in range(phrase.first, phrase.stop)):
            return None
        found: list[Figure] = []
        last = phrase.first
        for number in mentions.names_within(phrase.first, phrase.stop):
            name, figure = mentions.names[number], mentions.named[number]
            between = lowered[last : name.title]
            if figure is None or any(
                low not in _COORDINATORS and low not in (",", "the", "both") and low not in word_set("title_modifiers")
                for low in between
            ):
                return None
            found.append(figure)
            last = name.last
        rest = lowered[last : phrase.stop]
        if len(found) < 2 or any(low not in ("’s", "'s", ",", "each", "both", "all", "also") for low in rest):
            return None
        return _together(found)

    def _owner(self, phrase: Phrase, numbers: Sequence[int]) -> Figure | None:
        """Find who owns the words: "Pompeo’s statement", "his remarks"."""
        mentions = self.mentions
        lowered = mentions.lowered
        if lowered[phrase.head] not in _WORDS_OF:
            return None
        if phrase.opener in phrases.OWNERS:
            meant = self._pronoun(phrase.first - 1)
            return meant[0] if meant else None
        for number in numbers:
            name = mentions.names[number]
            if name.last < phrase.stop and lowered[name.last] in ("’s", "'s", "’", "'") and name.last < phrase.head:
                return mentions.named[number]
        return None

    # -- nouns

    def _named_by(self, phrase: Phrase, first: int) -> tuple[Figure | None, str, float]:
        """Resolve a phrase whose head is a noun: to somebody the article names, else to its own description."""
        mentions = self.mentions
        document, lowered = mentions.document, mentions.lowered
        tokens = document.tokens
        head = lowered[phrase.head]
        definite = phrase.opener in ("the", "this", "that", "these", "those") or phrase.opener in phrases.OWNERS
        if phrase.kind is None or (phrase.last - phrase.first > 1 and not phrase.opener and self._all_capital(phrase)):
            found = self._unlisted(phrase)
            if found is not None:
                return found
        apposed = self._apposed(phrase, first)
        if apposed is not None:
            return apposed, "apposition", 0.85
        if definite or (not phrase.opener and phrase.kind == "person"):
            meant: Figure | None = None
            if phrase.kind == "person":
                meant = person_called(mentions, phrase, self.turn.figure, self.described)
            elif phrase.kind == "organization":
                meant = organization_called(mentions, phrase, self.turn.figure)
            elif phrase.kind in ("people", "group") and self.plural.figure is not None:
                meant = self._those(head)
            elif phrase.kind == "document":
                meant = next(
                    (f for _, noun, f in reversed(self.described) if noun == head and phrase.last - phrase.first == 1),
                    None,
                )
            if meant is not None:
                insort(mentions.people, (first, meant), key=lambda pair: pair[0])
                return meant, f"called “{slice_of(document.text, tokens, first, phrase.last)}”", 0.8
        starts = first in mentions._sentence_starts or (first > 0 and tokens[first - 1].text in _MARKS)
        proper = any(
            name.title <= phrase.first < name.last
            for name in (mentions.names[n] for n in mentions.names_within(phrase.first, phrase.first + 1))
        )
        words = phrases.describe(document.text, tokens, phrase, starts and not phrase.opener, proper)
        if phrase.opener in phrases.OWNERS:
            meant_pair = self._pronoun(phrase.first - 1)
            if meant_pair is not None and meant_pair[0] is not None:
                owner = meant_pair[0].name
                words = f"{owner}{'’' if owner.endswith('s') else '’s'} {words}"
        kind = _KINDS.get(phrase.kind or "", "group" if head.endswith("s") and not head.endswith("ss") else "unnamed")
        if kind == "organization" and not any(c.isupper() for c in words):
            kind = "unnamed"  # "the group": some organisation, but which the article does not say here
        figure = Figure(words, (), kind, noun_gender(head), human=phrase.kind == "person")
        for word in lowered[phrase.first : phrase.last]:
            figure.role_words.setdefault(word, phrase.first)
        self.described.append((first, head, figure))
        if phrase.kind == "person":
            insort(mentions.people, (first, figure), key=lambda pair: pair[0])
        elif phrase.kind in ("organization", "document"):
            insort(mentions.organizations, (first, figure), key=lambda pair: pair[0])
        return figure, "described", 0.85

    def _apposed(self, phrase: Phrase, first: int) -> Figure | None:
        """Find the name that a phrase stands beside: "Peter Cook, [the Pentagon press secretary], said"."""
        mentions = self.mentions
        if phrase.kind == "person":
            return next(
                (
                    f
                    for role, f in mentions.roles
                    if role.quality and role.first - 1 <= phrase.first and phrase.last <= role.last
                ),
                None,
            )
        if phrase.kind == "organization" and phrase.opener and first > 1 and mentions.lowered[first - 1] == ",":
            for number in mentions.names_within(first - 2, first - 1):
                figure = mentions.named[number]
                if figure is not None and figure.kind == "organization":
                    return figure
        return None

    def _all_capital(self, phrase: Phrase) -> bool:
        tokens = self.mentions.document.tokens
        return all(tokens[index].text[0].isupper() for index in range(phrase.first, phrase.last))

    def _those(self, head: str) -> Figure | None:
        """Follow "the senators" to the several named before."""
        plural = self.plural.figure
        if plural is None:
            return None
        if head in ("pair", "two", "duo", "couple") and plural.kind == "group":
            return plural
        if head in plural.role_words or head in plural.name.lower().split():
            return plural
        return None

    def _unlisted(self, phrase: Phrase) -> tuple[Figure | None, str, float] | None:
        """Resolve words of no known class: a name in small letters or capitals, with a slip, or never seen otherwise."""
        mentions = self.mentions
        document, lowered = mentions.document, mentions.lowered
        tokens = document.tokens
        first = phrase.first
        table = titles()
        last = phrase.last
        for index in range(first, last - 2):
            if lowered[index] in ("’s", "'s") and tokens[index + 1].text[0].isupper():
                first = index + 1  # "France’s Marine Le Pen"
        while first < last - 1 and (lowered[first] in table or lowered[first] in FUNCTION_WORDS):
            first += 1
        words = tuple(fold_word(tokens[index].text) for index in range(first, last) if tokens[index].text[0].isalnum())
        if len(words) == 1 and len(words[0]) == 1:
            return None, "", 0.0  # "Q:" and "A:" in an interview
        if not words or len(words) > 5 or (len(words) == 1 and lowered[first] in word_set("demonyms")):
            return None
        figure = mentions.cast.find(words, at=first)
        if figure is not None:
            return figure, f"short for {figure.name}", 0.9
        figure = mentions.cast.slip(words)
        if figure is not None:
            return figure, f"slip of {figure.name}", 0.7
        shown = [tokens[index].text for index in range(first, last)]
        capital = all(
            text[0].isupper()
            or text.lower() in ("of", "the", "for", "and", "de", "von", "van", "al")
            or not text[0].isalpha()
            for text in shown
        )
        known = words[0] in given_names()
        if not (capital and shown[0][0].isupper()) and not (
            known and len(words) == 2 and not phrase.opener and all(text.islower() for text in shown)
        ):
            return None
        if phrase.opener in ("a", "an") or phrase.opener in phrases.OWNERS:
            return None
        name = slice_of(document.text, tokens, first, last)
        if (name.isupper() and len(name) > 4 and "." not in name) or name.islower():
            name = name.title()
        if phrase.kind not in (None, "person") and not names_organization(lowered[last - 1]):
            return None
        kind: SpeakerKind = "person"
        short = len(shown) == 1 and shown[0].isupper() and len(shown[0]) <= 5
        if not known and (short or phrase.opener == "the" or any(map(names_organization, lowered[first:last]))):
            kind = "organization"
        figure = mentions.cast.add(Figure(name, words, kind, given_names().get(words[0])))
        insort(mentions.people, (first, figure), key=lambda pair: pair[0])
        return figure, "named", 0.8


def _uncontracted(low: str) -> str:
    """Take the verb off a pronoun: "he’ll" → "he"."""
    for mark in "’'":
        head, found, _ = low.partition(mark)
        if found and head in pronouns.SUBJECTS:
            return head
    return low


def _may_modify(low: str) -> bool:
    return low[0].isalnum() and low not in FUNCTION_WORDS or low in ("of", "’s", "'s")


def _together(figures: Sequence[Figure]) -> Figure:
    names = list(dict.fromkeys(figure.name for figure in figures))
    joined = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    group = Figure(joined, (), "group")
    for figure in figures:
        for word in figure.role_words:
            group.role_words.setdefault(word, 0)
            group.role_words.setdefault(f"{word.rstrip('.')}s", 0)
            if word.startswith("sen"):
                group.role_words.setdefault("senators", 0)
    return group


def _speaker(figure: Figure, basis: str, confidence: float) -> Speaker:
    forms = sorted((form for form in figure.forms if form != figure.name), key=lambda form: (-len(form), form))
    kind: SpeakerKind = figure.kind or "person"
    role = figure.role if kind == "person" else None
    return Speaker(figure.name, kind, role, basis, tuple(forms), round(confidence, 3))
