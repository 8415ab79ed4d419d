"""Commands that tell what there is: layouts, fonts, the schema, the meaning of a code."""

from __future__ import annotations

from pathlib import Path

from .screen import Screen


def list_layouts(name: str | None, screen: Screen) -> None:
    """`printkit layouts [NAME]`."""
    from ..layout import Layout, Option, layout, names

    def option_data(option: Option) -> dict[str, object]:
        return {
            "type": option.type,
            "default": option.default,
            "choices": list(option.choices),
            "least": option.least,
            "most": option.most,
            "about": option.about.model_dump(exclude_none=True),
        }

    def data(found: Layout) -> dict[str, object]:
        return {
            "name": found.name,
            "title": found.title.model_dump(exclude_none=True),
            "about": found.about.model_dump(exclude_none=True),
            "kind": found.kind,
            "trim_mm": [round(found.trim.width.as_mm, 3), round(found.trim.height.as_mm, 3)],
            "pages": found.pages,
            "options": {key: option_data(option) for key, option in found.options.items()},
        }

    found = [layout(each) for each in ([name] if name else names())]
    if screen.json:
        screen.document(data(found[0]) if name else [data(each) for each in found])
        return
    for each in found:
        trim = f"{each.trim.width.as_mm:g} × {each.trim.height.as_mm:g} mm"
        screen.say(f"{each.name}  {each.title.letters('en')}  {each.title.letters('zh')}  {trim}")
        screen.say(f"    {each.about.letters('en')}")
        screen.say(f"    {each.about.letters('zh')}")
    if not name:
        screen.say()
        screen.say("The options of one: printkit layouts NAME")
        return
    for key, option in found[0].options.items():
        screen.say()
        screen.say(f"  --set {key}={option.default or '…'}    {_values(option)}")
        screen.say(f"      {option.about.letters('en')}")
        screen.say(f"      {option.about.letters('zh')}")


def _values(option: object) -> str:
    from ..layout import Option

    assert isinstance(option, Option)
    match option.type:
        case "choice":
            return f"one of {', '.join(option.choices)}"
        case "yes-no":
            return "yes or no"
        case "number" if option.least is not None and option.most is not None:
            return f"a number from {option.least:g} to {option.most:g}"
        case "length":
            return "a length such as 3mm"
        case "colour":
            return "a colour such as #b5282b"
    return f"a {option.type}"


def list_fonts(screen: Screen) -> None:
    """`printkit fonts`."""
    from ..fonts import Family, read_catalogue
    from ..resources import fonts_folder

    standard = gb_2312()

    def data(family: Family) -> dict[str, object]:
        return {
            "family": family.name,
            "voice": family.voice,
            "scripts": list(family.scripts),
            "faces": [{"weight": face.weight, "style": face.style, "file": face.file.name} for face in family.faces],
            "licence": family.licence,
            "upstream": family.upstream,
            "version": family.version,
            "characters": len(family.characters),
            "gb2312": len(family.characters & standard),
        }

    families = read_catalogue(fonts_folder()).families
    if screen.json:
        screen.document([data(family) for family in families])
        return
    for family in families:
        weights = ", ".join(f"{f.weight} {f.style}" if f.style != "normal" else str(f.weight) for f in family.faces)
        screen.say(f"{family.name}  ({family.voice})")
        screen.say(f"    weights {weights}")
        screen.say(f"    from {family.upstream} {family.version}, licence {family.licence}")
        chinese = len(family.characters & standard)
        share = f", {chinese:,} of the {len(standard):,} Chinese characters of GB 2312" if chinese else ""
        screen.say(f"    {len(family.characters):,} characters{share}")


def list_conditions(name: str | None, screen: Screen) -> None:
    """`printkit conditions [NAME|ICC]`."""
    from ..conditions import Condition, condition, conditions

    def data(found: Condition) -> dict[str, object]:
        return {
            "name": found.name,
            "title": found.title,
            "registry": found.registry,
            "profile": found.info,
            "ink_limit": found.limit,
            "channels": found.channels,
            "licence": found.licence,
            "source": found.source,
            "version": found.version,
        }

    found = [condition(name)] if name else list(conditions())
    if screen.json:
        screen.document(data(found[0]) if name else [data(each) for each in found])
        return
    for each in found:
        screen.say(f"{each.name}  {each.title}")
        screen.say(f"    profile: {each.info}; at most {100 * each.limit:.0f} % of ink, measured")
        known = (
            f"known to {each.registry}" if each.registry else "not a name of the ICC's registry: write it to the shop"
        )
        screen.say(f"    {known}")
        if each.licence:
            screen.say(f"    from {each.source}, version {each.version}, licence {each.licence}")


def gb_2312() -> frozenset[str]:
    """The 6,763 Chinese characters of GB 2312-80: rows 16 to 87 of its table."""
    cells = (bytes([row + 0xA0, cell + 0xA0]) for row in range(16, 88) for cell in range(1, 95))
    return frozenset("".join(cell.decode("gb2312", "ignore") for cell in cells))


def give_schema(to: Path | None, screen: Screen, *, handoff: bool) -> None:
    """`printkit schema [--handoff] [-o FILE]`."""
    from .. import output

    text = _job_schema() if handoff else _report_schema()
    if to is None:
        print(text, end="")
        return
    output.check_name(to.name)
    output.check(to)
    output.write({to: text.encode()})
    screen.say(str(to))


def _report_schema() -> str:
    from ..new import schema_text

    return schema_text()


def _job_schema() -> str:
    from ..handoff import job_schema
    from ..new import schema_text

    return schema_text(job_schema(), "what a printing job may hold")


def explain_code(code: str | None, screen: Screen) -> None:
    """`printkit explain [CODE]`."""
    import difflib

    from ..diagnostics import PrintkitError, error
    from .codes import CODES

    if code is None:
        if screen.json:
            screen.document({name: {"means": means, "do": do} for name, (means, do) in CODES.items()})
            return
        for name, (means, _do) in CODES.items():
            screen.say(f"{name}: {means}")
        return
    if code not in CODES:
        close = difflib.get_close_matches(code, CODES, 1, 0.5)
        hint = f"did you mean `{close[0]}`?" if close else "`printkit explain` lists them all"
        raise PrintkitError([error("unknown-code", f"there is no code `{code}`", hint=hint)], exit_code=2)
    means, do = CODES[code]
    if screen.json:
        screen.document({"code": code, "means": means, "do": do})
        return
    screen.say(f"{code}: {means}")
    screen.say(f"What to do: {do}")
