"""`python -m protokoll`."""

from protokoll.cli import main

main()
