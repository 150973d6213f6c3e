"""In whose name a command works."""
from archive.models import Curator

PROGRAM = "archive-ingest"


class OperatorUnknown(ValueError):
    """No active curator has the user name that was given."""


def find_operator(username=None):
    """The Curator `username`; without one, the program's own account, which nobody can log in to."""
    if username is None:
        return Curator.objects.get_or_create(
            username=PROGRAM,
            defaults={"pseudonym": "Ingest program", "is_active": False, "is_program": True, "password": "!"},
        )[0]
    curator = Curator.objects.filter(username=username, is_active=True).first()
    if curator is None:
        raise OperatorUnknown(f"there is no active curator called “{username}”: an administrator can add one")
    return curator
