"""The real decisions that the library has to reproduce, as data, and the tests that replay them."""
