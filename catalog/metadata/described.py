"""What programs are told of a document on its page: the citation, and what the catalogue adds."""
from dataclasses import dataclass, field
from typing import NamedTuple

from catalog.metadata.cited import Cited


class Contributor(NamedTuple):
    """An agent in a role (creator, publisher, contributor): its name now, kind (a code) and absolute URL."""

    role: str
    name: str
    kind: str
    address: str


class Offered(NamedTuple):
    """A file that anybody may have: absolute URL, media type, bytes, SHA-256 in hexadecimal digits."""

    address: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Described:
    """One public document in plain values; addresses are absolute, what is not known is empty."""

    cited: Cited
    description: str = ""
    alternative: tuple[str, ...] = ()
    agents: tuple[Contributor, ...] = ()
    subjects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    rights: str = ""
    license: str = ""
    whole_address: str = ""
    files: tuple[Offered, ...] = field(default=())

    def named_as(self, role):
        """The agents in one role, in their order."""
        return [agent for agent in self.agents if agent.role == role]
