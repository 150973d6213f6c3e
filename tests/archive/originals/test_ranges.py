"""Ranges and conditions as RFC 9110 reads, header by header."""
import pytest

from archive.originals.ranges import (
    ByteRange,
    Unsatisfiable,
    is_range_valid,
    precondition,
    requested_range,
)

ETAG = '"' + "a" * 64 + '"'
OTHER = '"other"'
AT = 1_700_000_000
SAME, BEFORE, AFTER = (
    "Tue, 14 Nov 2023 22:13:20 GMT", "Tue, 14 Nov 2023 22:13:19 GMT", "Tue, 14 Nov 2023 22:13:21 GMT",
)


@pytest.mark.parametrize(("header", "span"), [
    ("bytes=0-0", (0, 1)), ("bytes=0-9", (0, 10)), ("bytes=5-", (5, 100)), ("bytes=99-", (99, 100)),
    ("bytes=-1", (99, 100)), ("bytes=-100", (0, 100)), ("bytes=-101", (0, 100)), ("bytes=0-99", (0, 100)),
    ("bytes=0-100", (0, 100)), ("bytes=7-" + "9" * 5000, (7, 100)), ("bytes=-" + "9" * 5000, (0, 100)),
    ("BYTES=1-2", (1, 3)), ("bytes= 1-2 ", (1, 3)), ("bytes=0001-0002", (1, 3)),
])
def test_a_range_within_the_file_is_met(header, span):
    assert requested_range(header, 100) == ByteRange(*span)


@pytest.mark.parametrize("header", [
    None, "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes 0-1", "items=0-1", "bytes=1-2-3",
    "bytes=--1", "bytes=+1-2", "bytes=0-1,3-4", "bytes=0-1,", "bytes=1.0-2", "bytes=٠-١", "bytes=0x1-2",
    "bytes=0-1\n", "bytes = 0-1", "bytes=0- 1",
])
def test_what_is_malformed_or_several_is_ignored(header):
    assert requested_range(header, 100) is None


@pytest.mark.parametrize(("header", "size"), [
    ("bytes=100-", 100), ("bytes=100-200", 100), ("bytes=" + "9" * 5000 + "-", 100), ("bytes=-0", 100),
    ("bytes=0-", 0), ("bytes=0-0", 0), ("bytes=-0", 0),
])
def test_a_range_beyond_the_end_cannot_be_met(header, size):
    with pytest.raises(Unsatisfiable):
        requested_range(header, size)


def test_the_end_of_an_empty_file_is_the_whole_of_it():
    assert requested_range("bytes=-5", 0) is None


@pytest.mark.parametrize(("headers", "outcome"), [
    ({}, 200),
    ({"If-None-Match": ETAG}, 304), ({"If-None-Match": "W/" + ETAG}, 304), ({"If-None-Match": "*"}, 304),
    ({"If-None-Match": f"{OTHER}, {ETAG}"}, 304), ({"If-None-Match": OTHER}, 200),
    ({"If-None-Match": "garbage"}, 200), ({"If-None-Match": ""}, 200), ({"If-None-Match": ETAG.strip('"')}, 200),
    ({"If-Match": ETAG}, 200), ({"If-Match": "*"}, 200), ({"If-Match": f"{OTHER},{ETAG}"}, 200),
    ({"If-Match": OTHER}, 412), ({"If-Match": "W/" + ETAG}, 412), ({"If-Match": ""}, 412),
    ({"If-Modified-Since": SAME}, 304), ({"If-Modified-Since": AFTER}, 304), ({"If-Modified-Since": BEFORE}, 200),
    ({"If-Modified-Since": "yesterday"}, 200),
    ({"If-Unmodified-Since": SAME}, 200), ({"If-Unmodified-Since": AFTER}, 200),
    ({"If-Unmodified-Since": BEFORE}, 412), ({"If-Unmodified-Since": "never"}, 200),
    ({"If-None-Match": OTHER, "If-Modified-Since": AFTER}, 200),
    ({"If-None-Match": ETAG, "If-Modified-Since": BEFORE}, 304),
    ({"If-Match": ETAG, "If-Unmodified-Since": BEFORE}, 200),
    ({"If-Match": OTHER, "If-None-Match": ETAG}, 412),
    ({"If-Match": ETAG, "If-None-Match": ETAG}, 304),
    ({"If-Unmodified-Since": BEFORE, "If-None-Match": ETAG}, 412),
])
def test_conditions_are_met_in_the_order_of_the_standard(headers, outcome):
    assert precondition(headers, ETAG, AT) == outcome


@pytest.mark.parametrize("header", ["If-Modified-Since", "If-Unmodified-Since"])
@pytest.mark.parametrize("date", [SAME, BEFORE, AFTER])
def test_dates_say_nothing_of_a_file_without_a_date(header, date):
    assert precondition({header: date}, ETAG, None) == 200


@pytest.mark.parametrize(("header", "is_valid"), [
    (None, True), (ETAG, True), (f" {ETAG} ", True), (OTHER, False), ("W/" + ETAG, False), (SAME, True),
    (AFTER, False), (BEFORE, False), ("garbage", False), ("", False), ("*", False),
])
def test_if_range_wants_the_very_same_file(header, is_valid):
    assert is_range_valid(header, ETAG, AT) is is_valid


def test_if_range_with_a_date_fails_for_a_file_without_one():
    assert not is_range_valid(SAME, ETAG, None)
