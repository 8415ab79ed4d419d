"""The stage: a job in, a package out. The work is done in `assembly`, which is imported when there is some."""

from __future__ import annotations

from pathlib import Path

from ..build import Progress
from ..typeset import rarely_collecting
from .job import HandoffJob
from .package import Package
from .reading import read_job


@rarely_collecting()
def hand_off(
    job: HandoffJob | str | Path,
    to: str | Path | None = "out",
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> Package:
    """Make everything that a print shop needs, look it over, and pack it: one folder in `to`, and a zip beside it.

    `job` is a job, a `handoff.yaml`, or a report that has one beside it. Nothing is written without `to`; what printkit
    did not make, or what was changed since, is never overwritten. With `force`, files with errors of the preflight are
    packed all the same, and ticket, spec sheet and manifest say so.

    Raises `PrintkitError` with everything that is wrong (`preflight-errors` for what the preflight found); then nothing
    has been written.
    """
    from . import assembly

    wanted = job if isinstance(job, HandoffJob) else read_job(job)
    return assembly.pack(wanted, Path(to) if to is not None else None, force=force, progress=progress)
