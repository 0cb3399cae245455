"""`protokoll check`: what is wrong with minutes, and mending it."""

from __future__ import annotations

import sys
from pathlib import Path

from protokoll.cli import check_options as c
from protokoll.cli import options as o
from protokoll.cli.console import say
from protokoll.errors import UsageError

EXAMPLES = """\b
Examples:
  protokoll check minutes.md
  protokoll check arkiv/ --profile kl --strict
  protokoll check arkiv/ --fix
  protokoll check arkiv/ --select P6,missing-date --format concise
  protokoll check arkiv/ --baseline known.json --update-baseline
  protokoll check - --stdin-filename minutes.md < minutes.md
"""


def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    files: c.Files = None,
    select: c.Select = None,
    extend_select: c.ExtendSelect = None,
    ignore: c.Ignore = None,
    per_file_ignores: c.PerFileIgnores = None,
    exclude: c.Exclude = None,
    profile: c.ProfileName = None,
    state: c.StateName = None,
    register: c.Register = None,
    strict: c.Strict = False,
    fix: c.FixFlag = False,
    unsafe_fixes: c.UnsafeFixes = False,
    diff: c.Diff = False,
    add_ignore: c.AddIgnore = False,
    reason: c.Reason = "",
    baseline: c.Baseline = None,
    update_baseline: c.UpdateBaseline = False,
    format_: c.FormatName = "auto",
    output_file: c.OutputFile = None,
    statistics: c.Statistics = False,
    stdin_filename: c.StdinFilename = None,
    config: c.Config = None,
    isolated: c.Isolated = False,
    exit_zero: c.ExitZero = False,
    language: o.Language = None,
    lang: o.Lang = None,
    quiet: o.Quiet = False,
) -> int:
    """Check minutes: what the law asks of them, what contradicts itself, what should not be published."""
    _check_fit(fix=fix, unsafe_fixes=unsafe_fixes, diff=diff, add_ignore=add_ignore, reason=reason)
    if update_baseline and baseline is None:
        raise UsageError("`--update-baseline` needs a file", "name it with `--baseline FILE`")
    chosen_profile, chosen_state = o.profile_of(profile), o.state_of(state)
    from protokoll.checker.plan import Plans, Wanted  # noqa: PLC0415 - loads the rules' table
    from protokoll.cli.checking import Run  # noqa: PLC0415 - loads the readers

    wanted = Wanted(
        select=c.names(select),
        extend_select=c.names(extend_select),
        ignore=c.names(ignore),
        per_file_ignores=c.per_file(per_file_ignores),
        language=language,
        profile=chosen_profile,
        state=chosen_state,
        register=register,
        config=config,
        isolated=isolated,
    )
    run = Run(
        Plans(wanted),
        files or [Path()],
        exclude=c.names(exclude),
        stdin_name=stdin_filename,
        lang=lang,
        quiet=quiet,
    )
    if add_ignore:
        return run.add_ignores(reason)
    if diff:
        return run.diff(unsafe=unsafe_fixes)
    checked = run.mended(unsafe=unsafe_fixes) if fix else run.checked()
    if update_baseline and baseline is not None:
        return run.write_baseline(checked, baseline)
    checked = run.without_known(checked, baseline)
    run.report(checked, format_, output_file, statistics=statistics)
    failed = run.failing(checked, strict=strict)
    if sys.stdout.isatty() and failed and not quiet:
        say("run `protokoll rule NAME` to read about a rule")
    return int(failed and not exit_zero)


def _check_fit(*, fix: bool, unsafe_fixes: bool, diff: bool, add_ignore: bool, reason: str) -> None:
    """Refuse options that say nothing together."""
    if fix and diff:
        raise UsageError("`--fix` writes and `--diff` does not", "take one of them")
    if add_ignore and (fix or diff):
        raise UsageError("`--add-ignore` silences what `--fix` would mend", "mend first, then add what is left")
    if unsafe_fixes and not (fix or diff):
        raise UsageError("`--unsafe-fixes` mends nothing alone", "add `--fix`, or `--diff` to see what it would do")
    if reason and not add_ignore:
        raise UsageError("`--reason` goes with `--add-ignore`", "add it, or take the reason away")
