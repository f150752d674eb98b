//! Where the boxes and the lines of a tree stand.

use super::super::Length;
use super::super::canvas::{Canvas, LINE, Rect};
use super::{Content, INDENT, Measured};

/// Between siblings side by side.
const GAP_X: Length = 1000;
/// Between a box and the row below it; the bus runs in the middle.
const GAP_Y: Length = 2000;
/// Between boxes of a column.
const GAP_COLUMN: Length = 700;
/// Between two rows of siblings, over the bus of the lower one.
const GAP_ROWS: Length = 800;
/// Where the trunk of a column or of several rows runs, from the left edge.
const TRUNK: Length = 600;
/// Below this level only a column is tried: the number of arrangements grows threefold with each level.
const LEVELS_TRIED: usize = 6;

/// Where a box stands over a row of children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Over their middle.
    Middle,
    /// At the left, since it hangs on a trunk itself.
    Left,
}

/// A laid out part of the drawing; places are relative to its left top corner.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    pub width: Length,
    pub height: Length,
    /// The box at the top, absent for a forest.
    top: Option<Rect>,
    boxes: Vec<(Rect, Content)>,
    lines: Vec<[(Length, Length); 2]>,
}

impl Plan {
    /// Several trees beside or under each other, without lines between them.
    pub fn forest(roots: &[Measured], width: Length) -> Self {
        Self::arrange(None, roots, width, 0, Side::Middle)
    }

    fn tree(tree: &Measured, width: Length, least_height: Length, level: usize, side: Side) -> Self {
        let content = Content::new(tree, width, level);
        let own = Rect { x: 0, y: 0, width: content.width, height: content.height.max(least_height) };
        Self::arrange(Some((own, content)), &tree.children, width, level, side)
    }

    /// The lowest of the possible arrangements; of equals the first.
    fn arrange(own: Option<(Rect, Content)>, children: &[Measured], width: Length, level: usize, side: Side) -> Self {
        let Some(rows) = pack(children, width - INDENT) else {
            let mut alone = Self::default();
            if let Some((rect, content)) = own {
                alone.put_top(rect, content);
            }
            return alone;
        };
        let mut plans = Vec::new();
        if children.len() == 1 || (level < LEVELS_TRIED && needed(children) <= width) {
            plans.push(Self::in_rows(own.clone(), &[children], width, level, side));
        }
        if children.len() > 1 {
            if level < LEVELS_TRIED && rows.len() > 1 && rows.len() < children.len() {
                plans.push(Self::in_rows(own.clone(), &rows, width, level, side));
            }
            plans.push(Self::in_column(own, children, width, level));
        }
        plans.into_iter().min_by_key(|plan| plan.height).unwrap_or_default()
    }

    /// Children side by side, in one row or in several that hang on a trunk at the left.
    fn in_rows(own: Option<(Rect, Content)>, rows: &[&[Measured]], width: Length, level: usize, side: Side) -> Self {
        let mut plan = Self::default();
        let left = if rows.len() > 1 && own.is_some() { INDENT } else { 0 };
        let child_level = level + usize::from(own.is_some());
        let mut y = own.as_ref().map_or(0, |(rect, _)| rect.height + GAP_Y);
        let mut buses: Vec<Length> = Vec::new();
        let mut first_row = (0, 0);
        for row in rows {
            let mut x = left;
            let mut anchors = Vec::new();
            let mut bottom = y;
            for child in side_by_side(row, width - left, child_level) {
                anchors.push(x + child.anchor());
                bottom = bottom.max(y + child.height);
                let step = child.width + GAP_X;
                plan.put(child, (x, y));
                x += step;
            }
            let (first, last) = (anchors.first().copied().unwrap_or(x), anchors.last().copied().unwrap_or(x));
            if own.is_some() {
                let bus = y - GAP_Y / 2;
                plan.lines.extend(anchors.iter().map(|anchor| [(*anchor, bus), (*anchor, y)]));
                let start = if rows.len() > 1 { TRUNK } else { first };
                if start < last {
                    plan.lines.push([(start, bus), (last, bus)]);
                }
                if buses.is_empty() {
                    first_row = (first, last);
                }
                buses.push(bus);
            }
            y = bottom + GAP_ROWS + GAP_Y;
        }
        if let (Some(first), Some(last)) = (buses.first(), buses.last())
            && first < last
        {
            plan.lines.push([(TRUNK, *first), (TRUNK, *last)]);
        }
        if let Some((mut rect, content)) = own {
            let middle = match side {
                Side::Middle => (first_row.0 + first_row.1) / 2,
                Side::Left => rect.width / 2,
            };
            let bus = rect.height + GAP_Y / 2;
            plan.lines.push([(middle, rect.height), (middle, bus)]);
            plan.lines.push([(middle.min(first_row.0), bus), (middle.max(first_row.1), bus)]);
            rect.x = middle - rect.width / 2;
            plan.shift(-rect.x.min(0));
            rect.x = rect.x.max(0);
            plan.put_top(rect, content);
        }
        plan
    }

    /// Children in a column, each at the end of a short line from a trunk.
    fn in_column(own: Option<(Rect, Content)>, children: &[Measured], width: Length, level: usize) -> Self {
        let mut plan = Self::default();
        let left = if own.is_some() { INDENT } else { 0 };
        let child_level = level + usize::from(own.is_some());
        let start = own.as_ref().map_or(0, |(rect, _)| rect.height);
        let mut y = start + GAP_COLUMN;
        let mut trunk_end = start;
        for child in children {
            let child = Self::tree(child, width - left, 0, child_level, Side::Left);
            if let Some(top) = child.top.filter(|_| own.is_some()) {
                trunk_end = y + top.y + top.height / 2;
                plan.lines.push([(TRUNK, trunk_end), (left + top.x, trunk_end)]);
            }
            let step = child.height + GAP_COLUMN;
            plan.put(child, (left, y));
            y += step;
        }
        if let Some((rect, content)) = own {
            plan.lines.push([(TRUNK, start), (TRUNK, trunk_end)]);
            plan.put_top(rect, content);
        }
        plan
    }

    /// The middle of the box at the top.
    fn anchor(&self) -> Length {
        self.top.map_or(self.width / 2, |top| top.x + top.width / 2)
    }

    fn put_top(&mut self, rect: Rect, content: Content) {
        self.width = self.width.max(rect.x + rect.width);
        self.height = self.height.max(rect.y + rect.height);
        self.top = Some(rect);
        self.boxes.push((rect, content));
    }

    fn put(&mut self, mut part: Self, (x, y): (Length, Length)) {
        part.shift(x);
        self.width = self.width.max(part.width);
        self.height = self.height.max(y + part.height);
        let down = |rect: Rect| Rect { y: rect.y + y, ..rect };
        self.boxes.extend(part.boxes.into_iter().map(|(rect, content)| (down(rect), content)));
        let lower = |line: [(Length, Length); 2]| line.map(|point| (point.0, point.1 + y));
        self.lines.extend(part.lines.into_iter().map(lower));
    }

    /// Moves everything to the right.
    fn shift(&mut self, by: Length) {
        self.width += by;
        if let Some(top) = &mut self.top {
            top.x += by;
        }
        for (rect, _) in &mut self.boxes {
            rect.x += by;
        }
        for point in self.lines.iter_mut().flatten() {
            point.0 += by;
        }
    }

    /// Where the drawing can be cut so that no piece is higher than asked: stretches from `y` to `y`. Of the places
    /// in the last half of a piece the one before the box nearest to the root is taken; where boxes leave no place,
    /// the piece is higher.
    pub fn pieces(&self, highest: Length) -> Vec<(Length, Length)> {
        let mut spans: Vec<_> =
            self.boxes.iter().map(|(rect, content)| (rect.y, rect.y + rect.height, content.level)).collect();
        spans.sort_unstable();
        // Places between boxes: where to cut, where the boxes below begin, and the lowest level among these.
        let mut places: Vec<(Length, Length, usize)> = Vec::new();
        let mut bottom = 0;
        for (y, end, level) in spans {
            if y > bottom {
                places.push((bottom + GAP_COLUMN / 2, y, level));
            } else if let Some(place) = places.last_mut().filter(|place| place.1 == y) {
                place.2 = place.2.min(level);
            }
            bottom = bottom.max(end);
        }
        let mut pieces = Vec::new();
        let mut start = 0;
        while self.height - start > highest {
            let after = |least: Length| places.iter().filter(move |place| place.0 > start + least);
            let fitting = after(highest / 2).filter(|place| place.0 <= start + highest);
            let Some(cut) = fitting.min_by_key(|place| (place.2, -place.0)).or_else(|| after(0).next()) else { break };
            pieces.push((start, cut.0));
            start = cut.0;
        }
        pieces.push((start, self.height));
        pieces
    }

    /// Paints a piece of the drawing at a place: the lines, then the boxes over their ends.
    pub fn paint(&self, canvas: &mut Canvas, (x, y): (Length, Length), (start, end): (Length, Length)) {
        for line in &self.lines {
            let [first, last] = line.map(|point| point.1);
            if first.max(last) > start && first.min(last) < end {
                canvas.line(&line.map(|point| (point.0 + x, point.1.clamp(start, end) - start + y)), LINE);
            }
        }
        for (rect, content) in self.boxes.iter().filter(|(rect, _)| rect.y >= start && rect.y < end) {
            content.paint(canvas, Rect { x: rect.x + x, y: rect.y - start + y, ..*rect });
        }
    }
}

/// The width that siblings need side by side.
fn needed(children: &[Measured]) -> Length {
    children.iter().map(|child| child.narrowest + GAP_X).sum::<Length>() - GAP_X
}

/// Siblings side by side: what is left of the width is shared by the number of leaves, their boxes are equally high.
fn side_by_side(children: &[Measured], width: Length, level: usize) -> Vec<Plan> {
    let spare = (width - needed(children)).max(0);
    let leaves: Length = children.iter().map(|child| child.leaves).sum::<Length>().max(1);
    let room = |child: &Measured| child.narrowest + spare * child.leaves / leaves;
    let height = |child: &Measured| Content::new(child, room(child), level).height;
    let least = children.iter().map(height).max().unwrap_or(0);
    children.iter().map(|child| Plan::tree(child, room(child), least, level, Side::Middle)).collect()
}

/// Siblings in as few rows as fit, evenly filled where that fits too; none without siblings.
fn pack(children: &[Measured], width: Length) -> Option<Vec<&[Measured]>> {
    let mut greedy = Vec::new();
    let mut rest = children;
    while !rest.is_empty() {
        let mut used = -GAP_X;
        let fits = |child: &&Measured| {
            used += child.narrowest + GAP_X;
            used <= width
        };
        let (row, after) = rest.split_at(rest.iter().take_while(fits).count().max(1));
        greedy.push(row);
        rest = after;
    }
    if greedy.is_empty() {
        return None;
    }
    let even: Vec<_> = children.chunks(children.len().div_ceil(greedy.len())).collect();
    let even_fits = even.iter().all(|row| needed(row) <= width);
    Some(if even_fits { even } else { greedy })
}
