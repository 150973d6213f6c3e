"""The process that works off what waits: one on a machine, one capture after the other.

A lock that the system gives up with its holder says whether a worker lives, so a
capture that is still `running` when the lock is got was left behind by a dead one.
"""
import fcntl
import logging
import os
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.accounts.switches import is_on
from archive.ingest.capture.capture import capture, fail, time_for_one
from archive.models import CaptureRequest, Switch

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
LOOK_SECONDS = 1
State = CaptureRequest.State


@contextmanager
def only_worker():
    """Whether this process is the one worker of this machine now; the lock ends with it."""
    with (Path(settings.VAR_ROOT) / "capture.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


@transaction.atomic
def put_back(is_alone=True):
    """Let those wait again that a dead worker left behind, and give up those that killed several; return how many.

    Of another machine's worker only the time tells that it is dead.
    """
    left = CaptureRequest.objects.filter(state=State.RUNNING)
    if not is_alone:
        left = left.filter(started_at__lt=timezone.now() - time_for_one())
    left = list(left.select_related("asked_by", "batch"))
    for request in left:
        if request.attempts >= MOST_ATTEMPTS:
            fail(request, _("The capture was interrupted %(n)s times. Save the page with a browser and send the file.")
                 % {"n": MOST_ATTEMPTS})
        else:
            CaptureRequest.objects.filter(pk=request.pk, state=State.RUNNING).update(state=State.WAITING)
    return len(left)


def claim(identifier=None):
    """The next request that waits (or the one that is named), now running and ours; None if there is none."""
    waiting = CaptureRequest.objects.filter(state=State.WAITING).order_by("pk")
    if identifier is not None:
        waiting = waiting.filter(identifier=identifier)
    while (key := waiting.values_list("pk", flat=True).first()) is not None:
        is_ours = CaptureRequest.objects.filter(pk=key, state=State.WAITING).update(
            state=State.RUNNING, attempts=F("attempts") + 1, started_at=timezone.now(), ended_at=None)
        if is_ours:
            return CaptureRequest.objects.select_related("asked_by", "collection", "batch").get(pk=key)
    return None


def work_off(identifier=None, rules=None):
    """Capture what waits, oldest first; return how many were taken. Nothing while captures are switched off."""
    n = 0
    while is_on(Switch.Name.CAPTURE) and (request := claim(identifier)) is not None:
        n += 1
        try:
            capture(request, rules)
        except Exception:
            log.exception("capture %s failed", request.identifier)
    return n


def follow():
    """Work off what waits and look every second for more, as long as the process that started this one lives."""
    parent = os.getppid()
    while os.getppid() == parent:
        with only_worker() as is_alone:
            if is_alone:
                _follow(parent)
        time.sleep(LOOK_SECONDS)


def _follow(parent):
    is_first = True
    while os.getppid() == parent:
        try:
            if is_first:
                put_back()
                is_first = False
            work_off()
        except Exception:
            log.exception("captures cannot be worked off; tried again in %s s", LOOK_SECONDS)
        close_old_connections()
        time.sleep(LOOK_SECONDS)
