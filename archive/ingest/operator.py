"""In whose name a command works."""
from archive.models import Curator
from archive.permissions import has_role_everywhere
from archive.workflow.states import Role

PROGRAM = "archive-ingest"


class OperatorUnknown(ValueError):
    """No active curator with the role has the user name that was given."""


def find_operator(username=None, role=Role.CATALOGUER):
    """The Curator `username`, who must have `role` or one above it.

    Without a name it is the program's own account, which nobody can log in to.
    Raises OperatorUnknown.
    """
    if username is None:
        return Curator.objects.get_or_create(
            username=PROGRAM,
            defaults={"pseudonym": "Ingest program", "is_active": False, "is_program": True, "password": "!"},
        )[0]
    curator = Curator.objects.filter(username=username, is_active=True).first()
    if curator is None:
        raise OperatorUnknown(f"there is no active curator called “{username}”: an administrator can add one")
    if not has_role_everywhere(curator, role):
        raise OperatorUnknown(f"“{username}” does not have the role “{role}”: an administrator can give it")
    return curator
