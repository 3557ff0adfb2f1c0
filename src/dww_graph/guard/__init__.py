"""Guards: what may come in and what may be asked. A guard judges and never changes; what it refuses is named with its place."""
