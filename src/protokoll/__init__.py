"""Structured Markdown minutes in, branded and accessible Word, HTML and archive-grade PDF out."""

__version__ = "0.1.0"
