"""How much of the machine one command may take (T3): a layout that runs wild is stopped with a clear error."""

from __future__ import annotations

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NoReturn

from ..diagnostics import PrintkitError, error

SECONDS: Final = 900
"""Of the processor. The longest booklet that was measured, 425 pages, takes 31."""

BYTES: Final = 4_000_000_000
"""Of memory. The same booklet takes 430 million."""


class TimeIsUp(BaseException):
    """Raised wherever the program stands. No `Exception`: libraries catch those and go on."""


@contextmanager
def within(seconds: float = SECONDS, memory: int = BYTES) -> Iterator[None]:
    """Run the body within limits of processor time and memory.

    Raises `PrintkitError` with exit code 3 where a limit is reached.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears signals
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    known = [limit for limit in (soft, hard, memory) if limit != resource.RLIM_INFINITY]
    before = signal.signal(signal.SIGPROF, _ring)
    resource.setrlimit(resource.RLIMIT_DATA, (min(known), hard))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except TimeIsUp:
        raise _limit(f"it took more than {seconds:g} seconds of the processor") from None
    except MemoryError:
        raise _limit(f"it took more than {memory / 1e9:g} GB of memory") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _ring(_number: int, _frame: object) -> NoReturn:
    raise TimeIsUp


def _limit(message: str) -> PrintkitError:
    hint = "look for a loop in the layout, or split the report"
    return PrintkitError([error("limit", message, hint=hint)], exit_code=3)
