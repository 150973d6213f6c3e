"""A picture of the whole page, taken by Chromium if it is installed. Without one a capture is a capture all the same.

Chromium reaches nothing but the proxy of `proxy.py`. Its own sandbox is on, unless
the site runs as root, where Chromium cannot use it.
"""
import base64
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress

from archive.ingest.capture.allowance import Allowance
from archive.ingest.capture.devtools import BrowserFailed, DevTools
from archive.ingest.capture.errors import CaptureError
from archive.ingest.capture.proxy import way_out

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
WIDTH, HEIGHT, MAX_HEIGHT = 1280, 1024, 8000
LOAD_SECONDS, SETTLE_SECONDS = 20, 1
MAX_FILE = 256 * 1024**2
FLAGS = (
    "--headless=new", "--remote-debugging-pipe", "--proxy-bypass-list=<-loopback>", "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions",
    "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--no-pings", "--mute-audio",
    "--disable-dev-shm-usage", "--hide-scrollbars", "--deny-permission-prompts", f"--window-size={WIDTH},{HEIGHT}",
)

# Chromium reads commands at descriptor 3 and answers at 4. In a process of its own: a fork among threads does no work.
LAUNCHER = """
import fcntl, os, resource, sys
kept = [fcntl.fcntl(int(one), fcntl.F_DUPFD_CLOEXEC, 10) for one in sys.argv[1:3]]
for one in sys.argv[1:3]:
    os.close(int(one))
os.dup2(kept[0], 3)
os.dup2(kept[1], 4)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
os.execv(sys.argv[4], sys.argv[4:])
"""


def find_chromium():
    """Where Chromium is installed, or None."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def take_screenshot(url, rules, folder, most_bytes, seconds):
    """(Path of a PNG below `folder`, "") of the page at `url`, or (None, why there is none)."""
    program = find_chromium()
    if program is None:
        return None, "Chromium is not installed"
    allowance = Allowance(most_bytes, seconds)
    try:
        with way_out(rules, allowance) as port, _browser(program, port) as (commands, answers):
            picture = _picture(DevTools(commands, answers, allowance), url)
    except BrowserFailed as failure:
        return None, f"Chromium could not show the page: {failure}"
    except CaptureError:
        return None, f"the page was not shown within {seconds} seconds or grew too large"
    except (OSError, ValueError, KeyError) as error:
        return None, f"Chromium failed ({type(error).__name__})"
    path = folder / "screenshot.png"
    path.write_bytes(picture)
    return path, ""


def _picture(browser, url):
    """The bytes of a PNG of the whole page, at most MAX_HEIGHT pixels high."""
    browser.ask("Browser.setDownloadBehavior", behavior="deny")
    target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
    session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    browser.ask("Page.enable", session)
    loaded = browser.ask("Page.navigate", session, url=url)
    if loaded.get("errorText"):
        raise BrowserFailed(loaded["errorText"])
    browser.wait_for("Page.loadEventFired", LOAD_SECONDS)
    browser.wait_for("nothing: what scripts add late", SETTLE_SECONDS)
    size = browser.ask("Page.getLayoutMetrics", session)["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": max(1, min(size["height"], MAX_HEIGHT)), "scale": 1}
    shot = browser.ask("Page.captureScreenshot", session, format="png", clip=clip, captureBeyondViewport=True)
    return base64.b64decode(shot["data"], validate=True)


@contextmanager
def _browser(program, port):
    """(descriptor for commands, descriptor of answers) of a Chromium that ends with the block, its children too."""
    theirs_in, commands = os.pipe()
    answers, theirs_out = os.pipe()
    home = tempfile.mkdtemp(prefix="chromium-")  # a short path: the browser keeps a socket there
    command = [program, *FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else []),
               f"--proxy-server=http://127.0.0.1:{port}", f"--user-data-dir={home}", "about:blank"]
    try:
        process = _start(command, home, theirs_in, theirs_out)
    finally:
        os.close(theirs_in)
        os.close(theirs_out)
    try:
        yield commands, answers
    finally:
        os.close(commands)
        os.close(answers)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shutil.rmtree(home, ignore_errors=True)


def _start(command, home, commands, answers):
    """Start Chromium in a group of its own, with nothing of ours but the two pipes."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": home, "TMPDIR": home,
                   "LANG": "C.UTF-8"}
    launcher = [sys.executable, "-I", "-S", "-c", LAUNCHER, str(commands), str(answers), str(MAX_FILE)]
    return subprocess.Popen(
        [*launcher, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=environment, cwd=home, start_new_session=True, pass_fds=(commands, answers),
    )
