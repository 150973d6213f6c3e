"""The life of a record: `states.py` is the policy, `transitions.py` the only way to move."""
