"""Labels, claims and quotations: anchoring their evidence and writing them down."""
