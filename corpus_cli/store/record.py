"""The record as SQL: the one definition behind the ``quotes`` view and every query that answers with statements."""

from __future__ import annotations

from corpus_cli.store.format import ACTS, KINDS, PLACE_BASES


def _decoded(column: str, names: tuple[str, ...]) -> str:
    whens = " ".join(f"WHEN {code} THEN '{name}'" for code, name in enumerate(names))
    return f"CASE {column} {whens} END"


def _span(name: str) -> str:
    return f"CASE WHEN s.{name}_start IS NOT NULL THEN json_array(s.{name}_start, s.{name}_end) END"


def _slice(start: str, end: str) -> str:
    return f"substr(a.text, {start} + 1, {end} - ({start}))"


def _said(start: str, end: str) -> str:
    return f"replace({_slice(start, end)}, char(10), ' ')"


def _part(number: int) -> str:
    start, end, lead, trail = (f"json_extract(s.parts, '$[{number}][{column}]')" for column in range(4))
    return _said(f"{start} + {lead}", f"{end} - {trail}")


# What was said: the article's own words on one line, of one part or two; what is more than that is kept in full.
# (json_each would do for any number of parts, but FTS5 reads its content without virtual tables.)
QUOTE = (
    "CASE WHEN s.quote IS NOT NULL THEN s.quote "
    f"WHEN s.parts IS NULL THEN {_said('s.start + s.lead', 's.end - s.trail')} "
    f"ELSE {_part(0)} || ' … ' || {_part(1)} END"
)
_SPANS = (
    "CASE WHEN s.parts IS NULL THEN json_array(json_array(s.start, s.end)) ELSE (SELECT json_group_array(json_array("
    "json_extract(part.value, '$[0]'), json_extract(part.value, '$[1]'))) FROM json_each(s.parts) part) END"
)

# The reports of the statement's utterance, with their articles.
_GROUP = "statements g JOIN articles ga ON ga.number = g.article WHERE g.report_group = s.report_group"

# Key → expression, in the promised order (records.RECORD_KEYS; a test holds them equal).
RECORD: dict[str, str] = {
    "id": "printf('%010x', s.id)",
    "speaker": "who.name",
    "speaker_kind": "nullif(who.kind, '')",
    "role": "r.role",
    "kind": _decoded("s.kind", KINDS),
    "act": _decoded("s.act", ACTS),
    "quote": QUOTE,
    "cue": _slice("s.cue_start", "s.cue_end"),
    "source": _slice("s.source_start", "s.source_end"),
    "date": "coalesce(s.date, a.published)",
    "date_text": "s.date_text",
    "date_basis": "CASE WHEN s.date IS NOT NULL THEN 'stated' WHEN a.published IS NOT NULL THEN 'published' END",
    "place": "p.name",
    "place_text": "s.place_text",
    "place_basis": _decoded("s.place_basis", PLACE_BASES),
    "places": "(SELECT json_group_array(about.name) FROM (SELECT q.name FROM statement_places t "
    "JOIN places q ON q.number = t.place WHERE t.statement = s.number ORDER BY t.position) about)",
    "confidence": "s.confidence / 100.0",
    "article_id": "a.id",
    "title": "a.title",
    "outlet": "a.outlet",
    "url": "a.url",
    "path": "a.path",
    "published": "a.published",
    "spans": _SPANS,
    "source_span": _span("source"),
    "cue_span": _span("cue"),
    "group_id": "printf('%010x', coalesce(s.report_group, s.id))",
    "reports": f"CASE WHEN s.report_group IS NULL THEN 1 ELSE (SELECT count(*) FROM {_GROUP}) END",
    "outlets": "CASE WHEN s.report_group IS NOT NULL THEN (SELECT json_group_array(o.outlet) FROM (SELECT ga.outlet, "
    f"min(ga.first_day) AS day FROM {_GROUP} AND ga.outlet IS NOT NULL GROUP BY ga.outlet ORDER BY day, 1) o) "
    "WHEN a.outlet IS NULL THEN json_array() ELSE json_array(a.outlet) END",
    "first_reported": "CASE WHEN s.report_group IS NULL THEN a.published ELSE (SELECT ga.published FROM "
    f"{_GROUP} AND ga.first_day IS NOT NULL ORDER BY ga.first_day LIMIT 1) END",
    # Copies of one dispatch count once; article numbers are put below zero, where no group's id is.
    "sources": "CASE WHEN s.report_group IS NULL THEN 1 ELSE (SELECT count(DISTINCT coalesce(ga.copy_group, "
    f"-ga.number)) FROM {_GROUP}) END",
}

# Keys whose column holds JSON text.
JSON_KEYS: tuple[str, ...] = ("places", "spans", "source_span", "cue_span", "outlets")

# The joins that RECORD's expressions need, behind "FROM statements s".
JOINS = """\
JOIN articles a ON a.number = s.article
LEFT JOIN speakers who ON who.number = s.speaker
LEFT JOIN roles r ON r.number = s.role
LEFT JOIN places p ON p.number = s.place"""


def record_columns() -> str:
    """Give the record as a list of result columns."""
    return ",\n  ".join(f"{expression} AS {key}" for key, expression in RECORD.items())


def record_json() -> str:
    """Give the record as one ``json_object`` call: JSON text made by SQLite, for whoever has no time for more."""
    pairs = ", ".join(
        f"'{key}', json({expression})" if key in JSON_KEYS else f"'{key}', {expression}"
        for key, expression in RECORD.items()
    )
    return f"json_object({pairs})"


def view_sql() -> str:
    """Give the SQL of the flat view that equals the JSON record."""
    return f"CREATE VIEW quotes AS SELECT\n  {record_columns()}\nFROM statements s\n{JOINS}"
