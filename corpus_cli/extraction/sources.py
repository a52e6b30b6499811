"""Sources: whom the words of one source mean, as names, pronouns or noun phrases."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus_cli.extraction import phrases, pronouns
from corpus_cli.extraction.antecedents import antecedent
from corpus_cli.extraction.cast import Figure, is_place
from corpus_cli.extraction.lexicon import (
    FUNCTION_WORDS,
    Gender,
    fold_word,
    is_office,
    names_organization,
    noun_class,
    noun_gender,
)
from corpus_cli.extraction.mark_glyphs import OPENING
from corpus_cli.extraction.mentions import Mentions
from corpus_cli.extraction.phrases import Phrase
from corpus_cli.extraction.plurals import pair_before, plural_noun_before, several_named, those_meant
from corpus_cli.extraction.rare_names import Meant, name_of_words
from corpus_cli.extraction.references import (
    is_elegant,
    is_national,
    organization_called,
    person_called,
    tells_age,
    tells_home,
)
from corpus_cli.extraction.roles import Role, slice_of
from corpus_cli.records import Span, SpeakerKind

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
_ADDRESSES = frozenset("mr mrs ms dr prof sir dame lord".split())
_SELVES = frozenset({"himself", "herself", "itself", "themselves"})
_ONE_OF_ITS_KIND = frozenset("government administration military parliament congress senate".split())
_OPENERS = phrases.OWNERS | {"a", "an"}
_BEFORE_SUBJECT = frozenset("earlier later meanwhile then and but yesterday today afterwards".split())
_KINDS: dict[str, SpeakerKind] = {
    "person": "unnamed",
    "people": "group",
    "group": "group",
    "organization": "organization",
    "document": "document",
}


# who gave his name as Jomaa | who asked to be identified only as Ali | identified by his first name, Omar
_GOES_BY = re.compile(
    r"\b(?:(?:gave|gives|giving|give)\s(?:only\s)?(?:his|her|their)\s(?:\w+\s)?name\s(?:only\s|just\s|simply\s)?as"
    r"|(?:identif|giv)\w+\s(?:(?:him|her|them)sel(?:f|ves)\s)?(?:only\s|just\s|simply\s)?as"
    r"|(?:identif|go|goes|giv)\w*\s(?:only\s|just\s)?by\s(?:only\s)?(?:his|her|their|the)\s(?:first\s|given\s|sur)?(?:last\s)?name,?(?:\sof)?)"
    r"\s([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)"
)


@dataclass(slots=True)
class Turn:
    """The statement before: who spoke, where its source stands (token) and its content ends (offset), and if quoted."""

    figure: Figure | None = None
    token: int = -1
    end: int = -1
    quoted: bool = False


@dataclass(slots=True)
class Sources:
    """Resolves sources in text order, remembering who spoke last and whom the article described without a name.

    ``own`` is the content of the statement whose source is being read.
    """

    mentions: Mentions
    turn: Turn = field(default_factory=Turn)
    plural: Turn = field(default_factory=Turn)
    described: list[tuple[int, str, Figure]] = field(default_factory=list)
    own: Sequence[Span] = ()
    _roles_at: dict[int, list[tuple[Role, Figure]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note the roles that each token is part of, and the token before them."""
        for role, figure in self.mentions.roles:
            for token in range(role.first - 1, role.last) if role.quality else ():
                self._roles_at.setdefault(token, []).append((role, figure))

    def referent(self, span: Span) -> tuple[Meant, int]:
        """Find whom the source at ``span`` (offsets) means; also gives the token at which it starts."""
        first, last = self._trim(*self.mentions.token_range(span))
        letter = span.end - span.start == 1 and self.mentions.document.text[span.start] in "QA"
        if first >= last or letter:
            return (None, "", 0.0), first
        return self._referent(first, last), first

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        tokens = self.mentions.document.tokens
        last = min(last, len(tokens))
        while first < last and not tokens[first].text[0].isalnum() and tokens[first].text[0] not in "@#":
            first += 1
        while last > first and not tokens[last - 1].text[-1].isalnum() and tokens[last - 1].text[-1] != ".":
            last -= 1
        while last - first > 1 and self.mentions.lowered[last - 1] in _SELVES:
            last -= 1  # "Lula himself"
        return first, last

    def _referent(self, first: int, last: int) -> Meant:
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
        if last - first > 2 and lowered[last - 1] in ("he", "she", "they") and lowered[last - 2] != "and":
            # "the network RT he": a tagger took along what stands before the pronoun
            meant = self._pronoun(last - 1)
            if meant is not None:
                return meant
        return self._phrase(first, last)

    def _only_pronouns(self, first: int, last: int) -> bool:
        return all(
            low in pronouns.PLURAL or low in ("himself", "herself", "both", "all", "of", "also", "’s", "'s", "too")
            for low in self.mentions.lowered[first + 1 : last]
        )

    def _pronoun(self, token: int) -> Meant | None:
        mentions, turn = self.mentions, self.turn
        word = _uncontracted(mentions.lowered[token])
        if word in pronouns.MALE or word in pronouns.FEMALE:
            gender = pronouns.gender_of(word)
            described = self._subject_here(token, gender) or self._described_before(token, gender)
            if described is not None:
                return described, "pronoun", 0.7
            introduced = self._introduced_here(gender)
            if introduced is not None:
                insort(mentions.people, (token, introduced), key=lambda pair: pair[0])
                return introduced, "pronoun", 0.75
            figure, margin = pronouns.person_meant(mentions, token, gender, turn.figure, turn.token, self.own)
            if figure is not None:
                if figure.gender is None and margin > 0.15:
                    figure.gender = gender
                insort(mentions.people, (token, figure), key=lambda pair: pair[0])
            return figure, "pronoun", 0.6 + 0.35 * margin
        if word in pronouns.PLURAL:
            return self._they(token), "pronoun", 0.7
        if word in pronouns.NEUTRAL:
            described = self._writing_before(token)
            if described is not None:
                return described, "pronoun", 0.7
            return pronouns.organization_meant(mentions, token, turn.figure, turn.token), "pronoun", 0.7
        if word in pronouns.RELATIVE:
            return self._antecedent(token), "relative pronoun", 0.8
        if word == "one" and self.plural.figure is not None:  # "Neighbors said …," said one
            near = mentions.sentence(token) - mentions.sentence(self.plural.token) <= 2
            if near and self.plural.figure.kind == "group":
                return Figure(f"one of the {_small(self.plural.figure.name)}", (), "unnamed"), "one of several", 0.7
        if word in pronouns.OTHERS or word in pronouns.FIRST or word in ("one", "this", "these", "there"):
            return None, "", 0.0
        return None

    def _introduced_here(self, gender: Gender | None) -> Figure | None:
        """Find whom the words said begin with and bring into the article: "Hazem Rajab, 49, was at home, he said"."""
        mentions = self.mentions
        if not self.own:
            return None
        first, last = mentions.token_range(self.own[0])
        number = next(iter(mentions.names_within(first, last)), None)
        if number is None or mentions.names[number].title != first:
            return None
        name, figure = mentions.names[number], mentions.named[number]
        tokens = mentions.document.tokens
        if figure is None or figure.kind != "person" or min(figure.mentions) != number or name.last + 2 >= last:
            return None
        aged = tokens[name.last].text == "," and tokens[name.last + 1].text.isdigit()
        return figure if aged and figure.gender in (gender, None) else None

    def _subject_here(self, token: int, gender: Gender | None) -> Figure | None:
        """Find whom without a name the pronoun's own sentence begins with: "Aleena's aunt wept as she told them"."""
        mentions = self.mentions
        document, lowered = mentions.document, mentions.lowered
        sentence = document.sentences[mentions.sentence(token)]
        first = sentence.start
        while first < token and (not lowered[first][0].isalnum() or lowered[first] in _BEFORE_SUBJECT):
            first += 1
        start = first
        names = mentions.names_within(first, min(first + 1, token))
        if names and lowered[mentions.names[names[0]].last] in ("’s", "'s"):
            start = mentions.names[names[0]].last + 1
        elif lowered[first] in _OPENERS or lowered[first] == "the":
            start = first + 1
        else:
            return None
        head = next((i for i in range(start, min(start + 3, token)) if noun_gender(lowered[i]) is not None), None)
        if head is None or noun_gender(lowered[head]) != gender or head + 2 > token:
            return None
        people = (mentions.named[number] for number in mentions.names_within(head + 1, token))
        if any(figure is not None and figure.kind == "person" for figure in people):
            return None
        opener = "" if names else lowered[first]
        return self._named_by(Phrase(opener, first + bool(opener), head + 1, head, "person", head + 1), first)[0]

    def _described_before(self, token: int, gender: Gender | None) -> Figure | None:
        """Find somebody without a name whom the sentence before is about.

        "Her husband nodded. “…,” he said." "A doctor at the hospital, reached by telephone, contradicted him. “…,” …"
        """
        mentions = self.mentions
        document, lowered = mentions.document, mentions.lowered
        number = mentions.sentence(token)
        if not number:
            return None
        first, last = document.sentences[number - 1]
        if mentions.paragraph(token) - mentions.paragraph(first) > 1 or lowered[first] not in _OPENERS:
            return None
        head = next((i for i in range(first + 1, min(first + 4, last)) if noun_class(lowered[i]) == "person"), None)
        if head is None or head + 1 >= last or noun_gender(lowered[head]) not in (gender, None):
            return None
        people = (mentions.named[number] for number in mentions.names_within(first, last))
        if any(figure is not None and figure.kind == "person" for figure in people):
            return None
        if not self._goes_on(head + 1):
            return None
        called = self._called(first, last)
        if called is not None:
            return called
        end = head + 1
        if lowered[end] in ("at", "from", "in", "of"):
            comma = next((i for i in range(head + 2, min(head + 9, last)) if lowered[i] == ","), None)
            end = comma or end  # "a doctor at Mbira's only hospital, reached by telephone"
        phrase = Phrase(lowered[first], first + 1, end, head, "person", end)
        return self._named_by(phrase, first)[0]

    def _writing_before(self, token: int) -> Figure | None:
        """Find a text or body without a name that the sentence before begins with: "The study followed … It found"."""
        mentions, speaker = self.mentions, self.turn.figure
        document, lowered = mentions.document, mentions.lowered
        number = mentions.sentence(token)
        if not number or document.sentences[number].start != token:
            return None
        first, last = document.sentences[number - 1]
        spoke = speaker is not None and speaker.kind in ("organization", "document")
        if spoke and mentions.paragraph(self.turn.token) == mentions.paragraph(token):
            return None
        if mentions.paragraph(token) != mentions.paragraph(first) or lowered[first] not in ("the", "a", "an", "this"):
            return None
        near = range(first + 1, min(first + 4, last - 1))
        head = next((i for i in near if noun_class(lowered[i]) in ("document", "organization")), None)
        while head is not None and head + 1 < last and noun_class(lowered[head + 1]) is not None:
            head += 1
        if head is None or noun_class(lowered[head]) not in ("document", "organization") or head + 1 >= last:
            return None
        if not self._goes_on(head + 1) or mentions.names_within(first, head + 1):
            return None
        phrase = Phrase(lowered[first], first + 1, head + 1, head, noun_class(lowered[head]), head + 1)
        return self._named_by(phrase, first)[0]

    def _goes_on(self, token: int) -> bool:
        """Tell whether a sentence goes on behind a noun with a small word or a comma: "her husband nodded"."""
        text = self.mentions.document.tokens[token].text
        return text == "," or (text[0].isalpha() and not text[0].isupper())

    def _they(self, token: int) -> Figure | None:
        """Follow "they" to several people named or described before, to an organisation that spoke, else to nobody."""
        mentions = self.mentions
        here = mentions.sentence(token)
        plural = self.plural
        distance = here - mentions.sentence(plural.token) if plural.figure and plural.token < token else 99
        if distance <= 3:
            return plural.figure
        found = pair_before(self.mentions, token) or plural_noun_before(self.mentions, token)
        found = found or (plural.figure if distance <= 8 else None)
        if found is not None:
            return found
        one = pronouns.organization_meant(mentions, token, self.turn.figure, self.turn.token)
        known = one is not None and one.kind == "organization" and any(map(names_organization, one.words))
        return one if known else None

    def _antecedent(self, token: int) -> Figure | None:
        found = antecedent(self.mentions, token)
        lowered = self.mentions.lowered
        if isinstance(found, Phrase) and found.opener in ("a", "an") and found.first > 2:
            # "Amna, a mother of three who": a name that only its apposition tells for one
            name = self.mentions.names_within(found.first - 3, found.first - 2)
            if name and lowered[found.first - 2] == "," and self.mentions.starts_sentence(found.first - 3):
                return self._phrase(found.first - 3, found.last)[0]
        return self._named_by(found, found.first)[0] if isinstance(found, Phrase) else found

    def _phrase(self, first: int, last: int) -> Meant:
        """Resolve a source that is a name or a noun phrase."""
        mentions = self.mentions
        # "[Clinton], said" of "Nick Mill, a spokesman for Hillary Clinton, said": the end of somebody's role
        of_role = next((f for role, f in self._roles_at.get(first, ()) if role.first < first < role.last), None)
        if of_role is not None:
            return of_role, "role", 0.7
        names = [mentions.names[number] for number in mentions.names_within(first, last)]
        tokens, lowered = mentions.document.tokens, mentions.lowered
        called = self._called(first, last)
        if called is not None:
            return called, "named", 0.9
        phrase = phrases.read_phrase(tokens, lowered, first, last, names)
        if phrase is None:
            return None, "", 0.0
        several = several_named(mentions, phrase) or several_named(mentions, phrase._replace(stop=last))
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
                owned = phrase.first < name.title and lowered[name.title - 1] in ("’s", "'s", "’", "'")
                if owned and name.last - name.first == 1 and noun_class(name.words[0]) == "organization":
                    return self._named_by(phrase, first)  # "the Buchanan County Sheriff's Office"
                figure = self._in_role(phrase.first, phrase.last, lowered[name.last : name.last + 1]) or figure
                if figure.kind == "organization" and lowered[name.last : name.last + 2] == [",", "who"]:
                    behind = antecedent(mentions, name.last + 1)  # "[UK, who] was not involved", cut off by a tagger
                    figure = behind if isinstance(behind, Figure) else figure
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
        large = (tokens[index].text[0].isupper() or lowered[index] in ("of", "for") for index in range(first, last))
        for number in reversed(mentions.names_within(first, last)) if all(large) else ():
            name, figure = mentions.names[number], mentions.named[number]
            office = name.first > first and is_office(lowered[name.first - 1])
            if name.last == last and office and figure is not None and figure.kind == "person":
                return figure, "named", 0.9  # "Treaty of Lisca Minister Paul Hale"
        if phrase.kind in (None, "document") or lowered[phrase.head] in _WORDS_OF:
            owner = self._owner(phrase, numbers)
            if owner is not None:
                return owner, "possessor", 0.85
        return self._named_by(phrase, first)

    def _called(self, first: int, last: int) -> Figure | None:
        """Find the name that somebody goes by: "a witness who gave his name as Jomaa", "identified only as Ali"."""
        mentions = self.mentions
        tokens = mentions.document.tokens
        if last <= first:
            return None
        start, end = tokens[first].start, tokens[last - 1].end
        match = _GOES_BY.search(mentions.document.text, start, end)
        if match is None:
            return None
        token, behind = mentions.token_range(Span(*match.span(1)))
        number = next(iter(mentions.names_within(token, behind)), None)
        figure = mentions.named[number] if number is not None else None
        if figure is None:
            words = tuple(fold_word(part.text) for part in tokens[token:behind])
            figure = mentions.cast.find(words) or mentions.cast.add(Figure(match[1], words, "person"))
        insort(mentions.people, (first, figure), key=lambda pair: pair[0])
        return figure

    def _in_role(self, first: int, last: int, after: Sequence[str]) -> Figure | None:
        """Find whose role the words are part of: the "Clinton" of "Clinton’s campaign manager Jane Doe"."""
        if not after or after[0] not in ("’s", "'s"):
            return None
        return next((f for role, f in self._roles_at.get(first, ()) if role.first <= first and last < role.last), None)

    def _person_at_end(self, phrase: Phrase, last: int) -> Figure | None:
        mentions = self.mentions
        tokens, lowered = mentions.document.tokens, mentions.lowered
        for number in mentions.names_within(phrase.first, last):
            name, figure = mentions.names[number], mentions.named[number]
            if figure is None or figure.kind not in ("person", None):
                continue
            ends_it = name.last == phrase.stop and phrase.head < name.first
            if ends_it and lowered[name.first - 1].rstrip(".") in _ADDRESSES and name.first - name.title > 1:
                return figure  # "Special Assistant to the PM Dr Shahbaz Gill"
            if ends_it and name.title <= phrase.head:
                return figure  # "Minister of Trade and Sport Ebrahim Naidoo"
            if ends_it and phrase.kind == "person":
                before = lowered[name.title - 1]
                if before not in FUNCTION_WORDS and before[0].isalpha() and noun_class(before) != "person":
                    return figure
            if (
                (phrase.kind == "person" or (phrase.kind is None and phrase.opener))
                and name.title == phrase.stop + 1
                and tokens[phrase.stop].text in (",", "—", "–", "--", "(")
            ):
                return figure
        return None

    def _owner(self, phrase: Phrase, numbers: Sequence[int]) -> Figure | None:
        """Find who owns the words: "Pompeo’s statement", "his remarks", "the minister’s statement"."""
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
        for index in range(phrase.first + 1, phrase.head):
            if lowered[index] in ("’s", "'s") and noun_class(lowered[index - 1]) == "person" and phrase.opener == "the":
                # "the commissioner’s statement"
                whose = Phrase("the", phrase.first, index, index - 1, "person", index)
                return person_called(mentions, whose, self.turn.figure, self.described)
        return None

    def _named_by(self, phrase: Phrase, first: int) -> Meant:
        """Resolve a phrase whose head is a noun: to somebody the article names, else to its own description."""
        mentions = self.mentions
        document, lowered = mentions.document, mentions.lowered
        tokens = document.tokens
        head = lowered[phrase.head]
        definite = phrase.opener in ("the", "this", "that", "these", "those") or phrase.opener in phrases.OWNERS
        if phrase.kind is None or (phrase.last - phrase.first > 1 and not phrase.opener and self._all_capital(phrase)):
            found = name_of_words(mentions, phrase)
            if found is not None:
                return found
        apposed = self._apposed(phrase, first)
        if apposed is not None:
            return apposed, "apposition", 0.85
        bare = not phrase.opener and phrase.kind == "person" and lowered[phrase.first] not in FUNCTION_WORDS
        if definite or bare:
            meant: Figure | None = None
            nation = is_national(head) and phrase.last - phrase.first == 1  # "the German said"
            again = tells_age(lowered[phrase.first : phrase.last])
            if phrase.kind == "person" or (phrase.kind is None and phrase.opener == "the" and (nation or again)):
                meant = person_called(mentions, phrase, self.turn.figure, self.described)
                if meant is None and self._speaks_here(first, again) and (again or is_elegant(mentions, phrase)):
                    meant = self.turn.figure
                if meant is None and is_elegant(mentions, phrase) and self._is_the_subject(first):
                    meant = self.turn.figure
                if meant is None and tells_home(mentions, phrase) and self._speaks_here(first, above=True):
                    meant = self.turn.figure
            elif phrase.kind == "organization":
                meant = organization_called(mentions, phrase, self._organization_before(first))
            elif phrase.kind in ("people", "group") and self.plural.figure is not None and self._is_bare(phrase):
                meant = those_meant(self.plural.figure, head)
            elif phrase.kind == "document" and phrase.last - phrase.first == 1:
                meant = next((f for _, noun, f in reversed(self.described) if noun == head), None)
            if meant is not None:
                bodies = meant.kind in ("organization", "document")
                insort(mentions.organizations if bodies else mentions.people, (first, meant), key=lambda pair: pair[0])
                return meant, f"called “{slice_of(document.text, tokens, first, phrase.last)}”", 0.8
        if lowered[phrase.first : phrase.first + 2] == ["one", "of"]:
            noun = lowered[phrase.last - 1]
            told = (f for _, other, f in reversed(self.described) if other == noun and f.kind == "group")
            several = those_meant(self.plural.figure, noun) or next(told, None)
            if several is not None:  # "one of the officials"
                return Figure(several.name, (), "unnamed"), "one of several", 0.7
        starts = mentions.starts_sentence(first) or (first > 0 and tokens[first - 1].text in OPENING)
        proper = any(
            name.title <= phrase.first < name.last
            for name in (mentions.names[n] for n in mentions.names_within(phrase.first, phrase.first + 1))
        )
        words = phrases.describe(document.text, tokens, phrase, starts and not phrase.opener, proper)
        words = self._with_organization(phrase, words)
        if phrase.opener in phrases.OWNERS:
            meant_pair = self._pronoun(phrase.first - 1)
            if meant_pair is not None and meant_pair[0] is not None:
                owner = meant_pair[0].name
                words = f"{owner}{'’' if owner.endswith('s') else '’s'} {words}"
        plural = head.endswith("s") and not head.endswith("ss") and head not in ("news", "politics", "series")
        kind = _KINDS.get(phrase.kind or "", "group" if plural else "unnamed")
        if lowered[phrase.first : phrase.first + 2] == ["one", "of"]:
            kind = "unnamed"
        if kind == "organization" and head not in _ONE_OF_ITS_KIND and not any(c.isupper() for c in words):
            # "the group": some organisation, but which the article does not say here; unlike "the mayor's office"
            # and "the central bank"
            one = any(mark in words for mark in ("’s ", "'s ")) or words == "central bank"
            kind = "organization" if one else "unnamed"
        figure = Figure(words, (), kind, noun_gender(head), human=phrase.kind == "person")
        for word in lowered[phrase.first : phrase.last]:
            figure.role_words.setdefault(word, phrase.first)
        self.described.append((first, head, figure))
        if phrase.kind == "person":
            insort(mentions.people, (first, figure), key=lambda pair: pair[0])
        elif phrase.kind in ("organization", "document"):
            insort(mentions.organizations, (first, figure), key=lambda pair: pair[0])
        return figure, "described", 0.85

    def _with_organization(self, phrase: Phrase, words: str) -> str:
        """Complete "a spokesman for the force" by the force's name."""
        mentions = self.mentions
        noun = phrase.last - 1
        if noun - 2 <= phrase.head or mentions.lowered[noun - 1] != "the":
            return words
        if noun_class(mentions.lowered[noun]) != "organization" or phrase.kind not in ("person", "people"):
            return words
        inner = Phrase("the", noun, phrase.last, noun, "organization", phrase.last)
        figure = organization_called(mentions, inner, self._organization_before(noun))
        if figure is None or mentions.lowered[noun] not in figure.words:
            return words
        return words[: len(words) - len(mentions.document.tokens[noun].text)] + figure.name

    def _is_bare(self, phrase: Phrase) -> bool:
        """Tell "the two ministers", who were told of before, from "the foreign ministers of Egypt and Sudan"."""
        return phrase.stop - phrase.head == 1

    def _speaks_here(self, token: int, above: bool = False) -> bool:
        """Tell whether the last to speak is a named person who did so in the token's paragraph, or the one above."""
        figure = self.turn.figure
        if figure is None or figure.kind != "person" or not figure.words:
            return False
        return self.mentions.paragraph(token) - self.mentions.paragraph(self.turn.token) <= above

    def _is_the_subject(self, token: int) -> bool:
        """Tell whether the last to speak, in the paragraph above, is whom the article names most."""
        figure = self.turn.figure
        if figure is None or not self._speaks_here(token, above=True):
            return False
        people = [other for other in self.mentions.cast.figures if other.kind == "person" and other is not figure]
        return len(figure.mentions) > max([2, *(len(other.mentions) for other in people)])

    def _organization_before(self, token: int) -> Figure | None:
        """Give the organisation that spoke last, if not long ago."""
        mentions = self.mentions
        for turn in (self.turn, self.plural):
            if turn.figure is not None and turn.figure.kind == "organization":
                return turn.figure if mentions.sentence(token) - mentions.sentence(turn.token) <= 6 else None
        return None

    def _apposed(self, phrase: Phrase, first: int) -> Figure | None:
        """Find the name that a phrase stands beside: "Peter Cook, [the Pentagon press secretary], said"."""
        mentions = self.mentions
        if phrase.kind == "person":
            return next((f for role, f in self._roles_at.get(phrase.first, ()) if phrase.last <= role.last), None)
        if phrase.kind == "organization" and phrase.opener and first > 1 and mentions.lowered[first - 1] == ",":
            for number in mentions.names_within(first - 2, first - 1):
                figure = mentions.named[number]
                if figure is not None and figure.kind == "organization" and not is_place(figure):
                    return figure
        return None

    def _all_capital(self, phrase: Phrase) -> bool:
        tokens = self.mentions.document.tokens
        return all(tokens[index].text[0].isupper() for index in range(phrase.first, phrase.last))


def _small(name: str) -> str:
    """Take the capital of a sentence's start off a common noun: "Neighbors" → "neighbors"."""
    first = name.split()[0]
    return name[0].lower() + name[1:] if noun_class(first.lower()) is not None else name


def _uncontracted(low: str) -> str:
    """Take the verb off a pronoun: "he’ll" → "he"."""
    for mark in "’'":
        head, found, _ = low.partition(mark)
        if found and head in pronouns.SUBJECTS:
            return head
    return low
