"""A program for tests: many writers at one real database at the same time.

Run as `python -m tests.archive.provenance.crowd SCENARIO` with DATABASE_URL of an
empty database; prints what happened as JSON. It is a process of its own because a
test's database lives in one transaction, where nobody can get in anybody's way.
"""
import json
import os
import subprocess
import sys
import threading

PROCESSES, THREADS, EVENTS, ROUNDS = 2, 4, 10, 10


def run_scenario(name, database_url):
    """Run this program on an empty database and return what it found."""
    environment = {**os.environ, "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run([sys.executable, "-m", __name__, name], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def at_once(*acts):
    """Run the functions in threads that start together; return their results in order."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        from django.db import connection
        gate.wait(timeout=60)
        try:
            results[place] = act()
        except Exception as error:
            results[place] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def writers():
    """Several processes with several threads each append events; is the chain whole?"""
    from archive.models import Event
    from archive.provenance.verification import verify_ledger

    before = Event.objects.count()
    command = [sys.executable, "-m", __spec__.name, "one_process_of_writers"]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True, stdout=subprocess.DEVNULL)
                 for _ in range(PROCESSES)]
    errors = [process.communicate()[1] for process in processes]
    assert not any(process.returncode for process in processes), "".join(errors)
    sequences = list(Event.objects.order_by("sequence").values_list("sequence", flat=True))
    return {"written": len(sequences) - before, "is_gapless": sequences == list(range(1, len(sequences) + 1)),
            "fault": verify_ledger().fault}


def one_process_of_writers():
    """Each thread of this process writes some events, each in a transaction of its own."""
    return at_once(*[lambda name=f"thread {n}": _append(name) for n in range(THREADS)])


def _append(name):
    from django.db import transaction

    from archive.models.provenance import EventType
    from archive.provenance.ledger import Entry, record_events

    for number in range(EVENTS):
        with transaction.atomic():
            record_events([Entry(EventType.VALIDATION, "test", f"{name}/{number}")])
    return "written"


def savers():
    """Two people save the same version at the same moment, round after round."""
    from archive.models import Curator, Document, Revision
    from archive.provenance.revise import revising
    from archive.provenance.verification import verify_ledger

    by = Curator.objects.create_user("somebody")
    document = Document.objects.create(title="The first title")
    results = []
    for number in range(ROUNDS):
        opened = [Document.objects.get(pk=document.pk) for _ in range(2)]

        def save(copy, title):
            with revising(copy, by):
                copy.title = title
                copy.save()
            return title

        said = at_once(*[lambda copy=copy, title=f"{number} {n}": save(copy, title) for n, copy in enumerate(opened)])
        winners = [title for title in said if title != "StaleRecord"]
        results.append({"said": said, "winners": winners, "kept": Document.objects.get(pk=document.pk).title})
    return {"rounds": results, "version": Document.objects.get(pk=document.pk).version,
            "revisions": Revision.objects.count(), "fault": verify_ledger().fault}


def checking():
    """The ledger is verified again and again while others append to it."""
    from archive.provenance.verification import verify_ledger

    writing = threading.Event()

    def write():
        try:
            return [_keep_revisions(number) for number in range(40)][-1]
        finally:
            writing.set()

    def check():
        reports = [verify_ledger()]
        while not writing.is_set():
            reports.append(verify_ledger())
        return reports

    wrote, reports = at_once(write, check)
    return {"wrote": wrote, "faults": sorted({report.fault for report in reports} - {""}), "checks": len(reports),
            "grew": reports[-1].events > reports[0].events}


def _keep_revisions(number):
    from archive.models import Curator, Document
    from archive.provenance.revise import keep_revision

    by, _new = Curator.objects.get_or_create(username="somebody")
    keep_revision(Document.objects.create(title=f"Title {number}"), by, "drafted")
    return number


def outside():
    """What an event says that is written outside a transaction."""
    from archive.models import Event
    from archive.models.provenance import EventType
    from archive.provenance.ledger import Entry, record_events

    try:
        record_events([Entry(EventType.VALIDATION, "test", "outside")])
    except Exception as error:
        return {"error": type(error).__name__, "said": str(error), "events": Event.objects.count()}
    return {"error": "", "events": Event.objects.count()}


if __name__ == "__main__":
    import django

    django.setup()
    scenario = sys.argv[1]
    if scenario != "one_process_of_writers":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    print(json.dumps(globals()[scenario]()))
