"""The files that were read: as they were then, so that what is unchanged need not be read again."""

from __future__ import annotations

import sqlite3


class Files:
    """The ledger of files; changes go into the writer's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def number(self, path: str) -> int:
        """Give a file's row number; a row is made for a file that has none."""
        self.connection.execute("INSERT OR IGNORE INTO files(path) VALUES (?)", (path,))
        ((number,),) = self.connection.execute("SELECT number FROM files WHERE path = ?", (path,))
        return int(number)

    def known(self, path: str, options: str) -> tuple[int, int, bytes] | None:
        """Give size, time stamp and hash of a file that is wholly in, read with these options; else null."""
        sql = "SELECT size, mtime_ns, hash FROM files WHERE path = ? AND options = ? AND hash IS NOT NULL"
        row: tuple[int, int, bytes] | None = self.connection.execute(sql, (path, options)).fetchone()
        return row

    def skip(self, path: str, size: int, mtime_ns: int, touched: bool) -> tuple[int, int]:
        """Pass over an unchanged file: give how many articles and copies it holds, and note a new time stamp."""
        sql = (
            "SELECT number, (SELECT count(*) FROM articles WHERE file = f.number), "
            "(SELECT count(*) FROM copies WHERE file = f.number) FROM files f WHERE path = ?"
        )
        ((number, articles, copies),) = self.connection.execute(sql, (path,))
        if touched:
            sql = "UPDATE files SET size = ?, mtime_ns = ? WHERE number = ?"
            self.connection.execute(sql, (size, mtime_ns, number))
        return articles, copies

    def begin(self, number: int) -> None:
        """Mark a file as not wholly in, and forget which of its articles were copies."""
        sql = "UPDATE files SET hash = NULL, size = NULL, mtime_ns = NULL WHERE number = ?"
        self.connection.execute(sql, (number,))
        self.connection.execute("DELETE FROM copies WHERE file = ?", (number,))

    def end(self, number: int, size: int, mtime_ns: int, digest: bytes, options: str) -> None:
        """Mark a file as wholly in, as it was when it was read."""
        sql = "UPDATE files SET size = ?, mtime_ns = ?, hash = ?, options = ? WHERE number = ?"
        self.connection.execute(sql, (size, mtime_ns, digest, options, number))

    def articles(self, number: int) -> dict[int, str]:
        """Give the row numbers of a file's articles and their paths."""
        return dict(self.connection.execute("SELECT number, path FROM articles WHERE file = ?", (number,)))

    def all(self) -> list[tuple[int, str]]:
        """Give every file's row number and path, in the order of the paths."""
        return list(self.connection.execute("SELECT number, path FROM files ORDER BY path"))

    def path(self, number: int) -> str | None:
        """Give a file's path."""
        row = self.connection.execute("SELECT path FROM files WHERE number = ?", (number,)).fetchone()
        return None if row is None else str(row[0])

    def adopt(self, article: int, number: int, path: str) -> None:
        """Note that an article now stands in another file."""
        self.connection.execute("UPDATE articles SET file = ?, path = ? WHERE number = ?", (number, path, article))

    def forget(self, number: int) -> None:
        """Delete a file's row; its articles must be gone."""
        self.connection.execute("DELETE FROM files WHERE number = ?", (number,))

    def note_copy(self, article: int, number: int, path: str) -> None:
        """Note that an article's text stands in another place too."""
        self.connection.execute("INSERT OR REPLACE INTO copies VALUES (?, ?, ?)", (number, path, article))

    def reread(self, article: int) -> None:
        """Have an article's file read again by the next ingest, changed or not."""
        sql = "UPDATE files SET hash = NULL WHERE number = (SELECT file FROM articles WHERE number = ?)"
        self.connection.execute(sql, (article,))
