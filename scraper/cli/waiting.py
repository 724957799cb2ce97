"""The option ``--wait`` of verbs that write: wait for another run instead of leaving at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    _OfSeconds = click.ParamType[float]
else:
    _OfSeconds = click.ParamType  # older versions take no type in brackets


class _Seconds(_OfSeconds):
    """A number of seconds, zero or more."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            seconds = float(value)
        except ValueError:
            seconds = math.nan
        if not seconds >= 0:
            said = f"{value!r} is no number of seconds; without a number, write --wait last"
            self.fail(said, param, ctx)
        return seconds


#: Gives ``wait``: seconds, 0.0 without the option, infinite for ``--wait`` without a number.
wait_option = click.option(
    "--wait",
    type=_Seconds(),
    is_flag=False,
    flag_value=math.inf,
    default=0.0,
    metavar="[SECONDS]",
    help="Wait for another run that holds the archive: so long, or until it has ended.",
)
