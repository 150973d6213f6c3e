"""How fast the reading room answers: whole pages of results over many generated documents.

words.py         two vocabularies in which few words are frequent
authorities.py   publishers, subjects, places, targets, collections and their names
documents.py     the documents, in batches that count what they can be found by
described.py     what is said about one of them; rows.py: as rows of the projection (columns.py)
material.py      the kept database of one size
requests.py      what is asked; answers.py: asks it, checks and times the answers
visible.py       from publishing to being found
run.py           one size, in a process of its own
"""
import json
import subprocess
import sys

USUAL_SIZE = 100_000


def measure_search(sizes, scratch):
    """Rows of each number of documents; those after the first say how much they grew from it."""
    rows, first = [], {}
    for n in sizes:
        result = scratch / f"search-{n}.json"
        subprocess.run([sys.executable, "-m", "bench.search.run", str(n), str(result)], check=True)
        new = json.loads(result.read_text())
        rows += [{**row, "growth": row["value"] / first[row["name"]]} if first.get(row["name"]) else row
                 for row in new]
        first = first or {row["name"]: row["value"] for row in new}
    return rows
