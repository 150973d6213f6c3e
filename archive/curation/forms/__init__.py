"""The desk's forms, one file per task."""
