"""Authority records (agents, subjects, places): found by any name, created once, merged when there are two.

kinds.py       what the three kinds have in common, and what each calls it
folding.py     one way to compare names, whatever the keyboard or the transliteration
fields.py      the columns that hold a name as it is compared, filled at every save
find.py        records by what somebody types, and near matches, so that no second one is born
create.py      a new record, unless there is one that it is too like
references.py  what refers to a record, read off the models
merge.py       two records become one; preview.py says before what would move
duplicates.py  pairs of records that may be one; distinct.py remembers which are two for good
"""
