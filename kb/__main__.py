"""`python -m kb` is the program `kb`."""

from kb.cli import main

main()
