"""The style sheet of the HTML report: a quiet page, one accent, figures that line up."""

from typing import Final

STYLE: Final = """
:root { --ink: #16181d; --soft: #6b7280; --line: #e3e5ea; --paper: #fff; --ground: #f4f5f7; --error: #c8102e;
  --warning: #b45f06; --fine: #0b7a4b; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 -apple-system, "Segoe UI", "Helvetica Neue",
  "Printkit Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Printkit Hei", sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 40px 32px 64px; }
h1 { margin: 0; font-size: 28px; line-height: 1.2; font-weight: 700; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { margin: 0 0 14px; font-size: 17px; font-weight: 700; }
h2 small, th small, .facts dt small { color: var(--soft); font-weight: 400; font-size: .82em; margin-left: .45em; }
.kicker { margin: 0 0 6px; color: var(--soft); font-size: 13px; letter-spacing: .04em; }
header { border-top: 4px solid var(--fine); background: var(--paper); padding: 28px 32px 24px; }
header.error { border-color: var(--error); }
header.warning { border-color: var(--warning); }
.verdict { margin: 14px 0 0; font-size: 19px; font-weight: 700; color: var(--fine); }
.error .verdict { color: var(--error); }
.warning .verdict { color: var(--warning); }
.facts { display: flex; flex-wrap: wrap; gap: 14px 44px; margin: 22px 0 0; }
.facts dt { color: var(--soft); font-size: 12px; }
.facts dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
section { margin-top: 28px; background: var(--paper); padding: 24px 32px 28px; }
tr, figure { break-inside: avoid; }
h2 { break-after: avoid; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th { padding: 0 12px 6px 0; border-bottom: 1px solid var(--ink); text-align: left; font-size: 12px; font-weight: 600; }
td { padding: 9px 12px 9px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
td:nth-child(2) { width: 60%; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.rule { font: 12.5px/1.7 ui-monospace, "SF Mono", Consolas, "Printkit Sans", monospace; white-space: nowrap; }
.mark { display: inline-block; min-width: 20px; padding: 0 5px; border-radius: 10px; font-style: normal; color: #fff; background: var(--warning);
  text-align: center; font-size: 12px; line-height: 20px; font-weight: 700; }
.mark.error { background: var(--error); }
.mark.none { background: none; color: var(--soft); }
.severity { color: var(--warning); font-weight: 600; font-size: 12.5px; white-space: nowrap; }
.severity.error { color: var(--error); }
.hint, .object { color: var(--soft); font-size: 13px; }
.object { overflow-wrap: anywhere; }
.measured { font-variant-numeric: tabular-nums; }
.page { display: flex; gap: 32px; align-items: flex-start; }
.page figure { flex: 0 0 38%; margin: 0; position: sticky; top: 16px; }
.page .list { flex: 1 1 0; min-width: 0; }
.view { position: relative; box-shadow: 0 0 0 1px var(--line), 0 8px 24px rgba(20, 24, 32, .10); }
.view img { display: block; width: 100%; }
.view svg { position: absolute; left: 0; top: 0; width: 100%; height: 100%; }
figcaption { margin-top: 8px; color: var(--soft); font-size: 12px; }
.sheet { display: flex; flex-wrap: wrap; gap: 18px 14px; }
.sheet a, .sheet span { width: 88px; color: var(--soft); font-size: 12px; text-align: center; text-decoration: none; }
.sheet .thumb { position: relative; display: block; width: auto; font-style: normal; background: var(--ground); }
.sheet img { display: block; width: 100%; box-shadow: 0 0 0 1px var(--line); }
.sheet b { position: absolute; right: -7px; top: -8px; width: auto; }
footer { margin-top: 28px; color: var(--soft); font-size: 12.5px; }
footer p { margin: 0 0 6px; }
@media (max-width: 820px) { main { padding: 20px 12px; } .page { display: block; } .page figure { position: static;
  margin-bottom: 20px; } section, header { padding: 20px; } }
@media print { body { background: #fff; font-size: 9.5pt; } main { max-width: none; padding: 0; } table { font-size: 9pt; }
  .page figure { position: static; } section { padding: 16px 0; } header { padding: 16px 0; } }
@page { size: A4; margin: 14mm; }
"""
