"""The facts of a package in the words of the trade, Chinese and English side by side: the rows of a spec sheet.

Every number comes from `PackageFacts`, so from the finished files; the job itself says what no file can: how many, on
what paper, by when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..press.finishing import FOILS, KINDS
from ..report.text import Text
from .facts import PROCESS, Finished, FoldLine, PackageFacts, Part, without_finishing
from .job import Delivery, JobContact
from .specification import Figure, Row, Swatch, Verdict
from .terms import (
    BINDINGS,
    FILMS,
    LEAFLETS,
    PARTS,
    PROCESS_COLOURS,
    ROLES,
    SCHEMES,
    both,
    mm,
    own,
    plain,
    size,
)  # fmt: skip


def verdict(facts: PackageFacts) -> Verdict:
    """What the preflight found in all parts."""
    found = facts.body.preflight
    errors, warnings = facts.errors, facts.warnings
    looked_over = [each for part in facts.parts for each in (part.preflight, part.sheet_preflight) if each is not None]
    profiles = ", ".join(dict.fromkeys(each.profile for each in looked_over))
    by = " / ".join(filter(None, (found.standard, f"GWG 2022 {profiles}")))
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


def figures(facts: PackageFacts) -> Iterator[Figure]:
    """What is to be seen first."""
    body, job = facts.body.facts, facts.job
    folded = facts.body.folded
    yield Figure(
        label=both("成品尺寸", "Trim"), digits=size(folded.closed if folded else body.trim), unit=Text(neutral="mm")
    )
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
    yield _row("装订方式", "Binding", *BINDINGS[facts.binding])
    for part in facts.parts[1:]:
        zh, en = PARTS[part.role]
        spread = f"{size(part.facts.trim)} mm"
        yield _row(f"{zh}展开", f"{en} spread", f"成品 {spread}", f"{spread} trimmed")
    if facts.body.folded is not None:
        flat = f"{size(facts.body.folded.flat)} mm"
        yield _row("展开尺寸", "Flat", flat, f"{flat} before folding")
    if facts.thickness is not None and facts.body.folded is None and facts.binding != "none":
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
    zh, en = SCHEMES.get(scheme) or BINDINGS.get(scheme) or (scheme, scheme)
    yield _row("折页" if scheme in LEAFLETS else "拼版方式", "Folding" if scheme in LEAFLETS else "Imposition", zh, en)
    if facts.body.folded is not None:
        lines = sorted(facts.body.folded.lines, key=lambda line: line.step)
        yield Row(label=both("折线", "Folds"), values=tuple(_fold(line) for line in lines))
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


def _fold(line: FoldLine) -> Text:
    zh, en = {"mountain": ("山折", "mountain"), "valley": ("谷折", "valley")}[line.crease]
    return both(f"第 {line.step} 折：距左边 {mm(line.at)} mm，{zh}", f"fold {line.step} at {mm(line.at)} mm, {en}")


def _people(facts: PackageFacts) -> Iterator[Row]:
    job = facts.job
    if job.delivery and (values := tuple(_address(job.delivery))):
        yield Row(label=both("送货地址", "Delivery"), values=values)
    if job.contacts:
        yield Row(label=both("联系人", "Contacts"), values=tuple(_contact(person) for person in job.contacts))


def _finish(facts: PackageFacts, part: Part, finished: Finished) -> Text:
    finish = finished.finish
    if finish.kind == "lamination":
        zh, en = FILMS[finish.what]
        side = ("双面", "both sides") if finish.sides == 2 else ("外面", "outside")
        if part.role == "body" and finish.on == "cover" and facts.binding != "none" and part.folded is None:
            return both(f"封面（最外一张）：{side[0]}{zh}", f"Cover (outer sheet): {en}, {side[1]}")
        return _of(facts, part, side[0] + zh, f"{en}, {side[1]}")
    kind = KINDS[finish.kind]
    foil = FOILS.get(finish.colour or "", (finish.colour or "",))[0]
    zh, en = (f"（{foil}）", f", {finish.colour}") if finish.colour else ("", "")
    where = (f"第 {finish.page} 页", f", page {finish.page}") if part.facts.pages > 1 and finish.page else ("", "")
    return _of(facts, part, f"{where[0]}{kind.zh}{zh}", f"{kind.en[:1].lower()}{kind.en[1:]}{en}{where[1]}")


def _address(delivery: Delivery) -> Iterator[Text]:
    yield from (own(text) for text in (delivery.to, delivery.address, delivery.method) if text is not None)


def _contact(person: JobContact) -> Text:
    zh, en = ROLES[person.role]
    reached = filter(None, (person.telephone, person.email))
    company = (person.company.letters("zh"), person.company.letters("en")) if person.company else ("", "")
    name = (person.name.letters("zh"), person.name.letters("en"))
    same = name[0] == name[1]
    said = [name[0], f"（{zh}）" if not company[0] else f"（{company[0]}，{zh}）"]
    told = [*([] if same else [name[1]]), *([company[1]] if company[1] and company[1] != company[0] else []), en]
    return both(plain(" ".join(["".join(said), *reached])), plain(", ".join(told)))


def _of(facts: PackageFacts, part: Part, said: str, told: str) -> Text:
    """What is said of a part, with its name where there are several."""
    zh, en = PARTS[part.role]
    return (
        both(plain(f"{zh}：{said}"), plain(f"{en}: {told}")) if len(facts.parts) > 1 else both(plain(said), plain(told))
    )


def _row(zh: str, en: str, said: str, told: str) -> Row:
    return Row(label=both(zh, en), values=(both(said, told),))


def _many(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'s' * (count != 1)}"


def _swatch(ink: str, colours: Mapping[str, str]) -> Swatch:
    if ink in PROCESS:
        return Swatch(name="CMYK"[PROCESS.index(ink)], colour=PROCESS_COLOURS[ink])
    return Swatch(name=ink, colour=colours.get(ink))
