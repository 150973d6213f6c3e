"""Spreadsheets that describe what was received: all of a folder is applied, or nothing.

sheets.py      reads CSV and XLSX into rows that remember where each cell stands
columns.py     which sheets and columns there are, and what a cell may hold (rules.py)
excerpts.py    reads the excerpt form as if it were the sheets above (excerpt_columns.py, mentions.py, holders.py)
check.py       finds every bad cell before anything is stored: cells.py, structure.py, references.py
               (directory.py, labels.py), held.py, placing.py and passages.py, each building on the one before
apply.py       writes the rows in one transaction: authorities.py, documents.py, annotations.py; tally.py reports

The format is documented in docs/description-folder.md and docs/excerpt-form.md.
"""
