"""Laws: what holds for every value, checked on generated ones."""
