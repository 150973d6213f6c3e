"""Records in the formats of others, from plain values: pure functions, no database."""
