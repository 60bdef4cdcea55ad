"""Permanent names for every figure of every edition, what they mean, and what may be joined."""
