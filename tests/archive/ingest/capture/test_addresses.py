"""Which addresses may be asked: public ones of the web, looked up once, and nothing inside."""
import pytest

from archive.ingest.capture.addresses import Rules, is_public, resolve
from archive.ingest.capture.errors import AddressRefused, NoAnswer

PRIVATE = (
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "2002:7f00:1::",
    "2002:808:808::1", "3fff::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    "nonsense",
)
PUBLIC = ("8.8.8.8", "1.1.1.1", "93.184.216.34", "172.32.0.1", "100.63.255.255", "2606:4700:4700::1111", "2a00:1450::1")


@pytest.mark.parametrize("ip", PRIVATE)
def test_an_address_that_is_not_public_is_not_allowed(ip):
    assert not is_public(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_an_address_of_the_public_internet_is_allowed(ip):
    assert is_public(ip)


@pytest.mark.parametrize("host", [
    "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127.1", "127.0.0.1.", "[::1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[fe80::1%25eth0]", "localhost", "localhost.", "intranet", "127.0.0.1",
    "169.254.169.254", "100.64.0.1", "0.0.0.0", "１２７.0.0.1", "①②⑦.0.0.1", "a..b", "-a.example", "example.0x1",
])
def test_however_this_machine_is_written_it_is_not_asked(host):
    """Nothing is looked up for numbers in disguise; the rest comes out as an address that is not public."""
    rules = Rules()
    with pytest.raises(AddressRefused):
        rules.pin(rules.read(f"http://{host}/").host, 5)


@pytest.mark.parametrize(("address", "why"), [
    ("ftp://example.org/", "begin with http"), ("file:///etc/passwd", "begin with http"),
    ("gopher://example.org/", "begin with http"), ("javascript:alert(1)", "begin with http"),
    ("//example.org/", "begin with http"), ("example.org", "begin with http"), ("", "begin with http"),
    ("http://", "begin with http"), ("http://user:secret@example.org/", "user name or password"),
    ("http://user@example.org/", "user name or password"), ("http://@example.org/", "user name or password"),
    ("http://example.org:22/", "Port 22"), ("http://example.org:443/", "Port 443"),
    ("https://example.org:80/", "Port 80"),
    ("http://example.org:0/", "Port 0"), ("http://example.org:99999/", "cannot be read"),
    ("http://example.org:x/", "cannot be read"), ("http://[::1/", "cannot be read"),
    ("http://example.org\\@127.0.0.1/", "spaces or signs"), ("http://example.org/a b", "spaces or signs"),
    ("http://example.org/\r\nHost: inside", "spaces or signs"), ("http://example.org/" + "a" * 2000, "too long"),
])
def test_an_address_that_is_none_of_the_public_web_is_refused_in_words(address, why):
    with pytest.raises(AddressRefused, match=why):
        Rules().read(address)


@pytest.mark.parametrize(("address", "meant"), [
    ("http://Example.ORG", "http://example.org/"), ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
    ("http://example.org./", "http://example.org/"), ("http://bücher.example/ä?ö=ü", "http://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
    ("http://example.org/a%20b", "http://example.org/a%20b"), ("http://8.8.8.8/", "http://8.8.8.8/"),
    ("http://[2606:4700:4700::1111]/", "http://[2606:4700:4700::1111]/"), ("http://example.org?q=1", "http://example.org/?q=1"),
    ("http://مثال.example/", "http://xn--mgbh0fb.example/"),
])
def test_an_address_is_asked_as_it_was_meant(address, meant):
    assert str(Rules().read(address)) == meant


def test_a_name_that_leads_inside_is_refused():
    with pytest.raises(AddressRefused, match=r"“inside.test” does not stand on the public internet"):
        Rules(resolve=lambda host: ["10.0.0.1"]).pin("inside.test", 5)


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    with pytest.raises(AddressRefused):
        Rules(resolve=lambda host: ["8.8.8.8", "192.168.0.1"]).pin("mixed.test", 5)
    assert Rules(resolve=lambda host: ["2606:4700::1", "8.8.8.8"]).pin("fine.test", 5) == "8.8.8.8"


def test_a_name_without_any_address_is_not_found():
    def nothing(host):
        raise OSError

    with pytest.raises(NoAnswer, match="was not found"):
        Rules(resolve=nothing).pin("gone.test", 5)
    with pytest.raises(AddressRefused):
        Rules(resolve=lambda host: []).pin("empty.test", 5)


def test_a_look_up_that_does_not_end_is_left_behind():
    import threading

    never = threading.Event()
    try:
        with pytest.raises(NoAnswer, match="was not found"):
            Rules(resolve=lambda host: never.wait()).pin("slow.test", 0.01)
    finally:
        never.set()


def test_the_real_look_up_says_what_this_machine_is_called():
    assert set(resolve("localhost")) <= {"127.0.0.1", "::1"}
    assert resolve("2130706433") == ["127.0.0.1"]
