"""Groups are what they are, in whatever order and batches statements come, go and come back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_corpus import Said, statements

from corpus_cli.ingest.reports import settle
from corpus_cli.ingest.tasks import marks_of
from corpus_cli.records import Article, Kind, Speaker
from corpus_cli.store.check import check
from corpus_cli.store.database import open_writer
from corpus_cli.store.writer import Writer

WORDS = (
    "the harbour of the northern town will be closed to every ship from the first of May until the new lighthouse "
    "stands on the outer rock"
)
# (what was said, its kind): twins, clippings, a rewording, a passage in indirect speech.
TEXTS: list[tuple[str, Kind]] = [
    (f"“{WORDS}”", "direct"),
    (f"“{WORDS[: WORDS.index(' until')]}”", "direct"),
    (f"“{WORDS.replace('lighthouse', 'beacon')} and the chain is laid”", "direct"),
    (WORDS, "indirect"),
    (WORDS.replace("every ship", "all ships"), "indirect"),
    ("“the harbour of the northern town”", "direct"),
]
SPEAKERS = [Speaker("Anna Hale", "person", None, "named"), Speaker("Joe Reed", "person", None, "named"), Speaker(None)]
DAYS = ["2016-08-01", "2016-08-05", "2016-08-10", "2017-03-01", None]
REPORT = st.tuples(st.sampled_from(TEXTS), st.sampled_from(SPEAKERS), st.sampled_from(DAYS))


def article(number: int, report: tuple[tuple[str, Kind], Speaker, str | None]) -> tuple[Article, list[Said]]:
    (text, kind), speaker, day = report
    source = speaker.name or "Somebody"
    whole = f"Report {number}\n\n{text}, {source} said."
    made = Article(whole, f"{number}.txt", title=f"Report {number}", published=day, published_basis="metadata")
    return made, [Said((text,), speaker, kind, "said", source)]


def add(writer: Writer, made: Article, said: list[Said]) -> int:
    found = statements(made, said)
    file = writer.files.number(made.path)
    return writer.add(made, file, found, "hand 1", 1, [marks_of(one) for one in found])


def groups(writer: Writer) -> dict[str, str]:
    return dict(writer.connection.execute("SELECT path, group_id FROM quotes"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(REPORT, min_size=2, max_size=9), st.data())
def test_groups_do_not_depend_on_order_batches_or_detours(
    reports: list[tuple[tuple[str, Kind], Speaker, str | None]], data: st.DataObject
) -> None:
    made = [article(number, report) for number, report in enumerate(reports)]
    order = data.draw(st.permutations(range(len(made))))
    gone = data.draw(st.sets(st.integers(0, len(made) - 1)))
    with TemporaryDirectory() as name:
        at_once, one_by_one = Path(name, "a.db"), Path(name, "b.db")
        writer = open_writer(at_once)
        with writer.batch():
            for number, (one, said) in enumerate(made):
                if number not in gone:
                    add(writer, one, said)
            settle(writer)
        expected = groups(writer)
        writer.close()
        writer = open_writer(one_by_one)
        numbers = {}
        for number in order:
            with writer.batch():
                numbers[number] = add(writer, *made[number])
                settle(writer)
        for number in sorted(gone):
            with writer.batch():
                writer.delete(numbers[number])
                settle(writer)
        found = groups(writer)
        writer.close()
        assert found == expected
        assert check(one_by_one) == []
