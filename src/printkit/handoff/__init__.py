"""The hand-off: one folder from which a print shop can work without a phone call.

`job` is what is ordered (`handoff.yaml`), `facts` what the finished files say of themselves, `ticket` the XJDF, `stage`
the order of the work, `package` the folder and its zip.
"""

from .job import CoverJob, Delivery, Finish, HandoffJob, JobContact, SheetsJob
from .package import Entry, Package
from .reading import job_schema, read_job
from .stage import hand_off

__all__ = [
    "CoverJob",
    "Delivery",
    "Entry",
    "Finish",
    "HandoffJob",
    "JobContact",
    "Package",
    "SheetsJob",
    "hand_off",
    "job_schema",
    "read_job",
]
