"""Benchmarks, run by hand: `make bench`. They print ratios against a baseline in the same run."""
