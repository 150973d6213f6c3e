"""How large an original may be, and how much of the disk must stay free."""
import os
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .errors import OriginalRefused

RECHECK_BYTES = 64 * 1024**2
UNITS = ("bytes", "KB", "MB", "GB", "TB", "PB")


@dataclass(frozen=True)
class StoreLimits:
    """Sizes in bytes; None for `max_bytes` means no limit."""

    max_bytes: int | None = None
    min_free_bytes: int = 0

    def narrowed_to(self, max_bytes):
        """Return these limits with `max_bytes` where that is the smaller one."""
        known = [limit for limit in (self.max_bytes, max_bytes) if limit is not None]
        return StoreLimits(min(known, default=None), self.min_free_bytes)


def limits_from_settings():
    """Return the limits of `ORIGINAL_MAX_BYTES` and `ORIGINAL_MIN_FREE_BYTES`."""
    from django.conf import settings

    return StoreLimits(settings.ORIGINAL_MAX_BYTES, settings.ORIGINAL_MIN_FREE_BYTES)


def in_words(size):
    """Return a size such as `1.5 GB` (decimal units)."""
    value = float(size)
    for unit in UNITS:
        if value < 1000 or unit == UNITS[-1]:
            return f"{size} bytes" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= 1000
    raise AssertionError("unreachable")


def free_bytes(folder):
    """Return how many bytes an ordinary user may still write on the folder's disk."""
    status = os.statvfs(folder)
    return status.f_bavail * status.f_frsize


class Allowance:
    """What one input may still use; it is asked before and while bytes arrive.

    Raises OriginalRefused (`too_large`, `no_space`), before the bytes are written.
    """

    def __init__(self, limits, folder, size_hint=None):
        self.limits = limits
        self.folder = folder
        self.used = 0
        self._recheck_at = RECHECK_BYTES
        self._require_size(size_hint or 0)
        self._require_space(size_hint or 0)

    def use(self, count):
        """Count bytes that are about to be written."""
        self.used += count
        self._require_size(self.used)
        if self.used >= self._recheck_at:
            self._recheck_at = self.used + RECHECK_BYTES
            self._require_space(count)

    def _require_size(self, size):
        limit = self.limits.max_bytes
        if limit is not None and size > limit:
            raise OriginalRefused(
                "too_large",
                _("The file is larger than %(size)s, the most this archive accepts in one file. Split it, or ask "
                  "the administrator to raise the limit.") % {"size": in_words(limit)},
            )

    def _require_space(self, size):
        if self.limits.min_free_bytes <= 0:
            return
        free = free_bytes(self.folder)
        if free - size < self.limits.min_free_bytes:
            raise OriginalRefused(
                "no_space",
                _("The archive's disk is nearly full, so the file was not accepted: %(free)s bytes are left, "
                  "%(needed)s are needed. Nothing is lost; try again once the administrator has made space.")
                % {"free": f"{free:,}", "needed": f"{self.limits.min_free_bytes + size:,}"},
            )
