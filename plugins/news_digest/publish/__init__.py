"""What is looked at before a digest goes out, and how it goes: faults and their remedies, targets, what differs."""
