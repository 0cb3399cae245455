"""A rule of the checker itself went wrong.

## What it does

Names the rule that stopped on this file, and what Python said of it.
All other rules are run nevertheless.

## Why it matters

It is a fault of protokoll, not of the minutes, but what that rule looks for has not been looked for here.
Please report it, with the file if you may.
Until it is mended, leave the rule out with `--ignore` and its name.
"""
