"""Gold annotations → model and scores; imported by nothing at run time."""
