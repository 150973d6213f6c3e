"""What happened and what was written: ledger, snapshots, revisions, verification."""
