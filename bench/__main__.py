"""`python -m bench`: measures, prints a table, and writes var/bench.json.

Everything runs in a scratch place below var/, on the same disk as the real
site, with its own database; nothing of the real site is touched. Only what is
generated is kept, in var/bench-search/ and var/bench-desk/, because making it takes minutes.
"""
import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from bench.desk import USUAL_SIZE as USUAL_DESK
from bench.desk import measure_desk
from bench.search import USUAL_SIZE, measure_search

PROJECT_ROOT = Path(__file__).resolve().parent.parent
RESULT = PROJECT_ROOT / "var" / "bench.json"
ON_SCRATCH = ("store", "ingest", "downloads")
PARTS = (*ON_SCRATCH, "search", "desk")
USUAL = 500


def main():
    """Run the chosen parts; exit 2 for unknown ones."""
    options = parsed_options()
    RESULT.parent.mkdir(exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="bench-", dir=RESULT.parent))
    try:
        rows = measure(options.only, options.n, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    machine = describe_machine()
    RESULT.write_text(json.dumps([{**row, "machine": machine} for row in rows], indent=1))
    sys.stdout.write(table(rows, machine))


def parsed_options():
    """`n`: a list of numbers, empty if not given; `only`: the chosen parts."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--n", type=numbers, default=[], help=(
        f"how many small documents (default {USUAL}; search and desk: {USUAL_SIZE:,}, and several numbers, with "
        "commas between them, are compared)"))
    parser.add_argument("--only", type=lambda text: [part.strip() for part in text.split(",") if part.strip()],
                        default=list(PARTS), help=f"some of {','.join(PARTS)}")
    options = parser.parse_args()
    if set(options.only) - set(PARTS):
        parser.error(f"unknown part: choose from {', '.join(PARTS)}")
    return options


def numbers(text):
    """[1000, 20000] from "1000,20000"; raise ValueError."""
    return [int(number) for number in text.split(",")]


def measure(chosen, sizes, scratch):
    """Rows of the chosen parts, in order."""
    rows = []
    if set(chosen) & set(ON_SCRATCH):
        rows += measure_on_scratch(chosen, sizes[0] if sizes else USUAL, scratch)
    if "search" in chosen:
        rows += measure_search(sizes or [USUAL_SIZE], scratch)
    if "desk" in chosen:
        rows += measure_desk(sizes or [USUAL_DESK], scratch)
    return rows


def set_up_scratch(scratch):
    """Let Django use a new, empty database and nothing of the real site."""
    os.environ.update({
        "DJANGO_SETTINGS_MODULE": "archive.settings", "VAR_ROOT": str(scratch / "var"),
        "MEDIA_ROOT": str(scratch / "media"), "DATABASE_URL": f"sqlite:///{scratch / 'bench.sqlite3'}",
        "ALLOWED_HOSTS": "127.0.0.1", "SECRET_KEY": "for-measuring-only",
    })
    for name in ("CATALOG_DATABASE_URL", "SEARCH_ROOT"):  # whatever the real site uses
        os.environ.pop(name, None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def measure_on_scratch(chosen, n, scratch):
    """Rows of what needs an empty archive, in order."""
    set_up_scratch(scratch)
    from django.core.management import call_command

    if "downloads" in chosen:  # before anything else: the demo is loaded into an empty archive only
        call_command("archive_load_demo", verbosity=0)
    from bench.ingest import measure_ingest
    from bench.site import measure_site
    from bench.store import measure_store

    verbs = {
        "store": lambda: measure_store(scratch),
        "ingest": lambda: measure_ingest(scratch, n),
        "downloads": lambda: measure_site(scratch, n),
    }
    return [row for part in ON_SCRATCH if part in chosen for row in verbs[part]()]


def describe_machine():
    """What the figures were measured on, without naming it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**3
    return f"{os.cpu_count()} cores, {memory} GiB, {platform.system()}, Python {platform.python_version()}"


def table(rows, machine):
    """The rows as text; the ratio stands where there is a floor, the rest where a target or a note is."""
    lines = [f"{'name':42} {'n':>7} {'value':>10} {'unit':12} {'floor':>10} {'ratio':>6} {'p50 ms':>8} {'p95 ms':>8}"
             f" {'target':>7} {'':7} {'growth':>6}".rstrip()]
    for row in rows:
        floor = row.get("floor")
        cells = [f"{row['name']:42}", f"{row['n']:>7}", number(row.get("value"), 10), f"{row['unit']:12}",
                 number(floor, 10), number(row["value"] / floor if floor else None, 6, 2),
                 number(row.get("p50_ms"), 8), number(row.get("p95_ms"), 8),
                 number(row.get("target"), 7), f"{verdict(row):7}", number(row.get("growth"), 6), row.get("note", "")]
        lines.append(" ".join(cells).rstrip())
    return "\n".join([*lines, f"measured on: {machine}", f"written to: {RESULT.relative_to(PROJECT_ROOT)}", ""])


def verdict(row):
    """Whether the target, if there is one, was reached."""
    if "target" not in row:
        return ""
    is_reached = row["value"] >= row["target"] if row.get("is_more_better") else row["value"] <= row["target"]
    return "reached" if is_reached else "missed"


def number(value, width, digits=1):
    return " " * width if value is None else f"{value:>{width}.{digits}f}"


if __name__ == "__main__":
    main()
