"""Runs `archive_ingest PATH` in this process and prints its own peak memory in bytes (VmHWM, proc(5))."""
import re
import sys
from pathlib import Path

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    call_command("archive_ingest", sys.argv[1], stdout=sys.stderr)
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    sys.stdout.write(str(int(peak[1]) * 1024))
