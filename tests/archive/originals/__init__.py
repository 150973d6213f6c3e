"""The originals store: kept, checked, and handed out, against damage and bad luck."""
