"""A comment silences a rule that has nothing to say there.

## What it does

Looks at the comments such as `<!-- protokoll: ignore[personal-number] -->` for rules of which no finding was silenced.
A rule that was not run, because it is off for the profile, the state or by the settings, is not counted.

## Why it matters

The fault was mended, or the comment stands on the wrong line.
In both cases it would silence the next fault that somebody makes there.

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

<!-- protokoll: ignore[wrong-weekday] the member's own words -->
Ledamoten minns tisdagen den 14 maj 2024.
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

Ledamoten minns tisdagen den 14 maj 2024.
```

## Fix safety

Safe: the comment is taken away, or the names in it that silence nothing; no word of the minutes is touched.
"""
