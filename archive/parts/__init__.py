"""A digest and its parts: each part is a range of the whole's text, with a description of its own.

boundaries.py  where parts seem to begin: headings, by-lines, marks of a cut
coverage.py    what no part covers, what two parts cover; uncovered.py the same of a saved whole
said.py        what is said of the parts, all at once; checking.py what stands against it
split.py       the verb: makes parts, moves their boundaries, removes them; all of it, or nothing
elsewhere.py   parts in collections which a person has no role for: they stay as they are
fitting.py     labels, claims and quotations that a moved boundary would leave outside
"""
