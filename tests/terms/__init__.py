"""Terms of office: how long, how often, in turn, and who acts meanwhile."""
