"""Why a capture did not come about: each message says what happened and what to do."""


class CaptureError(Exception):
    """Nothing was kept; the message is for the person who asked."""


class AddressRefused(CaptureError):
    """The address may not be asked, wherever it came from."""


class OutOfAllowance(CaptureError):
    """Too many bytes, or too much time."""


class NoAnswer(CaptureError):
    """There was no connection, or no answer that can be understood."""


class CaptureOff(CaptureError):
    """Captures are switched off."""
