"""Which addresses a capture may ask: public ones of the web, by HTTP and HTTPS at their usual ports.

A name is looked up once, every address it has must be public, and the connection
goes to the address that was found: what the name means a moment later is not
asked. The same is done anew at each redirect, and for whatever a page loads.
"""
import ipaddress
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from archive.ingest.capture.errors import AddressRefused, NoAnswer

PORTS = {"http": 80, "https": 443}
MAX_ADDRESS = 2000
FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\\"<>^`{|}]")  # what programs read differently
ENDS_IN_NUMBER = re.compile(r"(^|\.)(\d+|0x[0-9a-f]*)$", re.I)  # WHATWG URL, “ends in a number”
NAME = re.compile(r"(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
UNRESERVED = "/:?@!$&'()*+,;=-._~%[]"

# What `ipaddress` calls global in some version of Python, or what hides another address.
NEVER = tuple(map(ipaddress.ip_network, (
    "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32",
    "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)))


@dataclass(frozen=True)
class Asked:
    """An address in its parts: host in ASCII without a final dot, path with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self):
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self):
        return f"{self.scheme}://{self.authority}{self.path}"


def is_public(ip):
    """Whether an address (text) belongs to the public internet and wraps no other."""
    try:
        found = ipaddress.ip_address(ip)
    except ValueError:
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved and not any(
        found in network for network in NEVER if network.version == found.version)


def resolve(host):
    """The IP addresses of a host as text, without zone. Raises OSError."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(entry[4][0] for entry in found))


@dataclass(frozen=True)
class Rules:
    """What is asked of every address. Tests put their own servers here; the site has these."""

    resolve: Callable = resolve
    is_allowed: Callable = is_public
    ports: dict = field(default_factory=lambda: {"http": (80,), "https": (443,)})
    authorities: str | None = None  # a file of certificates to trust; None: those of the system

    def read(self, address):
        """The Asked that an address means. Raises AddressRefused."""
        if len(address) > MAX_ADDRESS or FORBIDDEN.search(address):
            raise AddressRefused(_("This is not a web address: it is too long, or has spaces or signs that belong "
                                   "in none. Copy it from the browser's address line."))
        try:
            parts = urlsplit(address)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise AddressRefused(_("“%(address)s” cannot be read as a web address.") % {"address": address}) from error
        if parts.scheme not in PORTS or not host:
            raise AddressRefused(_("Only addresses that begin with http:// or https:// can be captured."))
        if "@" in parts.netloc:
            raise AddressRefused(_("The address holds a user name or password; capture one that needs none."))
        port = PORTS[parts.scheme] if port is None else port
        if port not in self.ports[parts.scheme]:
            raise AddressRefused(_("Port %(port)s is not asked, only the usual ones of the web.") % {"port": port})
        path = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe=UNRESERVED)
        return Asked(parts.scheme, host_in_ascii(host), port, path)

    def pin(self, host, seconds):
        """The one IP address to connect to. Raises AddressRefused if any of the host's is not public, NoAnswer."""
        found = _in_time(self.resolve, host, seconds)
        if not found or not all(self.is_allowed(ip) for ip in found):
            raise AddressRefused(_("“%(host)s” does not stand on the public internet, so it is not asked.")
                                 % {"host": host})
        return next((ip for ip in found if ":" not in ip), found[0])


def host_in_ascii(host):
    """The host as it is looked up. Raises AddressRefused for what is neither a full name nor a plain IP address."""
    host = host.lower().removesuffix(".")
    try:
        return ipaddress.ip_address(host.partition("%")[0]).compressed
    except ValueError:
        pass
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    if not NAME.fullmatch(host) or ENDS_IN_NUMBER.search(host):
        raise AddressRefused(_("The address has no full host name, such as www.example.org."))
    return host


def _in_time(resolve, host, seconds):
    """What `resolve(host)` says; the system's own look-up knows no time limit, so it is left behind after one."""
    found = []

    def look():
        try:
            found.append(resolve(host))
        except (OSError, UnicodeError):
            found.append(None)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(max(seconds, 0.001))
    if not found or found[0] is None:
        raise NoAnswer(_("The host “%(host)s” was not found. Check the address, or try again later.") % {"host": host})
    return found[0]
