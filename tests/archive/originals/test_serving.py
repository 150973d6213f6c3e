"""An original goes out byte for byte, in part if asked, inert, and never damaged unseen."""
import base64
import hashlib
import os
from datetime import UTC, datetime, timedelta

import pytest
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.middleware.common import CommonMiddleware
from django.test import RequestFactory

from archive.originals.serving import serve_file
from archive.originals.transfer import DamagedOriginal

from .streams import BLOCK, keep

# A response that is closed looks at the database connections, as the server does.
pytestmark = pytest.mark.django_db

SMALL = b"0123456789" * 10
LARGE = BLOCK * 3 + b"the end"
DATED = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


@pytest.fixture(params=[SMALL, LARGE], ids=["small", "large"])
def content(request):
    return request.param


@pytest.fixture
def ask(store):
    """Ask for some content, kept beforehand; `damage(path)` comes between."""
    def asking(content, method="GET", damage=None, media_type="application/pdf", **headers):
        sha256 = keep(store, content)
        if damage is not None:
            store.path(sha256).chmod(0o640)
            damage(store.path(sha256))
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return serve_file(
            RequestFactory().generic(method, "/file", headers=named),
            path=store.path(sha256), size=len(content), sha256=sha256,
            media_type=media_type, filename="برگه.pdf", last_modified=DATED,
        )
    return asking


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_whole_file_is_sent_as_it_was_kept(ask, content):
    response = ask(content)
    sha256 = hashlib.sha256(content)
    assert response.status_code == 200
    assert response["ETag"] == f'"{sha256.hexdigest()}"'
    assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(sha256.digest()).decode()}:"
    assert response["Content-Length"] == str(len(content))
    assert response["Accept-Ranges"] == "bytes"
    assert response["Last-Modified"] == "Tue, 14 Nov 2023 22:13:20 GMT"
    assert body_of(response) == content


def test_every_answer_with_bytes_is_inert(ask, content):
    for response in (ask(content, media_type="text/html"), ask(content, "HEAD", media_type="image/svg+xml"),
                     ask(content, media_type="text/html", Range="bytes=0-5")):
        assert response["Content-Type"] == "application/octet-stream"
        assert response["Content-Disposition"].startswith("attachment; ")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response["Cache-Control"] == "private, no-cache"
        response.close()


def test_the_sites_own_middleware_leaves_the_sandbox_and_the_length_alone(ask, content):
    request = RequestFactory().get("/file")
    for options in ({}, {"method": "HEAD"}, {"If_None_Match": "*"}):
        response = ask(content, **options)
        for middleware in (CommonMiddleware, CSPMiddleware):
            response = middleware(lambda request: HttpResponse()).process_response(request, response)
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert response["Content-Length"] == str(len(content))
        response.close()


@pytest.mark.parametrize(("header", "start", "stop"), [
    ("bytes=0-0", 0, 1), ("bytes=10-19", 10, 20), ("bytes=50-", 50, None), ("bytes=-7", -7, None),
    ("bytes=0-", 0, None),
])
def test_a_part_is_sent_with_its_place_in_the_whole(ask, content, header, start, stop):
    response = ask(content, Range=header)
    first, last, _ = slice(start, stop).indices(len(content))
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last - 1}/{len(content)}"
    assert response["Content-Length"] == str(last - first)
    assert body_of(response) == content[start:stop]


def test_a_part_beyond_the_end_is_refused_with_the_size(ask, content):
    response = ask(content, Range=f"bytes={len(content)}-")
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(content)}")
    assert response.content == b""


@pytest.mark.parametrize("headers", [
    {"Range": "bytes=0-1,5-6"}, {"Range": "bytes=5-1"}, {"Range": "bytes=0-5", "If_Range": '"old"'},
    {"Range": "bytes=0-5", "If_Range": "Tue, 14 Nov 2023 22:13:19 GMT"},
])
def test_a_range_that_does_not_stand_gets_the_whole(ask, content, headers):
    response = ask(content, **headers)
    assert response.status_code == 200
    assert "Content-Range" not in response
    assert body_of(response) == content


def test_a_resumed_download_gets_its_part(ask, content):
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    for validator in (etag, "Tue, 14 Nov 2023 22:13:20 GMT"):
        response = ask(content, Range="bytes=90-", If_Range=validator)
        assert response.status_code == 206
        assert body_of(response) == content[90:]


def test_head_tells_all_and_reads_nothing(ask, content, monkeypatch):
    def forbidden(*arguments):
        raise AssertionError("HEAD must not read bytes")

    kept = ask(content)
    kept.close()
    monkeypatch.setattr(os, "pread", forbidden)
    response = ask(content, "HEAD", Range="bytes=0-5")
    assert (response.status_code, response.content) == (200, b"")
    assert dict(response.headers) == dict(kept.headers)


def test_a_copy_that_is_still_good_is_not_sent_again(ask, content):
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    response = ask(content, If_None_Match=etag, Range="bytes=0-5")
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
    assert response["Cache-Control"] == "private, no-cache"
    assert "Content-Type" not in response
    assert ask(content, If_Match='"other"').status_code == 412


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_get_and_head_are_answered(ask, method):
    response = ask(SMALL, method)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_an_empty_file_is_sent_and_has_no_parts(ask):
    assert (ask(b"").status_code, ask(b"").content) == (200, b"")
    assert ask(b"", Range="bytes=0-").status_code == 416
    assert ask(b"", Range="bytes=-3").status_code == 200


def flip_first(path):
    content = path.read_bytes()
    path.write_bytes(bytes([content[0] ^ 1]) + content[1:])


def flip_last(path):
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def truncate(path):
    path.write_bytes(path.read_bytes()[:-1])


def link_away(path):
    path.rename(path.with_suffix(".away"))
    path.symlink_to(path.with_suffix(".away"))


@pytest.mark.parametrize("damage", [truncate, os.unlink, link_away, lambda path: path.write_bytes(b"")])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_file_of_another_size_or_kind_is_not_begun(ask, content, damage, method, caplog):
    response = ask(content, method, damage=damage)
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert hashlib.sha256(content).hexdigest() in caplog.text
    assert "ETag" not in response


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=50-60"}])
@pytest.mark.parametrize("damage", [flip_first, flip_last])
def test_a_small_damaged_file_is_never_begun_not_even_in_part(ask, damage, headers, caplog):
    response = ask(SMALL, damage=damage, **headers)
    assert response.status_code == 503
    assert SMALL not in response.content
    assert "SHA-256 is now" in caplog.text


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-"}])
@pytest.mark.parametrize("damage", [flip_first, flip_last])
def test_a_large_damaged_file_ends_before_its_last_chunk(ask, damage, headers, caplog):
    response = ask(LARGE, damage=damage, **headers)
    received = []
    with pytest.raises(DamagedOriginal):
        received.extend(response.streaming_content)
    assert 0 < sum(map(len, received)) < int(response["Content-Length"])
    assert "SHA-256 is now" in caplog.text


def test_a_file_that_shrinks_while_it_is_sent_ends_early(ask, store):
    response = ask(LARGE)
    chunks = iter(response.streaming_content)
    next(chunks)
    os.truncate(store.path(hashlib.sha256(LARGE).hexdigest()), len(BLOCK))
    with pytest.raises(DamagedOriginal):
        list(chunks)


def held_open(folder):
    """The files below `folder` that this process has open."""
    links = [os.readlink(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd")
             if os.path.islink(f"/proc/self/fd/{name}")]
    return [link for link in links if link.startswith(str(folder))]


def test_an_answer_that_is_dropped_lets_go_of_the_file(ask, store):
    answers = [ask(content, method) for content in (LARGE, SMALL) for method in ("GET", "HEAD")]
    assert held_open(store.root)
    for answer in answers:
        answer.close()
    assert held_open(store.root) == []


def test_nginx_is_told_where_the_bytes_are_when_it_sends_them(ask, settings, content, tmp_path):
    settings.ORIGINALS_ACCEL_PREFIX = "/originals/"
    settings.MEDIA_ROOT = tmp_path
    sha256 = hashlib.sha256(content).hexdigest()
    response = ask(content)
    assert response["X-Accel-Redirect"] == f"/originals/{sha256[:2]}/{sha256[2:4]}/{sha256}"
    assert response.content == b""
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "X-Accel-Redirect" not in ask(content, "HEAD")
    assert ask(content, If_None_Match="*").status_code == 304


def test_nginx_is_not_sent_to_a_file_outside_the_originals(ask, settings, content, tmp_path):
    settings.ORIGINALS_ACCEL_PREFIX = "/originals/"
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    response = ask(content)
    assert "X-Accel-Redirect" not in response
    assert body_of(response) == content


def test_a_date_in_the_future_is_not_told(store):
    sha256 = keep(store, SMALL)
    response = serve_file(
        RequestFactory().get("/"), path=store.path(sha256), size=len(SMALL), sha256=sha256, media_type=None,
        filename=None, last_modified=datetime.now(UTC) + timedelta(days=400),
    )
    told = datetime.strptime(response["Last-Modified"], "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
    assert told <= datetime.now(UTC)
