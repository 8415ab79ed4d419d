"""What it costs to turn pages into inks, beside what it costs only to read them."""

from __future__ import annotations

import time

import pikepdf

from .drawing import INK, MAIN, inked, pdf_of

LINE = (
    b"\n1 0 0 -1 128.503937 %d Tm\n/CCJNKT 12.5 Tf\n[<0aba05c412630c1111c81fc027c627c7075016ba0578>50.4<12e621a2>] TJ"
)


def test_inks_cost_less_than_reading_the_page_once():
    page = b"".join(
        b"\nq\n%b rg\n10 %d 100 5 re\nf\nQ\nBT\n%b rg" % (MAIN, number, INK) + LINE % number * 5 + b"\nET"
        for number in range(2000)
    )
    pdf = pdf_of(page)

    def cpu(act):
        begun = time.process_time()
        act()
        return time.process_time() - begun

    read = min(cpu(lambda: pikepdf.parse_content_stream(pdf.pages[0])) for _ in range(2))
    done = min(
        cpu(lambda: (setattr(pdf.pages[0].obj, "Contents", pdf.make_stream(page)), inked(pdf))) for _ in range(3)
    )
    assert done < read, f"{done:.3f} s, and pikepdf reads it in {read:.3f} s"
