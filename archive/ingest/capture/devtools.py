"""Speaks with a Chromium that was started for one page, through a pair of pipes (Chrome DevTools Protocol).

A pipe and no port: nobody else on the machine can take part. Messages are JSON, each ended by NUL.
"""
import json
import os
import select

MAX_MESSAGE = 200 * 1024**2
BLOCK = 1024**2


class BrowserFailed(Exception):
    """Chromium ended, refused something or did not answer in time."""


class DevTools:
    """Commands into the pipe `commands`, answers and events out of the pipe `answers` (descriptors)."""

    def __init__(self, commands, answers, allowance):
        self._commands, self._answers, self._allowance = commands, answers, allowance
        self._number, self._came, self._events = 0, bytearray(), set()

    def ask(self, method, session=None, **parameters):
        """The result of one command. Raises BrowserFailed, OutOfAllowance."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        try:
            os.write(self._commands, json.dumps(message).encode() + b"\0")
        except OSError as error:
            raise BrowserFailed("it ended") from error
        while (answer := self._next()).get("id") != self._number:
            pass
        if "error" in answer:
            raise BrowserFailed(str(answer["error"].get("message"))[:200])
        return answer.get("result", {})

    def wait_for(self, event, seconds):
        """Whether `event` has come, or comes within `seconds`."""
        while event not in self._events:
            if not self._is_readable(seconds):
                return False
            self._next()
        return True

    def _next(self):
        """The next message; an event is noted by its name."""
        while (end := self._came.find(b"\0")) < 0:
            if not self._is_readable(self._allowance.seconds_left()):
                self._allowance.seconds_left()
            block = os.read(self._answers, BLOCK)
            if not block or len(self._came) > MAX_MESSAGE:
                raise BrowserFailed("it ended")
            self._came += block
        message = json.loads(self._came[:end])
        del self._came[:end + 1]
        if "method" in message:
            self._events.add(message["method"])
        return message

    def _is_readable(self, seconds):
        if b"\0" in self._came:
            return True
        return bool(select.select([self._answers], [], [], min(seconds, self._allowance.seconds_left()))[0])
