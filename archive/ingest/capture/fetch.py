"""Fetches one page: asks, keeps what is answered byte for byte, follows redirects, each checked anew."""
import http.client
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from archive import VERSION
from archive.ingest.capture.errors import AddressRefused, NoAnswer
from archive.ingest.capture.wire import Wire, connect

MAX_REDIRECTS = 10
REDIRECTS = (301, 302, 303, 307, 308)
BLOCK = 64 * 1024


@dataclass
class Hop:
    """One question and its answer: `raw` is a file with all bytes that came, `body` one with the answer's own."""

    url: str
    ip: str
    request: bytes
    raw: Path
    body: Path
    asked_at: datetime
    status: int = 0
    headers: list = field(default_factory=list)
    is_complete: bool = True

    def header(self, name):
        """The first header of this name, "" without one."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def fetch(address, rules, allowance, folder):
    """The Hops from `address` to the page, in order; their files lie in `folder`. Raises CaptureError."""
    hops, url = [], urldefrag(address).url
    while True:
        asked = rules.read(url)
        hop = _ask(asked, rules, allowance, folder / f"hop-{len(hops)}")
        hops.append(hop)
        location = hop.header("location")
        if hop.status not in REDIRECTS or not location:
            return hops
        url = _next(str(asked), location, [one.url for one in hops])


def user_agent():
    """Who asks, and where one learns more about it."""
    return f"Standpoint/{VERSION} (+{settings.BASE_URL}; archive of documents)"


def _next(base, location, seen):
    """Where a redirect leads. Raises AddressRefused, NoAnswer."""
    try:
        # http.client reads headers as Latin-1; what servers send beyond ASCII is mostly UTF-8
        location = location.encode("latin-1").decode("utf-8", "replace")
        url = urldefrag(urljoin(base, location.strip())).url
    except ValueError as error:
        raise AddressRefused(_("The page leads on to an address that cannot be read.")) from error
    if len(seen) > MAX_REDIRECTS:
        raise NoAnswer(_("The page leads on more than %(n)s times; it was given up.") % {"n": MAX_REDIRECTS})
    if url in seen:
        raise NoAnswer(_("The page leads on in a circle: it may want cookies or a log-in. Save it with a browser "
                         "and send the file."))
    return url


def _ask(asked, rules, allowance, stem):
    ip = rules.pin(asked.host, allowance.seconds_left())
    request = _request(asked)
    hop = Hop(str(asked), ip, request, stem.with_suffix(".raw"), stem.with_suffix(".body"), timezone.now())
    connection = connect(asked, ip, rules, allowance)
    try:
        with hop.raw.open("wb") as record:
            connection.sendall(request)
            _read(hop, Wire(connection, record, allowance), allowance)
    except (http.client.HTTPException, ConnectionError, TimeoutError, ssl.SSLError) as error:
        allowance.seconds_left()
        raise NoAnswer(_("“%(host)s” sent nothing that is an answer of the web. Try again later.")
                       % {"host": asked.host}) from error
    finally:
        connection.close()
    return hop


def _request(asked):
    lines = (f"GET {asked.path} HTTP/1.1", f"Host: {asked.authority}", f"User-Agent: {user_agent()}",
             "Accept: text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
             "Accept-Encoding: identity", "Connection: close", "", "")
    return "\r\n".join(lines).encode("ascii")


def _read(hop, wire, allowance):
    """Read head and body of an answer; what breaks off in the body is kept as far as it came."""
    response = http.client.HTTPResponse(wire, method="GET")
    response.begin()
    wire.is_in_head = False
    hop.status, hop.headers = response.status, response.getheaders()
    if (response.length or 0) > allowance.most_bytes:
        allowance.refuse_size()
    with hop.body.open("wb") as body:
        try:
            while block := response.read(BLOCK):
                body.write(block)
        except http.client.IncompleteRead as broken:
            body.write(broken.partial)
            hop.is_complete = False
    hop.is_complete = hop.is_complete and not response.length and not wire.was_cut
