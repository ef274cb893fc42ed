"""The tests; a package so that they can share what stands beside them."""
