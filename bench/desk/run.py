"""One size, in a process of its own: `python -m bench.desk.run N FILE` writes the rows as JSON."""
import json
import sys
from pathlib import Path

from bench.desk.material import KEPT, PASSWORD, prepare

WARM_UP = 6  # of each kind, for every web process


def main():
    n, result = int(sys.argv[1]), Path(sys.argv[2])
    KEPT.set_up(n)
    prepare(n)
    result.write_text(json.dumps(answer_rows(n)))


def answer_rows(n):
    """Rows of every kind of task; each is done a few times before it is timed."""
    from archive.models import Curator
    from bench.desk.person import Person
    from bench.desk.tasks import TIMES, Tasks, known_of, task_row
    from bench.site import server

    known = known_of(Curator.objects.get(username="bench-0"))
    with server(KEPT.folder(n)) as (port, _process):
        tasks = Tasks(Person(port, "bench-0", PASSWORD), known).of_every_kind()
        for task in tasks.values():
            for _turn in range(WARM_UP):
                task()
        return [task_row(name, n, [task() for _turn in range(TIMES)]) for name, task in tasks.items()]


if __name__ == "__main__":
    main()
