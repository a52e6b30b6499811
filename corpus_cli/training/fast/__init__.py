"""Gold annotations to the built-in tagger's weights.

``python -m corpus_cli.training.fast GOLD_DIR --silver FILE --out DIR``
"""
