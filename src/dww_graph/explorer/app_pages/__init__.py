"""The pages, one short script each; ``main.py`` gives them their address and title."""
