"""Every reader: what it yields from a good file, and the one line it gives for a bad one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus_cli.articles.fields import ReadOptions, Unread
from corpus_cli.articles.read import FORMATS, find_files, read, read_stream
from corpus_cli.articles.text_files import front_matter
from corpus_cli.records import Article

BODY = "The minister said on Monday that he was leaving for good.\n\nNobody else spoke to reporters at all."


def read_bytes(tmp_path: Path, name: str, data: bytes | str, **options: object) -> list[Article | Unread]:
    file = tmp_path / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(file, ReadOptions(**options)))  # type: ignore[arg-type]


def only(items: list[Article | Unread]) -> Article:
    assert len(items) == 1
    assert isinstance(items[0], Article), items
    return items[0]


def test_text_is_stored_as_it_stands(tmp_path: Path) -> None:
    text = "Minister to leave\n\nBy Jane Roe\n\nBAGHDAD, July 11 (Harbor Wire) — " + BODY
    article = only(read_bytes(tmp_path, "a.txt", text.replace("\n", "\r\n")))
    assert article.text == text
    assert (article.title, article.author) == ("Minister to leave", "Jane Roe")
    assert (article.published, article.published_basis) == ("XXXX-07-11", "dateline")


@pytest.mark.parametrize(
    ("name", "options", "published", "basis"),
    [
        ("a.txt", {}, None, None),
        ("2016-08-02-a.txt", {}, "2016-08-02", "filename"),
        ("a.txt", {"date": "2016-08-03"}, "2016-08-03", "option"),
        ("2016-08-02-a.txt", {"date": "2016-08-03"}, "2016-08-02", "filename"),
    ],
)
def test_where_a_date_comes_from(
    tmp_path: Path, name: str, options: dict[str, object], published: str | None, basis: str | None
) -> None:
    article = only(read_bytes(tmp_path, name, BODY, **options))
    assert (article.published, article.published_basis) == (published, basis)


def test_a_dated_line_is_the_page_date_and_beats_the_options(tmp_path: Path) -> None:
    text = "Minister to leave\n\nMonday, July 11, 2016\n\n" + BODY
    article = only(read_bytes(tmp_path, "a.txt", text, date="2020-01-01"))
    assert (article.published, article.published_basis) == ("2016-07-11", "page")


def test_markdown_front_matter(tmp_path: Path) -> None:
    head = (
        '---\ntitle: "Strikes: day one"\ndate: 2016-08-01\nauthor: [Jane Roe, John Doe]\n'
        "source: The Meridian Post\nurl: https://example.org/a\nid: 7\n---\n"
    )
    article = only(read_bytes(tmp_path, "a.md", head + BODY))
    assert article.text == head + BODY
    assert article.text[article.body_start :] == BODY
    assert (article.title, article.author, article.outlet) == (
        "Strikes: day one",
        "Jane Roe, John Doe",
        "The Meridian Post",
    )
    assert (article.published, article.published_basis) == ("2016-08-01", "metadata")
    assert article.path.endswith("a.md")


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("---\na: 1\nb: 'it''s'\n---\nX", {"a": "1", "b": "it's"}),
        ("---\ntags:\n  - x\n  - y\n---\n", {"tags": ["x", "y"]}),
        ("---\nno end\nX", {}),
        ("No front matter", {}),
        ("---\n---\nX", {}),
    ],
)
def test_front_matter(text: str, record: dict[str, object]) -> None:
    found, start = front_matter(text)
    assert {key: value for key, value in found.items() if value} == record
    assert 0 <= start <= len(text)


RECORD = {"Headline": "T", "body": BODY, "pubDate": "Mon, 01 Aug 2016 10:00:00 GMT", "source": {"name": "Harbor Wire"}}


def test_json_lines_json_and_csv_read_alike(tmp_path: Path) -> None:
    files = {
        "a.jsonl": json.dumps(RECORD) + "\n\n",
        "b.json": json.dumps([RECORD]),
        "c.json": json.dumps({"articles": [RECORD]}),
        "d.csv": 'Headline;body;pubDate;source\nT;"' + BODY + '";2016-08-01;Harbor Wire\n',
    }
    for name, data in files.items():
        article = only(read_bytes(tmp_path, name, data))
        assert (article.text, article.title, article.outlet) == (BODY, "T", "Harbor Wire"), name
        assert (article.published, article.published_basis) == ("2016-08-01", "metadata"), name
        assert article.path.endswith(f"{name}#1"), name


def test_own_path_or_id_names_the_article(tmp_path: Path) -> None:
    lines = [json.dumps({"text": BODY, "path": "x/one.txt", "id": 1}), json.dumps({"text": BODY + "!", "id": 2})]
    articles = read_bytes(tmp_path, "a.jsonl", "\n".join(lines))
    assert [article.path for article in articles] == ["x/one.txt", "2"]


def test_mapping_names_a_field(tmp_path: Path) -> None:
    article = only(read_bytes(tmp_path, "a.json", json.dumps({"Artikel": BODY}), mapping={"text": "artikel"}))
    assert article.text == BODY


def test_stdin_records_are_named_by_their_text() -> None:
    one, two, again = read_stream([json.dumps({"text": text}) for text in ("One.", "Two.", "One.")], ReadOptions())
    assert one.path == again.path != two.path


BAD = [
    ("a.txt", b"", "empty"),
    ("a.txt", b"\0\1\2", "binary"),
    ("a.json", b"{", "not valid JSON"),
    ("a.json", b"3", "no object"),
    ("a.json", b"[" * 100_000, "not valid JSON"),
    ("a.json", b'{"title": "x"}', "--map text=FIELD"),
    ("a.jsonl", b"{oops\n", "not valid JSON: Expecting property name"),
    ("a.jsonl", b"[1]\n", "not an object"),
    ("a.csv", b"title,date\nx,2016\n", "no text column (columns: title, date)"),
    ("b.csv", b'title,"da\nte"\nx,2016\n', "no text column (columns: title, da te)"),
    ("a.csv", b'text\n"unclosed\n', None),
    ("a.pdf", b"%PDF-1.4 nothing", "PDF"),
    ("a.html", b"<html><body><nav>Home</nav></body></html>", "no article text"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD)
def test_bad_files_give_one_line(tmp_path: Path, name: str, data: bytes, reason: str | None) -> None:
    items = read_bytes(tmp_path, name, data)
    assert len(items) == 1
    if reason is not None:
        assert isinstance(items[0], Unread)
        assert reason in items[0].reason
        assert "\n" not in items[0].reason


def test_json_lines_of_utf16_and_cp1252(tmp_path: Path) -> None:
    line = json.dumps({"text": "Müller said no."}, ensure_ascii=False)
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        assert only(read_bytes(tmp_path, "a.jsonl", line.encode(encoding))).text == "Müller said no."


def test_a_line_too_long_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_cli.articles.read._MAX_BYTES", 400)
    lines = [json.dumps({"text": BODY}), json.dumps({"text": "x" * 900}), json.dumps({"text": BODY + "!"})]
    items = read_bytes(tmp_path, "a.jsonl", "\n".join(lines))
    assert [type(item) for item in items] == [Article, Unread, Article]
    assert items[1].path.endswith("#2")
    assert items[2].path.endswith("#3")


def test_a_bad_line_does_not_stop_the_rest(tmp_path: Path) -> None:
    items = read_bytes(tmp_path, "a.jsonl", json.dumps(RECORD) + "\n{broken\n" + json.dumps(RECORD))
    assert [type(item) for item in items] == [Article, Unread, Article]
    assert items[1].path.endswith("a.jsonl#2")


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_line_of_50_megabytes_is_refused(tmp_path: Path, name: str) -> None:
    text = "word " * 10_000_000
    data = text if name == "a.txt" else json.dumps({"text": text})
    (item,) = read_bytes(tmp_path, name, data)
    assert isinstance(item, Unread)
    assert "too many for one article; split it" in item.reason


def test_find_files_recurses_sorts_and_passes_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.jsonl", ".hidden/x.txt", "sub/.y.txt", "photo.jpg", "corpus.db"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path]) if isinstance(path, Path)]
    assert found == ["a.md", "b.txt", "sub/c.jsonl"]
    assert list(find_files([tmp_path / "photo.jpg"])) == [tmp_path / "photo.jpg"]
    assert list(find_files([tmp_path / "none"])) == [Unread((tmp_path / "none").as_posix(), "no such file or folder")]
    assert len(list(find_files([tmp_path, tmp_path / "a.md"]))) == 3


def test_html_keeps_the_article_and_drops_the_rest(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    paragraph = "<p>The spokesman said on Sunday that the contingent had been moved, and gave no further details.</p>"
    page = (
        '<html><head><title>Moved</title><meta property="og:site_name" content="Northgate Courier">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Moved", '
        '"datePublished": "2019-04-07T10:00:00Z", "author": {"@type": "Person", "name": "Jane Roe"}}</script></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Moved</h1>{paragraph * 4}</article>"
        "<div id='comments'><p>First comment by a reader of the page.</p></div></body></html>"
    )
    article = only(read_bytes(tmp_path, "a.html", page))
    assert "The spokesman said" in article.text
    assert "comment" not in article.text
    assert (article.published, article.published_basis) == ("2019-04-07", "metadata")
    assert article.title == "Moved"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.sampled_from(sorted(FORMATS - {".pdf", ".html", ".htm", ".xhtml"})), data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, name: str, data: bytes) -> None:
    for item in read_bytes(tmp_path, f"x{name}", data):
        assert isinstance(item, Article | Unread)
