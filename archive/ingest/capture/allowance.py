"""How much one capture may take in all: bytes received and seconds, shared by every connection it makes."""
import threading
import time

from django.utils.translation import gettext as _

from archive.ingest.capture.errors import OutOfAllowance
from archive.originals.limits import in_words


class Allowance:
    """Counts down; safe to share between threads. `clock` gives seconds."""

    def __init__(self, most_bytes, seconds, clock=time.monotonic):
        self.most_bytes, self.seconds = most_bytes, seconds
        self._clock, self._end = clock, clock() + seconds
        self._left, self._lock = most_bytes, threading.Lock()

    def seconds_left(self):
        """Seconds until the end, more than none. Raises OutOfAllowance."""
        left = self._end - self._clock()
        if left <= 0:
            raise OutOfAllowance(_("The page took longer than %(seconds)s seconds and was given up. Try again later, "
                                   "or save it with a browser and send the file.") % {"seconds": self.seconds})
        return left

    def take(self, size):
        """Count `size` bytes that came. Raises OutOfAllowance once they are too many."""
        with self._lock:
            self._left -= size
            is_spent = self._left < 0
        if is_spent:
            self.refuse_size()

    def refuse_size(self):
        raise OutOfAllowance(
            _("The answer is larger than %(most)s, so nothing of it was kept. Save it with a browser and send the "
              "file, or ask an administrator for a higher CAPTURE_MAX_BYTES.") % {"most": in_words(self.most_bytes)})
