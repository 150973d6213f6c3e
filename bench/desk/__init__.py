"""How fast the curators' desk answers: what a person does at it, among many documents.

columns.py      rows of the archive's tables: what a new row holds, and its insertion
authorities.py  people, agents, subjects, places, targets and collections
documents.py    one document with all that belongs to it; snapshots.py: its first revision
chain.py        its events, each bound to the one before
material.py     the kept database of one size
person.py       somebody logged in, who fills in forms as a browser does
tasks.py        what is asked and timed; run.py: one size, in a process of its own
"""
import json
import subprocess
import sys

USUAL_SIZE = 100_000


def measure_desk(sizes, scratch):
    """Rows of each number of documents."""
    rows = []
    for n in sizes:
        result = scratch / f"desk-{n}.json"
        subprocess.run([sys.executable, "-m", "bench.desk.run", str(n), str(result)], check=True)
        rows += json.loads(result.read_text())
    return rows
