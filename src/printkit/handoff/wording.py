"""The facts of a package in the words of the trade, Chinese and English side by side: `specification`.

Every number comes from `PackageFacts`, so from the finished files; the job itself says what no file can: how many, on
what paper, by when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ..binding import PanelName
from ..press.finishing import FOILS, KINDS
from ..report.text import Text, has_han
from ..units import Length, Size
from .facts import PROCESS, Finished, PackageFacts, Part, without_finishing
from .job import Delivery, JobContact
from .specification import Drawing, Figure, Panel, Row, Swatch, Verdict

_BINDINGS: Final = {
    "saddle-stitch": ("骑马订", "Saddle stitch"),
    "perfect-bound": ("无线胶装", "Perfect bound"),
    "thread-sewn": ("锁线胶装", "Thread-sewn"),
    "wire-o": ("双线圈装", "Wire-O"),
    "coil": ("螺旋圈装", "Coil"),
    "none": ("不装订", "Not bound"),
}
_SCHEMES: Final = {
    "saddle-stitch": ("骑马订拼版", "saddle stitch"),
    "perfect-bound": ("胶装折手", "signatures, gathered"),
    "n-up": ("连拼", "step and repeat"),
    "cut-and-stack": ("裁叠", "cut and stack"),
    "tri-fold": ("三折页，卷心折", "tri-fold, rolled in"),
    "gate-fold": ("对门折", "gate fold"),
    "accordion": ("风琴折", "accordion fold"),
    "tiles": ("分张拼贴", "tiles with overlap"),
}
_FOLDED: Final = ("tri-fold", "gate-fold", "accordion")
_ROLES: Final = {
    "customer": ("客户", "customer"),
    "design": ("设计", "design"),
    "approval": ("签样", "approval"),
    "delivery": ("收货", "delivery"),
    "billing": ("结算", "billing"),
}
PARTS: Final = {"body": ("内文", "Body"), "cover": ("封面", "Cover"), "jacket": ("护封", "Jacket")}
_FILMS: Final = {
    "matt": ("覆哑膜", "matt lamination"),
    "gloss": ("覆亮膜", "gloss lamination"),
    "soft-touch": ("覆触感膜", "soft-touch lamination"),
}
_NAMED: Final = {"emboss": "embossing", "deboss": "debossing"}
"""Finishing whose name in a job is not that of the press."""
_SCREEN: Final = {"Cyan": "#009fe3", "Magenta": "#e6007e", "Yellow": "#ffed00", "Black": "#1d1d1b"}
"""How the process inks of offset printing look on a screen."""


def both(zh: str, en: str) -> Text:
    """A text in both languages."""
    return Text(zh=zh, en=en)


def mm(length: Length) -> str:
    """A length as a shop writes it: `148`, `3.24`; at most two decimals."""
    return f"{length.as_mm:.2f}".rstrip("0").rstrip(".")


def size(of: Size) -> str:
    """`148 × 210`."""
    return f"{mm(of.width)} × {mm(of.height)}"


def own(text: Text) -> Text:
    """A text of the user's; one that is neutral and has letters is English, so that it is set as such."""
    neutral = text.neutral or ""
    return Text(en=neutral) if any(map(str.isalpha, neutral)) and not has_han(neutral) else text


def verdict(facts: PackageFacts) -> Verdict:
    """What the preflight found in all parts."""
    found = facts.body.preflight
    errors, warnings = facts.errors, facts.warnings
    by = " / ".join(filter(None, (found.standard, f"GWG 2022 {found.profile}")))
    counted = (f"{errors} 个错误，{warnings} 个警告", f"{_many(errors, 'error')}, {_many(warnings, 'warning')}")
    if not errors:
        return Verdict(
            passed=True,
            head=both("预检通过", "Preflight passed"),
            detail=both(f"{counted[0]}；{by}", f"{counted[1]}; {by}"),
        )
    return Verdict(
        passed=False,
        head=both("带错误打包", "Packed despite errors"),
        detail=both(f"{counted[0]}；开印前先问联系人，见预检报告", f"{counted[1]}: ask before printing; see the preflight report"),
    )  # fmt: skip


_PANELS: Final[Mapping[PanelName, tuple[str, str]]] = {
    "back-flap": ("后勒口", "Back flap"),
    "back": ("封底", "Back"),
    "spine": ("书脊", "Spine"),
    "front": ("封面", "Front"),
    "front-flap": ("前勒口", "Front flap"),
}


def figures(facts: PackageFacts) -> Iterator[Figure]:
    """What is to be seen first."""
    body, job = facts.body.facts, facts.job
    yield Figure(label=both("成品尺寸", "Trim"), digits=size(body.trim), unit=Text(neutral="mm"))
    if body.pages > 1 or facts.binding != "none":
        numbers = [str(page) for page in facts.blanks]
        note = both(f"其中空白：{'、'.join(numbers)}", f"blank: {', '.join(numbers)}") if numbers else None
        yield Figure(label=both("页数", "Pages"), digits=str(body.pages), unit=Text(neutral="P"), note=note)
    unit = Text(zh="册" if facts.binding != "none" else "张" if body.pages < 3 else "份")
    yield Figure(label=both("数量", "Copies"), digits=f"{job.quantity:,}", unit=unit)
    if facts.spine is not None and facts.spine.pt > 0:
        yield Figure(label=both("书脊厚度", "Spine"), digits=mm(facts.spine), unit=Text(neutral="mm"))
    if job.deadline:
        yield Figure(label=both("交货期", "Deadline"), digits=job.deadline.isoformat())


def groups(facts: PackageFacts, colours: Mapping[str, str], limit: float | None) -> tuple[tuple[Row, ...], ...]:
    """The rows: the piece, its paper, its inks, its finishing, its sheets, whom it goes to.

    `colours` is how spot inks look (`#rrggbb`), `limit` the most ink of the output condition (3.0 is 300 %).
    """
    rows = (
        _piece(facts),
        _papers(facts),
        _inks(facts, colours, limit),
        _finishing(facts),
        _sheets(facts),
        _people(facts),
    )
    return tuple(group for group in map(tuple, rows) if group)


def _piece(facts: PackageFacts) -> Iterator[Row]:
    bleeds = {mm(part.facts.bleed) for part in facts.parts}
    if len(bleeds) == 1:
        least = bleeds.pop()
        yield _row("出血", "Bleed", f"四边各 {least} mm", f"{least} mm on all four sides")
    else:
        yield Row(
            label=both("出血", "Bleed"),
            values=tuple(_of(facts, part, told := f"{mm(part.facts.bleed)} mm", told) for part in facts.parts),
        )
    yield _row("装订方式", "Binding", *_BINDINGS[facts.binding])
    for part in facts.parts[1:]:
        zh, en = PARTS[part.role]
        spread = f"{size(part.facts.trim)} mm"
        yield _row(f"{zh}展开", f"{en} spread", f"成品 {spread}", f"{spread} trimmed")
    if facts.thickness is not None and facts.binding != "none":
        thick = f"{mm(facts.thickness)} mm"
        yield Row(label=both("书芯厚度", "Block"), values=(Text(neutral=thick),))
    if facts.grams is not None:
        grams = f"{facts.grams:.1f}" if facts.grams < 10 else f"{facts.grams:.0f}"
        yield _row(
            "每份重量" if facts.binding == "none" else "每册重量", "Weight", f"约 {grams} g", f"about {grams} g a copy"
        )


def _papers(facts: PackageFacts) -> Iterator[Row]:
    for part in facts.parts:
        zh, en = PARTS[part.role]
        alone = len(facts.parts) == 1
        label = both("用纸", "Stock") if alone else both(f"{zh}用纸", f"{en} stock")
        if part.stock is not None:
            yield Row(label=label, values=(part.stock.title,))
        else:
            yield Row(label=label, values=(both("未定，请与联系人商定", "not settled: ask the contact"),))


def _inks(facts: PackageFacts, colours: Mapping[str, str], limit: float | None) -> Iterator[Row]:
    for part in facts.parts:
        front, back = (without_finishing(part, inks) for inks in (part.facts.front, part.facts.back))
        zh, en = PARTS[part.role]
        label = both("印色", "Inks") if len(facts.parts) == 1 else both(f"{zh}印色", f"{en} inks")
        sides = f"{len(front)}C+{len(back)}C"
        told = (
            f"{_many(len(front), 'ink')} in front, {len(back) or 'none'} on the back"
            if front != back
            else f"{_many(len(front), 'ink')} on both sides"
        )
        swatches = tuple(_swatch(ink, colours) for ink in part.colours)
        yield Row(label=label, values=(both(sides, told),), swatches=swatches)
    body = facts.body.facts
    most = (f"，总墨量不超过 {limit:.0%}", f", total ink up to {limit:.0%}") if limit else ("", "")
    made = " / ".join(filter(None, (body.condition, body.standard)))
    yield _row("输出条件", "Condition", (made + most[0]).replace("%", " %"), (made + most[1]).replace("%", " %"))


def _finishing(facts: PackageFacts) -> Iterator[Row]:
    done = [(part, finished) for part in facts.parts for finished in part.finishing]
    values = tuple(_finish(facts, part, finished) for part, finished in done)
    plates = tuple(Swatch(name=finished.ink) for _part, finished in done if finished.ink)
    yield Row(label=both("表面处理", "Finishing"), values=values or (both("无", "none"),), swatches=plates)


def _sheets(facts: PackageFacts) -> Iterator[Row]:
    sheets = facts.job.sheets
    if sheets is None:
        yield _row("拼版方式", "Imposition", "由印厂拼版，文件为单页", "by the shop; the files are single pages")
        return
    scheme = sheets.scheme or facts.binding
    zh, en = _SCHEMES.get(scheme) or _BINDINGS.get(scheme) or (scheme, scheme)
    yield _row("折页" if scheme in _FOLDED else "拼版方式", "Folding" if scheme in _FOLDED else "Imposition", zh, en)
    imposed = [(part, part.sheet_facts) for part in facts.parts if part.sheet_facts is not None]
    values = tuple(
        _of(
            facts,
            part,
            f"{size(found.media)} mm，{found.pages} 面",
            f"{size(found.media)} mm, {_many(found.pages, 'side')}",
        )
        for part, found in imposed
    )
    if values:
        yield Row(label=both("印张", "Sheets"), values=values)


def _people(facts: PackageFacts) -> Iterator[Row]:
    job = facts.job
    if job.delivery and (values := tuple(_address(job.delivery))):
        yield Row(label=both("送货地址", "Delivery"), values=values)
    if job.contacts:
        yield Row(label=both("联系人", "Contacts"), values=tuple(_contact(person) for person in job.contacts))


def drawings(facts: PackageFacts) -> Iterator[Drawing]:
    """The spread of each cover with its folds; of a piece without one, its outer pages, or its page."""
    body = facts.body.facts
    covers = [part for part in facts.parts if part.role != "body"]
    for part in covers:
        zh, en = PARTS[part.role]
        yield Drawing(
            title=both(f"{zh}展开图", f"{en} spread, mm"),
            panels=tuple(_panels(part)),
            height=_number(part.facts.trim.height),
            bleed=_number(part.facts.bleed),
        )
    if not covers:
        page = _number(body.trim.width)
        names = [both("封底", "Back"), both("封面", "Front")] if facts.binding != "none" else [both("成品", "Trim")]
        title = both("成品展开图", "Open cover, mm") if len(names) > 1 else both("成品图", "The piece, mm")
        panels = tuple(Panel(name=name, width=page) for name in (names[::-1] if facts.right_to_left else names))
        yield Drawing(title=title, panels=panels, height=_number(body.trim.height), bleed=_number(body.bleed))


def _panels(part: Part) -> list[Panel]:
    """The parts between the folds, from left to right, seen from outside. They add up to the trim of the file."""
    return [Panel(name=both(*_PANELS[name]), width=_number(width)) for name, width in part.panels]


def _finish(facts: PackageFacts, part: Part, finished: Finished) -> Text:
    finish = finished.finish
    if finish.kind == "lamination":
        zh, en = _FILMS[finish.what]
        side = ("双面", "both sides") if finish.sides == 2 else ("外面", "outside")
        return _of(facts, part, side[0] + zh, f"{en}, {side[1]}")
    kind = KINDS[_NAMED.get(finish.kind, finish.kind)]
    foil = FOILS.get(finish.colour or "", (finish.colour or "",))[0]
    zh, en = (f"（{foil}）", f", {finish.colour}") if finish.colour else ("", "")
    where = (f"第 {finish.page} 页", f", page {finish.page}") if part.facts.pages > 1 and finish.page else ("", "")
    return _of(facts, part, f"{where[0]}{kind.zh}{zh}", f"{kind.en[:1].lower()}{kind.en[1:]}{en}{where[1]}")


def _address(delivery: Delivery) -> Iterator[Text]:
    yield from (own(text) for text in (delivery.to, delivery.address, delivery.method) if text is not None)


def _contact(person: JobContact) -> Text:
    zh, en = _ROLES[person.role]
    reached = filter(None, (person.telephone, person.email))
    company = (person.company.letters("zh"), person.company.letters("en")) if person.company else ("", "")
    name = (person.name.letters("zh"), person.name.letters("en"))
    same = name[0] == name[1]
    said = [name[0], f"（{zh}）" if not company[0] else f"（{company[0]}，{zh}）"]
    told = [*([] if same else [name[1]]), *([company[1]] if company[1] and company[1] != company[0] else []), en]
    return both(_plain(" ".join(["".join(said), *reached])), _plain(", ".join(told)))


def _plain(text: str) -> str:
    """A text whose signs are no marks of emphasis."""
    return re.sub(r"([\\*^|{}\[\]])", r"\\\1", text)


def _of(facts: PackageFacts, part: Part, said: str, told: str) -> Text:
    """What is said of a part, with its name where there are several."""
    zh, en = PARTS[part.role]
    return (
        both(_plain(f"{zh}：{said}"), _plain(f"{en}: {told}"))
        if len(facts.parts) > 1
        else both(_plain(said), _plain(told))
    )


def _row(zh: str, en: str, said: str, told: str) -> Row:
    return Row(label=both(zh, en), values=(both(said, told),))


def _many(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'s' * (count != 1)}"


def _swatch(ink: str, colours: Mapping[str, str]) -> Swatch:
    if ink in PROCESS:
        return Swatch(name="CMYK"[PROCESS.index(ink)], colour=_SCREEN[ink])
    return Swatch(name=ink, colour=colours.get(ink))


def _number(length: Length) -> float:
    return round(length.as_mm, 2)
