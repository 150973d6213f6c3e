"""One connection to an address that was looked up and checked, and a record of every byte that came through it."""
import io
import socket
import ssl

from django.utils.translation import gettext as _

from archive.ingest.capture.errors import NoAnswer, OutOfAllowance

HEADER_BYTES = 256 * 1024


def connect(asked, ip, rules, allowance):
    """A socket to `ip`, with TLS verified for the host's name where the scheme asks for it. Raises NoAnswer."""
    try:
        plain = socket.create_connection((ip, asked.port), timeout=allowance.seconds_left())
    except OSError as error:
        raise NoAnswer(_("“%(host)s” does not answer. Try again later.") % {"host": asked.host}) from error
    if asked.scheme == "http":
        return plain
    try:
        plain.settimeout(allowance.seconds_left())
        context = ssl.create_default_context(cafile=rules.authorities)
        return context.wrap_socket(plain, server_hostname=asked.host)
    except ssl.SSLCertVerificationError as error:
        plain.close()
        raise NoAnswer(_("The certificate of “%(host)s” is not valid (%(why)s), so nothing was asked of it.")
                       % {"host": asked.host, "why": error.verify_message}) from error
    except OSError as error:
        plain.close()
        raise NoAnswer(_("No secure connection to “%(host)s” came about. Try again later.")
                       % {"host": asked.host}) from error


class Wire(io.RawIOBase):
    """What comes from a socket, written to the file `record` as it is; looks like a socket to http.client.

    Raises OutOfAllowance, also when the head of the answer is too long.
    """

    def __init__(self, connection, record, allowance):
        self._connection, self._record, self._allowance = connection, record, allowance
        self.is_in_head, self.was_cut, self._came = True, False, 0

    def makefile(self, mode):
        return io.BufferedReader(self)

    def readable(self):
        return True

    def readinto(self, buffer):
        try:
            self._connection.settimeout(self._allowance.seconds_left())
            size = self._connection.recv_into(buffer)
        except TimeoutError:
            self._allowance.seconds_left()
            self.was_cut, size = True, 0
        except OSError:
            self.was_cut, size = True, 0
        self._allowance.take(size)
        self._came += size
        if self.is_in_head and self._came > HEADER_BYTES:
            raise OutOfAllowance(_("The head of the answer is too long to be one of a web page; nothing was kept."))
        self._record.write(memoryview(buffer)[:size])
        return size
