"""Spec sheets to look at and to measure, without the files that they tell of."""
from __future__ import annotations
import io
from PIL import Image
from printkit.report import Picture, Text
from printkit.handoff.specification import *

def t(zh, en=None):
    return Text(zh=zh, en=en) if en else Text.model_validate(zh)

CMYK=(Swatch(name="C",colour="#009fe3"),Swatch(name="M",colour="#e6007e"),Swatch(name="Y",colour="#ffed00"),Swatch(name="K",colour="#1d1d1b"))

def pictures(n=7, ratio=148/210):
    out={}
    for i in range(n):
        w = 200 if i==0 else 400
        im=Image.new("RGB",(w,int(200/ratio)),(30+30*i,90,120)); b=io.BytesIO(); im.save(b,"PNG"); out[f"page-{i}.png"]=b.getvalue()
    return out

def sample(**more):
    base=dict(
    languages=("zh","en"), title=t("众手成城：布吉街道心理服务年报","Many Hands, One Town"), version="v1", 
    verdict=Verdict(passed=True, head=t("预检通过","Preflight passed"), detail=t("0 个错误，2 个警告；按 PDF/X-4 与 GWG 2022 SheetCMYK 检查","0 errors, 2 warnings; checked as PDF/X-4 and by GWG 2022, SheetCMYK")),
    figures=(Figure(label=t("成品尺寸","Trim"),digits="148 × 210",unit=t("mm")),
      Figure(label=t("页数","Pages"),digits="40",unit=t("P"),note=t("其中 2 页空白","2 of them blank")),
      Figure(label=t("数量","Quantity"),digits="500",unit=t("册","copies")),
      Figure(label=t("书脊厚度","Spine"),digits="3.24",unit=t("mm")),
      Figure(label=t("交货期","Deadline"),digits="2026-12-10")),
    groups=(
     (Row(label=t("出血","Bleed"),value=t("3 mm，四边","3 mm on all sides")),
      Row(label=t("装订方式","Binding"),value=t("无线胶装，左翻","Perfect bound, opens to the left")),
      Row(label=t("书芯厚度","Block"),value=t("2.74 mm，每册约 128 g","2.74 mm; a copy weighs about 128 g"))),
     (Row(label=t("内文用纸","Body stock"),value=t("105 g 哑粉纸","105 g matt coated")),
      Row(label=t("封面用纸","Cover stock"),value=t("250 g 铜版纸","250 g gloss coated"))),
     (Row(label=t("内文印色","Body inks"),value=t("4C+4C","both sides"),swatches=CMYK),
      Row(label=t("封面印色","Cover inks"),value=t("5C+0C","outside alone"),swatches=(*CMYK,Swatch(name="PANTONE 871 C",colour="#85714d"))),
      Row(label=t("输出条件","Condition"),value=t("FOGRA39，总墨量不超过 300 %","FOGRA39, total ink up to 300 %")),
      Row(label=t("表面处理","Finishing"),value=t("封面外面覆哑膜；局部 UV；烫金","cover outside: matt lamination; spot UV; gold foil"),swatches=(Swatch(name="SPOT-VARNISH"),Swatch(name="FOIL",colour="#c9a227")))),
     (Row(label=t("拼版方式","Imposition"),value=t("胶装折手，16 页一帖","perfect-bound signatures of 16 pages")),
      Row(label=t("纸张","Sheets"),value=t("SRA3 320 × 450 mm，共 10 张","SRA3, 320 × 450 mm, 10 sheets"))),
     (Row(label=t("送货地址","Delivery"),value=t("深圳市龙岗区布吉街道吉华路 1 号","1 Jihua Road, Buji, Longgang, Shenzhen")),
      Row(label=t("联系人","Contacts"),value=t("王敏 编辑 0755-0000-0000 wang@example.org","Wang Min, editor")))),
    drawings=(Drawing(title=t("封面展开图","Cover spread, mm"),panels=(Panel(name=t("封底","Back"),width=148),Panel(name=t("书脊","Spine"),width=3.24),Panel(name=t("封面","Front"),width=148)),height=210,bleed=3,scores=(142,157.24)),),
    thumbnails=tuple(Picture(file=f"page-{i}.png",caption=t("封面","Cover") if i==0 else Text(neutral=f"{2*i}–{2*i+1}"),alt=t(f"第 {i} 页",f"page {i}")) for i in range(7)),
    notes=t("烫金先打样确认。","Foil: send a sample before the run."),
    files=(Listed(name="众手成城_148×210mm_500册_v1.pdf",about=t("内文，印刷用","body, for print"),pages=38,digest="1c84ed3f1d36"),
     Listed(name="众手成城_148×210mm_500册_v1_封面.pdf",about=t("封面展开，印刷用","cover spread, for print"),pages=2,digest="9a84ed3f1d36"),
     Listed(name="众手成城_148×210mm_500册_v1_校样.pdf",about=t("校样，不可印刷","proof, not for print"),pages=20,digest="0084ed3f1d36"),
     Listed(name="众手成城_148×210mm_500册_v1.xjdf",about=t("作业传票","job ticket"),digest="4484ed3f1d36"),
     Listed(name="众手成城_148×210mm_500册_v1_预检.html",about=t("预检报告","preflight report"),digest="5584ed3f1d36")))
    return Specification.model_validate({**base, **more})
