"""Drawing helpers: the only place where the explorer writes HTML or lays out cards and strands."""
