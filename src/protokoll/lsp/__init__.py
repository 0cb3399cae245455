"""The checker in an editor, by the language server protocol."""
