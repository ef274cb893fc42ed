"""Classes of seats that are renewed in turn."""
