"""`python -m bench`: measures, prints a table, and writes var/bench.json.

Everything runs in a scratch place below var/, on the same disk as the real
site, with its own database; nothing of the real site is touched.
"""
import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
RESULT = PROJECT_ROOT / "var" / "bench.json"
PARTS = ("store", "ingest", "downloads")


def main():
    """Run the chosen parts; exit 2 for unknown ones."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--n", type=int, default=500, help="how many small documents (default 500)")
    parser.add_argument("--only", default=",".join(PARTS), help=f"some of {','.join(PARTS)}")
    options = parser.parse_args()
    chosen = [part.strip() for part in options.only.split(",") if part.strip()]
    if set(chosen) - set(PARTS):
        parser.error(f"unknown part: choose from {', '.join(PARTS)}")
    RESULT.parent.mkdir(exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="bench-", dir=RESULT.parent))
    try:
        rows = measure(chosen, options.n, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    machine = describe_machine()
    RESULT.write_text(json.dumps([{**row, "machine": machine} for row in rows], indent=1))
    sys.stdout.write(table(rows, machine))


def measure(chosen, n, scratch):
    """Rows of the chosen parts, in order; Django is set up on the scratch place."""
    os.environ.update({
        "DJANGO_SETTINGS_MODULE": "archive.settings", "VAR_ROOT": str(scratch / "var"),
        "MEDIA_ROOT": str(scratch / "media"), "DATABASE_URL": f"sqlite:///{scratch / 'bench.sqlite3'}",
        "ALLOWED_HOSTS": "127.0.0.1", "SECRET_KEY": "for-measuring-only",
    })
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
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
    return [row for part in PARTS if part in chosen for row in verbs[part]()]


def describe_machine():
    """What the figures were measured on, without naming it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**3
    return f"{os.cpu_count()} cores, {memory} GiB, {platform.system()}, Python {platform.python_version()}"


def table(rows, machine):
    """The rows as text; the ratio stands where there is a floor."""
    lines = [f"{'name':42} {'n':>6} {'value':>10} {'unit':12} {'floor':>10} {'ratio':>6} {'p50 ms':>8} {'p95 ms':>8}"]
    for row in rows:
        floor = row.get("floor")
        cells = [f"{row['name']:42}", f"{row['n']:>6}", number(row.get("value"), 10), f"{row['unit']:12}",
                 number(floor, 10), number(row["value"] / floor if floor else None, 6, 2),
                 number(row.get("p50_ms"), 8), number(row.get("p95_ms"), 8)]
        lines.append(" ".join(cells))
    return "\n".join([*lines, f"measured on: {machine}", f"written to: {RESULT.relative_to(PROJECT_ROOT)}", ""])


def number(value, width, digits=1):
    return " " * width if value is None else f"{value:>{width}.{digits}f}"


if __name__ == "__main__":
    main()
