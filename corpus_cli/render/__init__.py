"""ROWS → TERMINAL: tables, marked-up articles, json, jsonl, csv."""
