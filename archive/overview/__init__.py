"""The state of the archive in numbers, for the dashboard: questions only, each in a constant number of queries.

holdings.py    how many documents, in which state, access, genre, language, collection
throughput.py  how many came in and were published, week by week; day.py: the day of a moment
gaps.py        how many documents lack what readers look for
coding.py      how many labels and coders there are, and where coders agree least
keeping.py     bytes, files, free space, and what the checks of fixity found
drawing.py     bars of a chart as coordinates
"""
