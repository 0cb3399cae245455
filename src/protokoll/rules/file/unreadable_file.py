"""The file cannot be read.

## What it does

Says why a file could not be checked: it is not UTF-8 text, it is empty, it is too large, or it may not be opened.
The place is the first character that is wrong, where there is one.

## Why it matters

What cannot be read cannot be checked, nor turned into any document.
A file in another encoding, such as Windows-1252, would show å, ä and ö as other signs.
"""
