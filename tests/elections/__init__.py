"""Elections: who stands, who is elected, and when what has to be done."""
