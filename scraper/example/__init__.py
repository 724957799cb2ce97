"""The example platform behind the demo and the tests."""
