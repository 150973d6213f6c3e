"""Why an upload did not go on, in words that the sender can act on."""


class UploadError(Exception):
    """Anything this package refuses; nothing was changed by what was refused."""


class AnnouncementRefused(UploadError):
    """What was announced cannot be understood, or is too much at once."""


class UploadBusy(UploadError):
    """Another request is writing this very file."""


class UploadGone(UploadError):
    """The upload was given up or has expired."""


class OffsetConflict(UploadError):
    """The bytes do not begin where those that are held end; `received` says where that is."""

    def __init__(self, message, received):
        super().__init__(message)
        self.received = received


class TooManyBytes(UploadError):
    """More bytes came than were announced."""


class ChecksumMismatch(UploadError):
    """A piece changed on its way; it was not kept."""


class UploadIncomplete(UploadError):
    """The file is not all there yet."""


class DigestDiffers(UploadError):
    """Another file than the one that was begun under this name."""
