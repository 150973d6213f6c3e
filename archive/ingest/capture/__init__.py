"""Pages captured by their address, by a process of its own; off until an administrator switches it on.

The web server only writes a CaptureRequest. Whatever the address answers is
hostile until shown otherwise: only public addresses are asked, each is looked up
once and connected to by what was found, and everything has an end.

addresses.py   which addresses may be asked
errors.py      why a capture did not come about
allowance.py   how many bytes and seconds one capture may take
wire.py        one connection to an address that was looked up, and all that came through it
fetch.py       one page with its redirects
coding.py      an answer without the coding of its transfer
warc.py        what was asked and answered, byte for byte, as a WARC file
proxy.py       the only way out for Chromium, under the same rules
devtools.py    speaks with Chromium through a pipe
screenshot.py  a picture of the whole page
capture.py     one request, from the address to a draft
asking.py      who asks for a capture, and for another attempt
working.py     the process that works off what waits
"""
