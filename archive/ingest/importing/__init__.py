"""Spreadsheets at the desk: seen before, applied as seen, taken back in one act.

The sheets are those of the description folder (`ingest/description/`). There a
folder describes files that come in with it, and all of it is applied or nothing.
Here the documents are held already; every row is created, changed, unchanged or
refused, and a person sees which before anything is stored.

unpacking.py   opens CSV, XLSX and ZIP files that came by upload, within limits
workbook.py    reads the worksheets of one XLSX
kept.py        keeps the uploaded files, so that preview and application see the same bytes
opening.py     the verbs that open, replace and discard an import
lines.py       the plan: a Line for each row, with what would change, or why not
cells.py       what a cell may hold here: markers, formulas, control characters
found.py       which document of the archive a row means
names.py       which agents, subjects, places and targets a cell means; near.py names what is spelled nearly so
present.py     what a document says now, cell by cell
comparing.py   a row of documents against what is there; attributed.py its creators, publishers, contributors
authority_rows.py, concept_rows.py   rows of agents and their sheets; of subjects, places and targets
belonging.py   captures, contributions, relations; marked.py labels, claims and quotations
dependence.py  rows that lean on a refused row are refused with it
plan.py        all of these together; stores nothing
apply.py       writes a plan in one transaction: writing.py, writing_authorities.py
template.py    an empty workbook to fill in; export.py the present description in the same form
formulas.py    what a spreadsheet program would take for a formula
"""
