"""A comment that should silence a rule cannot be understood.

## What it does

Looks at the comments that begin with `protokoll:` for rules that do not exist, for ranges that have no beginning or no
end, and for whatever else is not written as below.

- `<!-- protokoll: ignore[rule-name] reason -->` counts for its own line; where it stands alone, for the
  next line, or for the whole table that begins there.
- `<!-- protokoll: ignore-start[rule-name] reason -->` and `<!-- protokoll: ignore-end -->` bound a range.
- `<!-- protokoll: ignore-file[rule-name] reason -->` counts for the whole file.

## Why it matters

Whoever wrote it thinks that the rule is silenced, and will wonder why it is not.

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

<!-- protokoll: ignore[wrong-weekdays] the member's own words -->
Ledamoten minns onsdagen den 14 maj 2024.
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

<!-- protokoll: ignore[wrong-weekday] the member's own words -->
Ledamoten minns onsdagen den 14 maj 2024.
```

## Fix safety

Unsafe: the rule whose name is most like the one written need not be the one that was meant.
"""
