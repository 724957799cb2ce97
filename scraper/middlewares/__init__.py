"""Where a crawler may go, and what it accepts."""
