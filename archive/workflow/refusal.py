"""The refusal that every rule of the workflow raises."""


class TransitionRefused(Exception):
    """The policy, or somebody who was faster, does not let the document move; says why."""
