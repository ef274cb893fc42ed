"""The answers of other libraries to random elections, kept for the tests.

The peers are heavy, so the tests do not import them: they read ``tests/tabulation/data/peers.json``. Make
that file anew, in the environment of the benchmarks, with ``python -m benchmarks.elections_peers``: about a
minute. The seed is fixed, and the file names the version of each peer. ``--check`` compares without writing.

An answer is the list of results that a peer holds possible, one where nothing is tied: the elected as
letters (``"AC"``), or the seats of lists (``"3.1.0"``). It is ``null`` where the peer refuses to answer.
"""
