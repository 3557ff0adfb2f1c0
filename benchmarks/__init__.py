"""Measurements that can be repeated with one command each; README.md says how, and what was found."""
