"""What each diagnostic code means, and what to do: `printkit explain CODE`. A test holds it against the source."""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, tuple[str, str]]] = {
    # ------------------------------------------------------------ the file of a report
    "no-file": ("The file that you named is not there.", "Check the name and the folder you are in."),
    "unreadable": ("The file is there, but you may not read it.", "Change its permissions, or copy it."),
    "encoding": (
        "The file is not saved as UTF-8, the coding that all programs share.",
        "In the editor choose “Save as” and the encoding UTF-8.",
    ),
    "empty": ("The file holds nothing.", "Begin with `printkit new`, or write `title:` first."),
    "too-large": ("A file is larger than any report or picture needs to be.", "Split it, or save it smaller."),
    "too-deep": ("Lists and keys stand inside each other more often than a report ever needs.", "Make it flatter."),
    "too-many-nodes": ("Repeated parts (`*name`) make the report grow beyond bounds.", "Write them out once."),
    "yaml-tag": ("A word that begins with `!` asks YAML to run something; that is refused.", "Put it into quotes."),
    "two-documents": ("A line `---` begins a second file inside the file.", "Delete that line."),
    "duplicate-key": ("The same key stands twice in one place, so one would be lost.", "Keep one of the two."),
    "not-a-report": ("The file has no keys such as `title:` and `sections:`.", "Begin with `printkit new`."),
    "lost-text": (
        "A `#` after a blank begins a remark in YAML, so the rest of the line would not be printed.",
        "Put the text into quotes, or move the remark to a line of its own.",
    ),
    "control-character": ("The file holds a sign that controls a machine and is no letter.", "Delete it."),
    "bidi-control": ("An invisible sign turns the direction of the text around.", "Delete it unless you mean it."),
    "not-text": ("The file is not a text at all: a Word file, a picture, a PDF.", "Name the report's YAML file."),
    "full-width-sign": (
        "A sign of YAML was typed as a Chinese one, such as `：` for `: `.",
        "Type it with the keyboard set to English, and a blank behind it.",
    ),
    "indentation": (
        "A line stands too far to the left or to the right.",
        "Put it below the line that it belongs with.",
    ),
    "yaml": (
        "A line does not fit the lines around it.",
        "Check how far to the right it stands, and the quotes before it.",
    ),
    "odd-blank": ("A line begins with tabs or other blanks that are no spaces.", "Use spaces alone."),
    "open-brace": ("A `{` or `[` is never closed.", "Close it."),
    "open-quote": ("A quote that opens is never closed.", "Close it, or put the text into quotes."),
    "backslash": ("Inside double quotes a backslash has a meaning of its own.", "Use single quotes."),
    "missing-dash": ("An entry of a list has no `- ` before it.", "Begin it with `- `."),
    "needs-quotes": ("A text holds a sign that means something else in YAML.", "Put the text into quotes."),
    "keywords-in-one": ("All keywords stand in one text.", "Give each a line of its own that begins with `- `."),
    # ------------------------------------------------------------ what it holds
    "unknown-key": ("A key is not known at this place.", "Write the key that the hint names, or delete it."),
    "missing-key": ("Something that must be there is missing.", "Add the key that the message names."),
    "unknown-block": ("No key tells what kind of block this is.", "Begin it with a key such as `text:` or `figure:`."),
    "not-one-of": ("The value is none of those that are possible here.", "Write one of those in the message."),
    "not-a-number": ("A number was wanted.", "Write digits alone; words go into `unit` or `label`."),
    "not-a-date": ("A date was wanted.", "Write year-month-day, such as 2020-01-15."),
    "not-yes-or-no": ("Only yes or no is possible here.", "Write `true` or `false`."),
    "not-a-list": ("A list was wanted.", "Begin each entry on a line of its own with `- `."),
    "not-a-mapping": ("Keys with values were wanted.", "Write lines `key: value`."),
    "not-a-text": ("A text was wanted.", "Write it after the colon, in quotes if it holds a colon."),
    "empty-text": ("A text has no words.", "Write it, or delete its key."),
    # ------------------------------------------------------------ a printing job
    "no-job": ("There is no handoff.yaml, which says how many copies are wanted.", "Write one: `quantity: 500`."),
    "not-a-job": ("The file has no keys such as `quantity:` and `stock:`.", "Begin with `quantity: 500`."),
    "not-a-length": ("A length was wanted.", "Write a number with its unit, such as `3mm`."),
    "not-a-version": (
        "The version stands in every file name, so not every sign may be in it.",
        "Write letters, digits, dots and hyphens: `v1`.",
    ),
    "bad-binding": ("This piece cannot be bound so.", "Choose the binding that the hint names."),
    "empty-finish": (
        "A finishing is to follow an ink or a drawing, and nothing of it stands on that part.",
        "Name an ink that is printed there, or another part or page.",
    ),
    "no-part": (
        "A finishing is meant for a part that the job does not have.",
        "Name the part that is meant: `on: cover`.",
    ),
    "preflight-errors": (
        "The preflight found something that a shop would send the file back for, so nothing was packed.",
        "Put it right; `--force` packs it all the same, and says so in the ticket.",
    ),
    "not-one-finish": (
        "An entry of `finishing` names no kind of finishing, or more than one.",
        "Give each its own line: `- {lamination: matt, on: cover}`.",
    ),
    "empty-value": ("A key has no value.", "Write something after the colon, or delete the key."),
    "too-few": ("There are fewer entries than it takes.", "Add what is missing, or delete the block."),
    "too-many": ("There are more entries than fit.", "Make two blocks of it."),
    "missing-translation": (
        "A text is there in one language of the report and not in the other.",
        "Write the other, or name one language alone: `languages: zh`.",
    ),
    "link-refused": (
        "A link goes somewhere that is not a web page, mail or telephone. Its words are printed without the link.",
        "Link to an address that begins with https:// or mailto:.",
    ),
    # ------------------------------------------------------------ two versions of a PDF compared
    "bad-tolerance": ("So small or so large a difference cannot be told from none.", "Choose 0.02mm to 1mm."),
    "no-dummy": (
        "A dummy shows how sheets are folded, and those of this scheme are not.",
        "Choose saddle-stitch, perfect-bound, tri-fold, accordion, gate-fold or cover.",
    ),
    "bad-scale": ("A dummy is as large as the job, or smaller.", "Choose 0.02 to 1, or leave the scale out."),
    "small-dummy": ("On this paper the pages become too small to be read.", "Take A3 paper, or smaller signatures."),
    "bad-length": ("A length was wanted.", "Write a number with its unit, such as 3mm."),
    "too-many-pages": ("The files have more pages than can be held against each other.", "Compare parts of them."),
    # ------------------------------------------------------------ pictures
    "no-picture": ("There is no picture of that name beside the report.", "Check the name, or write `slot` for now."),
    "picture-kind": ("The file is no picture that printkit knows.", "Save it as PNG, JPEG, WebP, TIFF or SVG."),
    "broken-picture": ("The picture cannot be read.", "Open it in a picture program and save it again."),
    "too-many-pixels": ("The picture has more pixels than paper can show.", "Save it smaller: 300 pixels an inch."),
    "svg-refused": ("The drawing holds something that may do harm or that paper cannot show.", "Save it as plain SVG."),
    "unknown-ink": ("The drawing names a colour that the layout has not.", "Use one of the inks in the hint."),
    "outside": ("The picture does not lie in the report's folder, and nothing else is read.", "Copy it there."),
    "bad-path": ("That is not the name of a file.", "Write a name such as `figures/room.jpg`."),
    "no-folder": ("A report made in Python has no folder to look for pictures in.", "Give `root=`."),
    "no-alt": (
        "A picture in a PDF for screen readers has no words in its place.",
        "Give it `alt:`, a sentence that says what there is to see, or a caption.",
    ),
    "picture": ("The typesetting engine could not draw a picture.", "Save it again in another form."),
    # ------------------------------------------------------------ a PDF that is read
    "not-a-pdf": ("The file does not begin as a PDF does.", "Name a file that a program has saved as PDF."),
    "pdf-broken": ("The PDF is damaged or cut short, beyond repair.", "Save or fetch it again."),
    "pdf-encrypted": ("The PDF is locked with a password.", "Save it without one: a print shop needs it open."),
    "pdf-without-pages": ("The PDF has no pages.", "Save it again from the program that made it."),
    "pdf-too-large": ("The PDF is larger, or unpacks to more, than any document for print.", "Split it."),
    "pdf-too-complex": (
        "A page paints more, or deeper in itself, than any page for print; it was not read to its end.",
        "Turn the drawing into a picture, or simplify it.",
    ),
    "no-page": ("The PDF has no page of that number.", "Name one that it has; the first is 1."),
    "pdf-repaired": ("The PDF is damaged; it could be read after a repair.", "Save it again before you send it."),
    # ------------------------------------------------------------ letters and room
    "no-glyph": ("None of printkit's fonts has this character.", "Write it another way, or as a small picture."),
    "overflow": ("Something is longer or wider than its place on the page.", "Shorten it, or leave a block out."),
    "vertical-text": (
        "Vertical text cannot be set so: a column of one character, a word longer than a column, or what is no text.",
        "Do what the hint says.",
    ),
    "too-long": ("The report has more pages than the layout.", "Shorten its sections."),
    "left-out": ("This layout has no room for a block of that kind and leaves it out.", "Choose another layout."),
    # ------------------------------------------------------------ lines that could not be set well
    "loose-line": (
        "Characters of a line of Chinese stand further apart than the eye forgives, since no better lines are possible.",
        "Say the line in a few characters more, or what stands before it in fewer.",
    ),
    "wide-spaces": (
        "The word spaces of a line are far wider than in the lines around it.",
        "Say the line in a few letters more, or what stands before it in fewer.",
    ),
    "short-line": (
        "A line does not reach the edge, since it holds nothing that may be spread.",
        "Say it in other words, or put a blank where a long word may be parted.",
    ),
    "overlong-line": (
        "A line stands out over the edge, since it holds nothing that may be parted.",
        "Shorten it; print words in the place of a long address; in a heading, put a `|` where the line may end.",
    ),
    "broken-word": (
        "A line ends inside a word or a number, since it is wider than its place.",
        "Say it in shorter words, or put a blank where the line may end.",
    ),
    "runt": (
        "The last line of a paragraph is one character or a stub of a word.",
        "Shorten the paragraph by as much, or make it longer.",
    ),
    "ladder": ("More than two lines in a row end in a hyphen.", "Say one of the lines in other words."),
    "river": (
        "Word spaces of four or more lines stand above each other: white runs down through the text.",
        "Say one of the lines in other words.",
    ),
    "uncomposed": (
        "A text asks for something that printkit's composer cannot do, so the engine has set it, by its own lesser rules.",
        "Take what the hint names out of the layout's style sheet.",
    ),
    # ------------------------------------------------------------ layouts
    "no-layout": ("There is no layout of that name.", "`printkit layouts` lists them."),
    "no-option": ("The layout has no option of that name.", "`printkit layouts NAME` lists its options."),
    "bad-option": ("The option cannot have this value.", "`printkit layouts NAME` says what it may be."),
    "same-output": ("Two layouts of one command have the same name.", "Build them one by one."),
    "bad-layout": ("The file `layout.yaml` of a layout is not right.", "Compare it with one of printkit's own."),
    "no-palette": ("The layout names a set of inks that does not exist.", "Name one of those in the hint."),
    "same-screen-colour": (
        "Two inks look the same on a screen and print otherwise: a press file could not tell them apart.",
        "Change the screen colour of one by a digit.",
    ),
    "no-style": ("A layout names a style sheet that is not there.", "Write the file, or take its name out."),
    "template": ("The template of a layout fails at this line.", "Mend the layout, or ask who made it."),
    "css": ("The engine leaves out a line of the layout's style sheet.", "Write it another way."),
    "engine": ("The engine complains of the layout.", "Mend the layout's template or style sheet."),
    "refused-address": ("A page asked for something that is not a picture of the report.", "Put it into the report."),
    # ------------------------------------------------------------ fonts and the machine
    "no-fonts": ("printkit's fonts are not where they should be.", "Install printkit again."),
    "bad-font-card": ("A `font.yaml` is not right.", "Compare it with another one."),
    "no-font-family": ("There is no font family of that name.", "`printkit fonts` lists them."),
    "foreign-font": ("A font crept in that is not printkit's own.", "Use a family that `printkit fonts` lists."),
    "fonts-not-isolated": ("Another program part loaded WeasyPrint first.", "Import printkit before it."),
    "system-library": ("A library of the system is missing.", "Run the line in the hint, or `make demo`."),
    "engine-version": ("Another version of WeasyPrint is installed.", "Install the one that the hint names."),
    "limit": ("It took far more time or memory than any report needs.", "Look for a loop in the layout."),
    "system": ("The computer refused: a full disk, a missing right, too little memory.", "Do what the hint says."),
    # ------------------------------------------------------------ colours on the press
    "content-stream": (
        "The drawing instructions of a PDF page cannot be read, so its colours cannot be turned into inks.",
        "Make the PDF anew; if printkit made it, tell us.",
    ),
    "inline-image": (
        "A picture stands among the drawing instructions of a page, where it cannot be turned into inks.",
        "Place the picture as a file of its own.",
    ),
    "colour-space": (
        "A colour is given in a way that cannot be turned into inks.",
        "Use the layout's inks, or plain RGB or CMYK colours.",
    ),
    "colour-mesh": ("A gradient over a mesh cannot be turned into inks.", "Use a linear or radial gradient."),
    # ------------------------------------------------------------ sheets of books
    "bad-signature": (
        "A signature is a sheet that is folded once to four times: it has 4, 8, 16 or 32 pages.",
        "Give one of these numbers.",
    ),
    "bad-creep": (
        "The pages inside a fold would have to move further than any book asks for.",
        "Give a factor from 1 to 1.4, and the thickness of one sheet of paper; bind a thick book by glue.",
    ),
    # ------------------------------------------------------------ what is written
    "would-overwrite": (
        "A file of that name is there, and printkit did not make it. It is never overwritten.",
        "Move it away, or choose another name with -o.",
    ),
    "bad-output-name": ("That cannot be the name of a file.", "Choose a plain, short name without slashes."),
    "not-a-file": ("A file was wanted, and this is something else.", "Name a file."),
    "cannot-write": ("A file could not be written.", "Choose another folder with -o, or free some space."),
    "unknown-code": ("There is no such code.", "`printkit explain` lists them all."),
    # ------------------------------------------------------------ articles taken in
    "unknown-form": ("printkit does not know what form the article has.", "Give --form, such as --form html."),
    "no-title": ("The article has no title; the report bears the file's name.", "Write the title into the report."),
    "words-lost": (
        "Some letters of the article did not reach the report. That is a fault of printkit.",
        "Compare the two, and tell us.",
    ),
    "not-representable": ("Paper cannot hold it: a film, a sound, a form.", "A note stands there: write over it."),
    "active-content": ("The page holds a program. It was left out.", "Nothing, unless words are missing."),
    "background-picture": ("A picture lies behind the text and was left out.", "Save it and add it as a figure."),
    "page-frame": ("The article shows another page inside itself, which was left out.", "Import that page too."),
    "picture-remote": ("A picture lies in the web and was not fetched.", "Save it beside the report, and name it."),
    "picture-missing": ("A picture of the article is not there.", "Copy it beside the report, and name it."),
    "picture-outside": ("A picture lies outside the article's folder and was not taken.", "Copy it, and name it."),
    "picture-form": ("A picture has a form that printkit does not know.", "Save it as PNG."),
    "picture-too-many": ("The article holds more pictures than a report can.", "Choose among them."),
    "table-too-large": ("A table is larger than a page can show.", "Split it, or leave columns out."),
    "docx-unreadable": ("The Word file cannot be read.", "Open it in Word and save it again as .docx."),
    "docx-too-large": ("The Word file unpacks to more than any article holds.", "Save it without what is large."),
    "docx-entities": ("The Word file holds something that attacks programs.", "Ask who made it; save it anew."),
    # ------------------------------------------------------------ press
    "no-condition": (
        "There is no output condition of that name, or no ICC profile at that path.",
        "`printkit conditions` lists ours; name any other by the path of its ICC profile.",
    ),
    "bad-profile": (
        "A file is no ICC profile, is damaged, or no conversion can be made with it.",
        "Take the profile again from the print shop or from the ECI.",
    ),
    "wrong-profile": (
        "The ICC profile is not the one of a printing process with CMYK.",
        "Take a profile of class `prtr`, as print shops give them, and not one of a screen or a camera.",
    ),
    "bad-picture-data": (
        "The data of a picture in the file are cut off, broken, or do not fit what the file says of them.",
        "Save the picture again as PNG or JPEG, and build anew.",
    ),
    "needs-transparency": (
        "A page is seen through somewhere, by a soft edge, opacity or a blend, and the standard forbids that.",
        "Make the element opaque, lay it on one flat colour, or choose PDF/X-4 (--edition press).",
    ),
    "font-not-embedded": (
        "A font that the file uses is not in the file, so the print shop would set another one.",
        "Use a family that `printkit fonts` lists.",
    ),
    "bad-font-data": (
        "A font program in the file is broken or of a form that the standard does not know.",
        "Use a family that `printkit fonts` lists.",
    ),
    "no-profile": ("There is no such profile for a preflight.", "Use the one that the hint names."),
    "no-standard": ("There is no such standard for a PDF file.", "Use one that the message names."),
    "bad-bleed": (
        "What is drawn past the trim cannot be that wide, or wider than the pages were set with.",
        "Choose 0 to 20 mm; print shops ask for 3 mm.",
    ),
    "bad-slug": ("The room around the bleed cannot be that wide.", "Choose 0 to 50 mm."),
    "no-finish": ("There is no finishing of that name.", "Write one of those in the hint, such as `spot-varnish`."),
    "bad-finish-shape": (
        "The shape of a finish (varnish, foil, die line) cannot be drawn: it must be outlines alone, as large as the page.",
        "Draw it as plain SVG in mm of the trim, or write `ink:main`, `page` or `corner:5mm`.",
    ),
    "bad-finish-ink": ("The plate of a finish has the name of a process ink.", "Name it after what it is."),
    "bad-fold": ("A fold is not on the page.", "Give its distance from the left edge of the trim."),
    # ------------------------------------------------------------ sheets for the press
    "no-sheet": (
        "No sheet of paper has that name.",
        "`printkit impose --paper-names` lists them; or give its two sides.",
    ),
    "no-scheme": ("No scheme of imposition has that name.", "`printkit impose --schemes` lists them."),
    "no-scheme-option": ("The scheme has no option of that name.", "`printkit impose --schemes` lists its options."),
    "bad-scheme-option": (
        "An option of the scheme cannot have this value.",
        "`printkit impose --schemes` says what it may be.",
    ),
    "mixed-trims": (
        "The pages of the file have several sizes, and a book or a set of copies has one.",
        "Export all pages at one size, or impose them as files of their own.",
    ),
    "no-trim-box": (
        "A page does not say where it is trimmed, so all of it is taken for the finished page.",
        "Export it with a TrimBox: as PDF/X, or with crop marks set by the program.",
    ),
    "no-bleed": (
        "The pages end at the trim: where they are printed to the edge, a knife that is off by little leaves paper.",
        "Export the file with 3 mm of bleed and a BleedBox.",
    ),
    "annotations-dropped": (
        "Notes, form fields and stamps lie above a page and are no part of what it prints.",
        "Print into the page what has to be on paper (“flatten” it) before it is imposed.",
    ),
    "no-room-for-marks": (
        "Around the pages the sheet has no room for some of the marks.",
        "Take a larger sheet, or keep room for them with `--set slug=7mm` where the scheme has that option.",
    ),
    "claim-dropped": (
        "The file claims a standard that sheets made of it cannot keep.",
        "Export it as PDF/X-4, PDF/X-1a:2003 or PDF/X-3:2003 if the sheets have to follow one.",
    ),
    # ------------------------------------------------------------ stocks and covers
    "no-stock": ("There is no paper of that name.", "`printkit stocks` lists ours; write your own into a file."),
    "bad-stock": (
        "An entry of a file of papers cannot be used.",
        "Give it `title`, `gsm`, `caliper` or `bulk`, `coated` and `source`, as `stocks.yaml` of printkit does.",
    ),
    "too-thick": (
        "The book is thicker, or has more pages, than can well be bound so.",
        "Choose a thinner paper, another binding, or ask the binder.",
    ),
    "too-thin": (
        "The book is thinner, or has fewer pages, than glue can hold.",
        "Choose a thicker paper, or saddle stitch.",
    ),
    "odd-pages": ("The pages do not make whole sheets.", "Add or take out pages, or let blank ones be added."),
    "bad-flap": ("A flap of the cover cannot be that wide.", "Choose 60 to 100 mm, and less than the page."),
    "bad-cover": ("Such a cover cannot be made.", "Do what the message says."),
    "no-cover": (
        "The layout draws no cover of its own kind.",
        "Choose a layout whose `layout.yaml` has a part `cover:`, or bind with a self-cover.",
    ),
    # ------------------------------------------------------------ sheets: flat work, leaflets, tiles
    "sheet-too-small": (
        "What is to lie on a sheet is larger than the part of it that can be printed.",
        "Take a larger sheet, or less bleed, gap, gripper or margin; the message says how much is missing.",
    ),
    "bad-pages": ("So many pages cannot be imposed.", "Name a file with at least one page."),
    "bad-measure": ("A size, length or factor is none that paper can have.", "Do what the hint says."),
    "bad-copies": (
        "So many copies cannot lie on a sheet.",
        "Give 1 or more, even where fronts and backs share a form.",
    ),
    "bad-work": ("The pages cannot be printed in that way.", "Print sheetwise, or give them backs."),
    "bad-panels": ("A leaflet cannot be folded into such panels.", "Do what the hint says."),
    "too-many-tiles": ("A poster would take more sheets than anyone glues.", "Take larger sheets or a smaller scale."),
}
