"""PDF files, through the extra ``[pdf]``: the text layer, page after page."""

from __future__ import annotations

import logging
from pathlib import Path

from corpus_cli.articles.fields import ReadOptions, complete_article
from corpus_cli.errors import MissingExtra, ReadError
from corpus_cli.records import Article


def read_pdf(file: Path, path: str, options: ReadOptions) -> Article:
    """Read a PDF's text layer; offsets hold in the extracted text.

    Raises MissingExtra without pypdf, ReadError when the file is damaged, locked or a picture of text.
    """
    try:
        from pypdf import PdfReader
    except ImportError:
        raise MissingExtra("reading PDF", "pdf") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(file)
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except OSError:
        raise
    except Exception as error:  # pypdf raises whatever a damaged file leads it into; one file is lost, not the run
        raise ReadError(f"the PDF could not be read: {error}") from None
    if not text.strip():
        raise ReadError("the PDF has no text layer; recognise its text first (OCR)")
    return complete_article(text.replace("\r\n", "\n").replace("\r", "\n"), path, {"title": title or ""}, options)
