"""Range and conditional requests for a file that never changes (RFC 9110, 13 and 14).

Pure functions over header values. The ETag is strong and is the SHA-256, so a
download may be resumed whenever the name is the same.
"""
import re
from dataclasses import dataclass

from django.utils.http import parse_etags, parse_http_date_safe

BYTES_RANGE = re.compile(r"bytes=[ \t]*([0-9]*)-([0-9]*)[ \t]*", re.IGNORECASE)
DIGITS = 18  # more than any file has bytes; int() of thousands of digits is refused
PROCEED, NOT_MODIFIED, FAILED = 200, 304, 412


@dataclass(frozen=True)
class ByteRange:
    """The bytes from `start` up to but not including `stop`."""

    start: int
    stop: int

    def __len__(self):
        return self.stop - self.start


class Unsatisfiable(Exception):
    """The range lies beyond the end of the file (416)."""


def requested_range(header, size):
    """Return the ByteRange a Range header asks for, or None for the whole file.

    Raises Unsatisfiable. As 14.2 allows, what is malformed, in another unit,
    or asks for several ranges at once is ignored and the whole file is sent:
    several ranges serve nobody here and are an old way to exhaust a server.
    """
    match = BYTES_RANGE.fullmatch(header or "")
    if not match or match.groups() == ("", ""):
        return None
    first, last = (as_position(digits) for digits in match.groups())
    if first is None:
        return suffix_range(last, size)
    if last is not None and last < first:
        return None
    if first >= size:
        raise Unsatisfiable
    return ByteRange(first, size if last is None else min(last + 1, size))


def suffix_range(length, size):
    """Return the last `length` bytes; of an empty file that can only be the whole of it."""
    if length == 0:
        raise Unsatisfiable
    if size == 0:
        return None
    return ByteRange(max(0, size - length), size)


def as_position(digits):
    """Return a number of bytes, or None for no digits."""
    if not digits:
        return None
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= DIGITS else 10**DIGITS


def precondition(headers, etag, modified_at):
    """Return PROCEED, NOT_MODIFIED or FAILED for a GET or HEAD, in the order of 13.2.2.

    `modified_at` in whole seconds since the epoch, or None: then dates are not
    looked at. A date that cannot be read is as good as none.
    """
    if "If-Match" in headers:
        if not is_match(headers["If-Match"], etag):
            return FAILED
    elif is_modified_since(headers.get("If-Unmodified-Since"), modified_at) is True:
        return FAILED
    if "If-None-Match" in headers:
        if is_none_match_hit(headers["If-None-Match"], etag):
            return NOT_MODIFIED
    elif is_modified_since(headers.get("If-Modified-Since"), modified_at) is False:
        return NOT_MODIFIED
    return PROCEED


def is_match(header, etag):
    """Whether If-Match names the ETag, by strong comparison (8.8.3.2)."""
    tags = parse_etags(header)
    return "*" in tags or etag in tags


def is_none_match_hit(header, etag):
    """Whether If-None-Match names the ETag, by weak comparison."""
    tags = parse_etags(header)
    return "*" in tags or any(tag.removeprefix("W/") == etag for tag in tags)


def is_modified_since(header, modified_at):
    """Whether the file is newer than the date; None where either is not known."""
    date = parse_http_date_safe(header) if header else None
    if date is None or modified_at is None:
        return None
    return modified_at > date


def is_range_valid(header, etag, modified_at):
    """Whether If-Range, if sent, lets the Range stand (13.1.5): exact ETag or exact date."""
    if header is None:
        return True
    header = header.strip()
    if header.startswith(('"', "W/")):
        return header == etag
    date = parse_http_date_safe(header)
    return date is not None and date == modified_at
