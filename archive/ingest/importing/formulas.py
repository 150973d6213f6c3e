"""Words that a spreadsheet program would take for a formula, written so that it does not.

An apostrophe before them is how spreadsheet programs themselves mark a text. It is
taken off again when the sheet comes back, so nothing is changed by going out and in.
"""
import re

STARTS_LIKE_ONE = re.compile("'*[=+\\-@\t\r]")


def escaped(text):
    """`text` with an apostrophe before it if a spreadsheet program could take it for a formula."""
    return f"'{text}" if STARTS_LIKE_ONE.match(text) else text


def unescaped(text):
    """`text` without the apostrophe that `escaped` put before it."""
    return text[1:] if text.startswith("'") and STARTS_LIKE_ONE.match(text) else text
