"""`python -m dww_graph` is the command `dww`."""

from dww_graph.cli import main

main()
