"""The output intent: what paper and press, or what screen, the colours of a file are meant for.

ISO 15930-7, 6.2.3 and ISO 32000-1, 14.11.5 for print; ISO 19005-2, 6.2.3 for an archive.
"""

from __future__ import annotations

import pikepdf
from pikepdf import Name

from ..conditions import Condition, screen_profile


def declare_condition(pdf: pikepdf.Pdf, condition: Condition) -> None:
    """The one intent of a PDF/X file, its profile embedded."""
    intent = pikepdf.Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=pikepdf.String(condition.name if condition.registry else "Custom"),
        OutputCondition=pikepdf.String(condition.title),
        Info=pikepdf.String(condition.info),
        DestOutputProfile=_profile(pdf, condition.profile, condition.channels, Name.DeviceCMYK),
    )
    if condition.registry:
        intent.RegistryName = pikepdf.String(condition.registry)
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def declare_screen(pdf: pikepdf.Pdf) -> None:
    """The intent of a PDF/A file: sRGB."""
    name = pikepdf.String("sRGB IEC61966-2.1")
    intent = pikepdf.Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=name,
        OutputCondition=pikepdf.String("sRGB"),
        RegistryName=pikepdf.String("http://www.color.org"),
        Info=name,
        DestOutputProfile=_profile(pdf, screen_profile(), 3, Name.DeviceRGB),
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def _profile(pdf: pikepdf.Pdf, data: bytes, channels: int, alternate: Name) -> pikepdf.Stream:
    return pdf.make_stream(data, N=channels, Alternate=alternate)
