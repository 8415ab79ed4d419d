"""Paper, simulated: printed on both sides, cut, folded, nested or gathered, bound, trimmed and read.

It knows nothing of the schemes: it looks at where things are printed and where lines run, and does with the paper what a bindery does.
Numbers are pt. The plane of the table has y up; what lies higher in a stack comes first in its list.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from printkit.imposition import Imposition, Line, Placement, Sheet

CLOSE = 1e-6


@dataclass
class Print:
    """A page as it stands on the paper. All in the plane of the front, seen through the paper if it is on the back."""

    page: int | None
    front: bool
    trim: tuple[float, float, float, float]
    seen: tuple[float, float, float, float]
    content: tuple[float, float, float, float]
    """Where the page's own trim comes to lie: moved by creep, scaled."""
    head: tuple[int, int]
    """Which way the head of the page points."""
    right: tuple[int, int]
    """Which way its lines run: mirrored against the head where it is seen through the paper."""


@dataclass
class Facet:
    """A flat part of a folded paper: its rectangle when flat, and x → (a x + e), y → (d y + f) to where it lies now."""

    box: tuple[float, float, float, float]
    prints: list[Print]
    a: int = 1
    d: int = 1
    e: float = 0.0
    f: float = 0.0

    @property
    def front_up(self) -> bool:
        return self.a * self.d > 0

    def place(self, box):
        x, u = self.a * box[0] + self.e, self.a * box[2] + self.e
        y, v = self.d * box[1] + self.f, self.d * box[3] + self.f
        return min(x, u), min(y, v), max(x, u), max(y, v)

    def way(self, vector):
        return self.a * vector[0], self.d * vector[1]


@dataclass
class Packet:
    """A folded piece: its facets from the top down, and the x or y of its last fold."""

    facets: list[Facet]
    upright: bool = True
    spine: float = 0.0


@dataclass
class Piece:
    """A piece of flat paper: its box on the sheet, what is printed on it, and its creases, as seen from the front."""

    box: tuple[float, float, float, float]
    prints: list[Print] = field(default_factory=list)
    creases: list[Line] = field(default_factory=list)


def box_of(area):
    return area.left.pt, area.bottom.pt, area.right.pt, area.top.pt


def content_of(placement: Placement, trim_size):
    """The corners of the page's trim as drawn: its middle on the middle of the trim, scaled, then shifted."""
    left, bottom, right, top = box_of(placement.trim)
    width, height = trim_size if placement.angle in (0, 180) else trim_size[::-1]
    width, height = width * placement.scale[0], height * placement.scale[1]
    x = (left + right) / 2 + placement.shift[0].pt
    y = (bottom + top) / 2 + placement.shift[1].pt
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


HEAD = {0: (0, 1), 90: (-1, 0), 180: (0, -1), 270: (1, 0)}
RIGHT = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}


def printed(imposition: Imposition, sheet: Sheet, trim_size) -> Piece:
    """A sheet of the press with both its sides printed: the back was printed after turning it over."""
    width, height = imposition.size.width.pt, imposition.size.height.pt
    prints = []
    for front, side in ((True, sheet.front), (False, sheet.back)):
        for placement in side.placements:
            boxes = [box_of(placement.trim), box_of(placement.seen), content_of(placement, trim_size)]
            head, right = HEAD[placement.angle], RIGHT[placement.angle]
            if not front and imposition.turn == "turn":
                boxes = [(width - r, b, width - x, t) for x, b, r, t in boxes]
                head, right = (-head[0], head[1]), (-right[0], right[1])
            elif not front:
                boxes = [(x, height - t, r, height - b) for x, b, r, t in boxes]
                head, right = (head[0], -head[1]), (right[0], -right[1])
            prints.append(Print(placement.page, front, *boxes, head, right))
    assert sorted(map(str, seen_through(sheet.back.lines, imposition))) == sorted(
        map(str, (rounded(line, line.crease) for line in sheet.front.lines))
    ), "both sides tell the same cuts and folds"
    return Piece((0, 0, width, height), prints, [line for line in sheet.front.lines if line.kind == "fold"])


def rounded(line, crease, at=None, start=None, end=None):
    numbers = [line.at.pt, line.start.pt, line.end.pt] if at is None else [at, start, end]
    return (line.kind, line.upright, *(round(number, 5) + 0.0 for number in numbers), line.step, crease)


def seen_through(lines, imposition):
    """The lines of a back in the plane of the front: a valley there is a mountain here."""
    width, height = imposition.size.width.pt, imposition.size.height.pt
    for line in lines:
        crease = {"": "", "mountain": "valley", "valley": "mountain"}[line.crease]
        at, start, end = line.at.pt, line.start.pt, line.end.pt
        turned = imposition.turn == "turn"
        if line.upright == turned:
            yield rounded(line, crease, (width if turned else height) - at, start, end)
        else:
            yield rounded(line, crease, at, (width if turned else height) - end, (width if turned else height) - start)


def cut(whole: Piece, cuts: list[Line]) -> list[Piece]:
    """The pieces, from the upper left, row by row."""
    pieces = [whole]
    for line in cuts:
        assert line.kind == "cut"
        parts = []
        for piece in pieces:
            parts += cut_one(piece, line)
        pieces = parts
    return sorted(pieces, key=lambda piece: (-piece.box[3], piece.box[0]))


def cut_one(piece: Piece, line: Line) -> list[Piece]:
    left, bottom, right, top = piece.box
    at = line.at.pt
    low, high, first, last = (left, right, bottom, top) if line.upright else (bottom, top, left, right)
    if not low + CLOSE < at < high - CLOSE:
        return [piece]
    assert line.start.pt < first + CLOSE
    assert line.end.pt > last - CLOSE, "a knife cuts through"
    boxes = (
        ((left, bottom, at, top), (at, bottom, right, top))
        if line.upright
        else ((left, bottom, right, at), (left, at, right, top))
    )
    parts = [Piece(box) for box in boxes]
    for printed_page in piece.prints:
        home = [part for part in parts if inside(printed_page.seen, part.box)]
        assert len(home) == 1, "no knife cuts through a page or its bleed"
        home[0].prints.append(printed_page)
    for crease in piece.creases:
        span = (
            (crease.at.pt, crease.start.pt, crease.at.pt, crease.end.pt)
            if crease.upright
            else (crease.start.pt, crease.at.pt, crease.end.pt, crease.at.pt)
        )
        home = [part for part in parts if inside(span, part.box)]
        assert len(home) == 1
        home[0].creases.append(crease)
    return parts


def inside(box, outer) -> bool:
    return (
        box[0] > outer[0] - CLOSE
        and box[1] > outer[1] - CLOSE
        and box[2] < outer[2] + CLOSE
        and box[3] < outer[3] + CLOSE
    )


def folded(piece: Piece, *, other_half: bool = False) -> Packet:
    """Fold after fold, in the order of their steps, each along all its creases at once, the way that they say.

    `other_half`: the part to the left (below) is moved, not that to the right; what comes of it must read alike.
    """
    left = min(p.seen[0] for p in piece.prints)
    right = max(p.seen[2] for p in piece.prints)
    bottom = min(p.seen[1] for p in piece.prints)
    top = max(p.seen[3] for p in piece.prints)
    packet = Packet([Facet((left, bottom, right, top), piece.prints)])
    steps = sorted({crease.step for crease in piece.creases})
    assert steps == list(range(1, len(steps) + 1))
    for step in steps:
        fold_once(packet, [crease for crease in piece.creases if crease.step == step], other_half=other_half)
    return packet


def fold_once(packet: Packet, creases: list[Line], *, other_half: bool) -> None:
    wanted = None
    covered: dict[int, float] = {}
    for facet in packet.facets:
        for crease in creases:
            hit = crossing(facet, crease)
            if hit is None:
                continue
            at, length, up = hit
            if wanted is None:
                wanted = (crease.upright, at, up)
            assert wanted[0] == crease.upright
            assert abs(wanted[1] - at) < CLOSE, "all creases of one fold lie upon each other"
            assert wanted[2] == up, "one fold bends all layers in one direction"
            covered[id(facet)] = covered.get(id(facet), 0.0) + length
    assert wanted is not None
    upright, at, valley = wanted
    stays, moves = [], []
    for facet in packet.facets:
        for part, beyond in split(facet, upright=upright, at=at, covered=covered):
            (moves if beyond != other_half else stays).append(part)
    for facet in moves:
        if upright:
            facet.a, facet.e = -facet.a, 2 * at - facet.e
        else:
            facet.d, facet.f = -facet.d, 2 * at - facet.f
    moves.reverse()
    packet.facets = [*moves, *stays] if valley else [*stays, *moves]
    packet.upright, packet.spine = upright, at


def crossing(facet: Facet, crease: Line):
    """Where a crease of this facet lies now, over what length of it, and whether the paper rises beside it (a valley from above)."""
    left, bottom, right, top = facet.box
    at, start, end = crease.at.pt, crease.start.pt, crease.end.pt
    low, high, first, last = (left, right, bottom, top) if crease.upright else (bottom, top, left, right)
    if not low + CLOSE < at < high - CLOSE:
        return None
    length = min(end, last) - max(start, first)
    if length < CLOSE:
        return None
    now = facet.a * at + facet.e if crease.upright else facet.d * at + facet.f
    return now, length, (crease.crease == "valley") == facet.front_up


def split(facet: Facet, *, upright: bool, at: float, covered: dict[int, float]):
    """The parts on both sides of a line of the table, and whether each is beyond it."""
    left, bottom, right, top = facet.box
    here = (at - facet.e) * facet.a if upright else (at - facet.f) * facet.d
    low, high = (left, right) if upright else (bottom, top)
    sign = facet.a if upright else facet.d
    if not low + CLOSE < here < high - CLOSE:
        yield facet, ((low + high) / 2 - here) * sign > 0
        return
    length = (top - bottom) if upright else (right - left)
    assert abs(covered.get(id(facet), 0.0) - length) < CLOSE, (
        "paper folds only where it is creased, and there all along"
    )
    boxes = (
        ((left, bottom, here, top), (here, bottom, right, top))
        if upright
        else ((left, bottom, right, here), (left, here, right, top))
    )
    for index, box in enumerate(boxes):
        prints = [p for p in facet.prints if inside(p.trim, box)]
        yield Facet(box, prints, facet.a, facet.d, facet.e, facet.f), (index == 1) == (sign > 0)
    assert all(inside(p.trim, boxes[0]) or inside(p.trim, boxes[1]) for p in facet.prints), (
        "no fold runs through a page"
    )


@dataclass
class Face:
    """A page of a bound leaf as it is read: x from the spine outwards, y from any line across all leaves."""

    page: int | None
    trim: tuple[float, float, float, float]
    seen: tuple[float, float, float, float]
    content: tuple[float, float, float, float]


@dataclass
class Leaf:
    recto: Face
    verso: Face


def bound(packet: Packet, *, spine_right: bool = False) -> list[Leaf]:
    """The leaves from the front of the book, lying with the spine where it belongs and all heads up; else an error."""
    quarter = not packet.upright
    leaves = []
    for facet in packet.facets:
        assert len(facet.prints) == 2, "a leaf has two pages"
        leaves.append((facet, *sorted(facet.prints, key=lambda p: p.front != facet.front_up)))
    head = leaves[0][0].way(leaves[0][1].head)
    assert (head[0] == 0) != quarter, "the spine runs along the height of the page"
    # The packet is turned on the table until its heads are up. If the spine is not where it must be then, the packet is
    # turned over like a page: left and right change, and the lowest leaf comes to lie on top.
    turn = {(0, 1): (1, 0, 0, 1), (0, -1): (-1, 0, 0, -1), (1, 0): (0, -1, 1, 0), (-1, 0): (0, 1, -1, 0)}[head]
    body = leaves[0][0].place(leaves[0][1].trim)
    middle = ((body[0] + body[2]) / 2, (body[1] + body[3]) / 2)
    fold = (packet.spine, middle[1]) if packet.upright else (middle[0], packet.spine)
    spine_is_right = turn[0] * (fold[0] - middle[0]) + turn[1] * (fold[1] - middle[1]) > 0
    over = spine_is_right != spine_right
    xx, xy, yx, yy = turn
    if over:
        leaves = [(facet, below, above) for facet, above, below in reversed(leaves)]
        xx, xy = -xx, -xy

    def point(x, y):
        dx, dy = x - fold[0], y - fold[1]
        return xx * dx + xy * dy, yx * dx + yy * dy

    def face(facet, side, *, through: bool) -> Face:
        """`through`: it looks down, so it is read after the leaf has been turned about the spine."""
        mirror = -1 if through else 1
        dx, dy = facet.way(side.head)
        assert (xx * dx + xy * dy, yx * dx + yy * dy) == (0, 1), "the page is upright"
        dx, dy = facet.way(side.right)
        assert ((xx * dx + xy * dy) * mirror, yx * dx + yy * dy) == (1, 0), "the page is not mirrored"

        def placed(box):
            b = facet.place(box)
            (x, y), (u, v) = point(b[0], b[1]), point(b[2], b[3])
            far = sorted((abs(x), abs(u)))
            return far[0] if x * u > 0 else 0.0 if abs(x * u) < CLOSE else -far[0], min(y, v), far[1], max(y, v)

        return Face(side.page, placed(side.trim), placed(side.seen), placed(side.content))

    return [Leaf(face(facet, above, through=False), face(facet, below, through=True)) for facet, above, below in leaves]


def read(leaves: list[Leaf]) -> list[int | None]:
    """Leaf after leaf turned: recto, verso, recto …"""
    return [face.page for leaf in leaves for face in (leaf.recto, leaf.verso)]


def nested(packets: list[list[Leaf]]) -> list[Leaf]:
    """Each packet into the middle of the one before it."""
    book: list[Leaf] = []
    for packet in reversed(packets):
        half = len(packet) // 2
        book = [*packet[:half], *book, *packet[half:]]
    return book
