"""The program's entry; ``corpus`` and ``python -m corpus_cli`` both come here."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave with its exit code."""
    import gc
    import sys

    # Start-up makes thousands of things that stay and hardly a cycle: looking for garbage among them is wasted.
    gc.set_threshold(50_000, 20, 50)
    from corpus_cli.cli.boundary import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
