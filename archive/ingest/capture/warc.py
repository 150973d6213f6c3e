"""Writes what was asked and answered as a WARC file (ISO 28500): byte for byte, with digests and IP addresses."""
import base64
import hashlib
import io
import uuid

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive import VERSION
from archive.ingest.capture.fetch import user_agent

FORMAT = "WARC/1.1"
HTTP = "application/http; msgtype={}"
BLOCK = 64 * 1024


def write_warc(hops, path):
    """Write the Hops to `path`, packed record by record."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version=FORMAT)
        writer.write_record(writer.create_warcinfo_record(path.name, {
            "software": f"Standpoint {VERSION}", "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "http-header-user-agent": user_agent(),
        }))
        for hop in hops:
            answer = _identifier()
            with hop.raw.open("rb") as raw:
                writer.write_record(_record("response", hop, answer, raw))
            writer.write_record(_record("request", hop, _identifier(), io.BytesIO(hop.request),
                                        [("WARC-Concurrent-To", answer)]))


def _record(kind, hop, identifier, stream, more=()):
    """A record whose block is exactly `stream`: warcio would write parsed headers anew."""
    block, payload, length = _digests(stream)
    headers = [
        ("WARC-Type", kind), ("WARC-Record-ID", identifier), ("WARC-Target-URI", hop.url),
        ("WARC-Date", hop.asked_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")), ("WARC-IP-Address", hop.ip),
        ("WARC-Block-Digest", block), ("WARC-Payload-Digest", payload), *more,
    ]
    if kind == "response" and not hop.is_complete:
        headers.append(("WARC-Truncated", "disconnect"))
    record = ArcWarcRecord("warc", kind, StatusAndHeaders("", headers, protocol=FORMAT), stream, None,
                           HTTP.format(kind), length)
    record.payload_length = length
    return record


def _digests(stream):
    """(digest of the whole, digest of what follows the head, length in bytes); the stream is at its start again."""
    block, payload, length, head = hashlib.sha1(), hashlib.sha1(), 0, b""
    is_in_head = True
    while piece := stream.read(BLOCK):
        block.update(piece)
        length += len(piece)
        if is_in_head:
            head += piece
            end = _end_of_head(head)
            is_in_head = end is None
            piece = b"" if end is None else head[end:]
        payload.update(piece)
    stream.seek(0)
    return _written(block), _written(payload), length


def _end_of_head(head):
    ends = [found + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (found := head.find(mark)) >= 0]
    return min(ends) if ends else None


def _written(digest):
    """SHA-1 in base 32, as WARC tools compare it; our own fixity is the SHA-256 of the whole file."""
    return f"sha1:{base64.b32encode(digest.digest()).decode('ascii')}"


def _identifier():
    return f"<urn:uuid:{uuid.uuid4()}>"
