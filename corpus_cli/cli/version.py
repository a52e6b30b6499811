"""The version, read only when asked for: importing importlib.metadata costs more than a query."""

from __future__ import annotations


def version() -> str:
    """Return the installed distribution's version."""
    from importlib.metadata import version as installed

    return installed("corpus-cli")
