//! What a page shows: letters with their places, lines and filled areas. Only here are there binary fractions, for PDF
//! and the crate that reads it speak in them; what leaves is whole hundredths of a point, the origin at the top left.
#![allow(clippy::disallowed_types, reason = "the interface of hayro-interpret")]

use std::collections::BTreeMap;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use hayro_syntax::object::dict::keys::{BASE_FONT, RESOURCES};
use hayro_syntax::object::{Dict, Name, Stream};
use hayro_syntax::page::Page;
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};

use super::penjaga;
use super::{Kotak, Sisa, Stop};

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Huruf {
    /// What it says; mostly one character.
    pub teks: String,
    /// Where it begins on its base line.
    pub x0: i32,
    /// The base line.
    pub y: i32,
    /// Where it ends, by the width of the font.
    pub x1: i32,
    /// Where it ends; the base line again, unless the text is turned.
    pub y1: i32,
    /// Height of the font.
    pub ukuran: i32,
    /// True for a bold one.
    pub tebal: bool,
    /// How its line of text runs: 0 to the right, 1 downwards, 2 to the left, 3 upwards.
    pub arah: u8,
    /// True where it is not shown: the text layer behind a scanned page.
    pub samar: bool,
}

/// A page as it shows itself.
#[derive(Debug, Default)]
pub(super) struct Lukisan {
    /// Width of the page.
    pub lebar: i32,
    /// Height of the page.
    pub tinggi: i32,
    /// Letters in the order of the file.
    pub huruf: Vec<Huruf>,
    /// Horizontal lines, as thin boxes.
    pub datar: Vec<Kotak>,
    /// Vertical lines, as thin boxes.
    pub tegak: Vec<Kotak>,
    /// Filled areas that are no lines.
    pub bidang: Vec<Kotak>,
    /// Letters of which the file does not say what they are.
    pub asing: usize,
    /// How much of the page pictures cover, in hundredths; pictures over each other count twice.
    pub gambar: i64,
}

/// A filled box thinner than this is a line.
const THIN: i32 = 300;

/// The largest coordinate that is taken seriously: the largest page that PDF allows, many times over.
const FAR: f64 = 10_000_000.0;

/// Paints a page. What goes beyond the limits stops the whole reading.
pub(super) fn paint<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, left: &mut Sisa) -> Lukisan {
    let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let mut context = Context::new(
        Affine::new([a, b, c, d, e, f]),
        Rect::new(0.0, 0.0, width, height),
        cache,
        page.xref(),
        InterpreterSettings::default(),
    );
    let mut bold = BTreeMap::new();
    let resources = page.resources();
    bold_fonts(&resources.fonts, &resources.x_objects, 3, &mut bold);
    let lukisan = Lukisan { lebar: unit(width), tinggi: unit(height), ..Lukisan::default() };
    let size = page.page_stream().map_or(0, <[u8]>::len);
    match left.isi.checked_sub(size) {
        Some(rest) if penjaga::is_plain(page.page_stream().unwrap_or_default()) => left.isi = rest,
        _ => std::panic::resume_unwind(Box::new(Stop)),
    }
    let mut pelukis = Pelukis { lukisan, bold, left, begun: false };
    interpret_page(page, &mut context, &mut pelukis);
    pelukis.lukisan.upright()
}

impl Lukisan {
    /// The page turned so that most of its text runs to the right. Of a page with shown and hidden text only what most
    /// of it is remains: hidden text repeats what is shown.
    fn upright(mut self) -> Self {
        let hidden = self.huruf.iter().filter(|letter| letter.samar).count();
        let keep = hidden * 2 > self.huruf.len();
        self.huruf.retain(|letter| letter.samar == keep);
        let count = |turn: u8| self.huruf.iter().filter(|letter| letter.arah == turn).count();
        let Some(turn) = (0..4).max_by_key(|turn| (count(*turn), 4 - turn)).filter(|turn| *turn > 0) else {
            return self;
        };
        let (width, height) = (self.lebar, self.tinggi);
        let turned = |x: i32, y: i32| match turn {
            1 => (y, width - x),
            2 => (width - x, height - y),
            _ => (height - y, x),
        };
        for letter in &mut self.huruf {
            (letter.x0, letter.y) = turned(letter.x0, letter.y);
            (letter.x1, letter.y1) = turned(letter.x1, letter.y1);
            letter.arah = (letter.arah + 4 - turn) % 4;
        }
        for kotak in self.datar.iter_mut().chain(&mut self.tegak).chain(&mut self.bidang) {
            let ((ax, ay), (bx, by)) = (turned(kotak.x0, kotak.y0), turned(kotak.x1, kotak.y1));
            *kotak = Kotak { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx), y1: ay.max(by) };
        }
        if turn != 2 {
            (self.lebar, self.tinggi) = (height, width);
            std::mem::swap(&mut self.datar, &mut self.tegak);
        }
        self
    }
}

/// Which fonts are bold, by their names; fonts of forms inside the page too.
fn bold_fonts(fonts: &Dict<'_>, forms: &Dict<'_>, depth: u8, bold: &mut BTreeMap<u128, bool>) {
    for key in fonts.keys().take(200) {
        if let Some(font) = fonts.get::<Dict<'_>>(&key) {
            let name = font.get::<Name<'_>>(BASE_FONT);
            bold.insert(font.cache_key(), name.is_some_and(|name| is_bold(&String::from_utf8_lossy(&name))));
        }
    }
    if depth == 0 {
        return;
    }
    for key in forms.keys().take(50) {
        let form = forms.get::<Stream<'_>>(&key);
        if let Some(own) = form.and_then(|form| form.dict().get::<Dict<'_>>(RESOURCES)) {
            let of = |key: &[u8]| own.get::<Dict<'_>>(key).unwrap_or_default();
            bold_fonts(&of(b"Font"), &of(b"XObject"), depth - 1, bold);
        }
    }
}

fn is_bold(font: &str) -> bool {
    let name = font.to_lowercase();
    ["bold", "black", "heavy"].iter().any(|word| name.contains(word))
}

#[allow(clippy::cast_possible_truncation, reason = "bounded before")]
fn unit(value: f64) -> i32 {
    (value.clamp(-FAR, FAR) * 100.0).round() as i32
}

fn place(point: Point) -> Option<(i32, i32)> {
    (point.x.is_finite() && point.y.is_finite()).then(|| (unit(point.x), unit(point.y)))
}

struct Pelukis<'l> {
    lukisan: Lukisan,
    bold: BTreeMap<u128, bool>,
    left: &'l mut Sisa,
    /// True after a mode was set, until something is drawn.
    begun: bool,
}

/// The most letters of one page: thirty pages of text.
const MAX_LETTERS: usize = 80_000;

impl Pelukis<'_> {
    /// Counts something down. The interpreter of pages cannot be told to stop, so that going over a limit unwinds up to
    /// where the reading began.
    fn count(&mut self, what: fn(&mut Sisa) -> &mut usize) {
        let left = what(self.left);
        if *left == 0 {
            std::panic::resume_unwind(Box::new(Stop));
        }
        *left -= 1;
    }

    fn line(&mut self, from: Point, to: Point) {
        let (Some((ax, ay)), Some((bx, by))) = (place(from), place(to)) else { return };
        let kotak = Kotak { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx), y1: ay.max(by) };
        if kotak.tinggi() <= 50 && kotak.lebar() > 50 {
            self.lukisan.datar.push(kotak);
        } else if kotak.lebar() <= 50 && kotak.tinggi() > 50 {
            self.lukisan.tegak.push(kotak);
        }
    }

    fn fill(&mut self, area: Rect, white: bool) {
        let corners = (place(Point::new(area.x0, area.y0)), place(Point::new(area.x1, area.y1)));
        let (Some((x0, y0)), Some((x1, y1))) = corners else { return };
        let kotak = Kotak { x0, y0, x1, y1 };
        let (width, height) = (kotak.lebar(), kotak.tinggi());
        if height <= THIN && width > height {
            self.lukisan.datar.push(kotak);
        } else if width <= THIN && height > width {
            self.lukisan.tegak.push(kotak);
        } else if !white && width > THIN && height > THIN {
            self.lukisan.bidang.push(kotak);
        }
    }
}

/// Whether a paint is white, or all but.
fn is_white(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => {
            let [red, green, blue, alpha] = color.to_rgba().to_rgba8();
            alpha < 8 || [red, green, blue].iter().all(|part| *part > 250)
        }
        Paint::Pattern(_) => false,
    }
}

/// Whether a path has only straight sides along the axes; then the boxes of its pieces are what it fills.
fn boxes(path: &BezPath) -> Option<Vec<Rect>> {
    let mut boxes = Vec::new();
    let mut points: Vec<Point> = Vec::new();
    let close = |points: &mut Vec<Point>, boxes: &mut Vec<Rect>| {
        if let Some(first) = points.first() {
            boxes.push(points.iter().fold(Rect::from_points(*first, *first), |all, point| all.union_pt(*point)));
        }
        points.clear();
    };
    for element in path.elements() {
        match element {
            PathEl::MoveTo(point) => {
                close(&mut points, &mut boxes);
                points.push(*point);
            }
            PathEl::LineTo(point) => {
                let along =
                    points.last().is_some_and(|last| (last.x - point.x).abs() < 0.3 || (last.y - point.y).abs() < 0.3);
                if !along {
                    return None;
                }
                points.push(*point);
            }
            PathEl::ClosePath => close(&mut points, &mut boxes),
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => return None,
        }
    }
    close(&mut points, &mut boxes);
    Some(boxes)
}

impl<'a> Device<'a> for Pelukis<'_> {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {
        self.begun = true;
    }
    // Forms may draw themselves without end. Nothing tells of one but this: a mode is set, and then a clip instead of
    // something that is drawn.
    fn push_clip_path(&mut self, _: &ClipPath) {
        if std::mem::take(&mut self.begun) {
            self.count(|left| &mut left.bentuk);
        }
    }
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        self.begun = false;
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let area = transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        let (Some((x0, y0)), Some((x1, y1))) = (place(area.origin()), place(Point::new(area.x1, area.y1))) else {
            return;
        };
        let page = Kotak { x0: 0, y0: 0, x1: self.lukisan.lebar.max(1), y1: self.lukisan.tinggi.max(1) };
        let seen = Kotak { x0: x0.max(0), y0: y0.max(0), x1: x1.min(page.x1), y1: y1.min(page.y1) };
        if seen.lebar() > 0 && seen.tinggi() > 0 {
            self.lukisan.gambar += seen.luas() * 100 / page.luas();
        }
    }

    fn draw_path(&mut self, path: &BezPath, transform: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        self.begun = false;
        self.count(|left| &mut left.garis);
        if path.elements().len() > 4_000 {
            return;
        }
        let path = transform * path.clone();
        match mode {
            PathDrawMode::Fill(_) => {
                for area in boxes(&path).unwrap_or_default() {
                    self.count(|left| &mut left.garis);
                    self.fill(area, is_white(paint));
                }
            }
            PathDrawMode::Stroke(_) => {
                if is_white(paint) {
                    return;
                }
                for segment in path.segments() {
                    if let kurbo::PathSeg::Line(line) = segment {
                        self.count(|left| &mut left.garis);
                        self.line(line.p0, line.p1);
                    }
                }
            }
        }
    }

    fn draw_rect(&mut self, rect: &Rect, transform: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        self.draw_path(&rect.to_path(0.1), transform, paint, mode);
    }

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        self.begun = false;
        if self.lukisan.huruf.len() >= MAX_LETTERS {
            self.left.huruf = 0;
        }
        self.count(|left| &mut left.huruf);
        let text = match glyph.as_unicode() {
            Some(BfString::Char(sign)) => sign.to_string(),
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        let (width, bold) = match glyph {
            Glyph::Outline(outline) => {
                let named = self.bold.get(&outline.font_cache_key()).copied().unwrap_or_default();
                (outline.advance_width().map_or(500.0, f64::from), named)
            }
            Glyph::Type3(_) => (500.0, false),
        };
        let all = transform * glyph_transform;
        let (from, to, up) = (all * Point::ZERO, all * Point::new(width, 0.0), all * Point::new(0.0, 1000.0));
        let (Some((x, y)), Some((end_x, end_y))) = (place(from), place(to)) else { return };
        let size = unit((up - from).hypot());
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let direction = match (dx.abs() >= dy.abs() * 20.0, dy.abs() >= dx.abs() * 20.0) {
            (true, _) => {
                if dx >= 0.0 {
                    0
                } else {
                    2
                }
            }
            (_, true) => {
                if dy >= 0.0 {
                    1
                } else {
                    3
                }
            }
            // Slanted text is a stamp over the page.
            _ => return,
        };
        if text.is_empty() || text.contains('\u{fffd}') {
            self.lukisan.asing += 1;
            return;
        }
        let huruf = Huruf {
            teks: text,
            x0: x,
            y,
            x1: end_x,
            y1: end_y,
            ukuran: size,
            tebal: bold,
            arah: direction,
            samar: matches!(mode, GlyphDrawMode::Invisible),
        };
        // Letters that are drawn twice, filled and with their outline, or a hair apart, look bold.
        let near = |other: &&mut Huruf| {
            other.teks == huruf.teks && (other.x0 - x).abs() * 8 < size.max(1) && (other.y - y).abs() * 8 < size.max(1)
        };
        if let Some(same) = self.lukisan.huruf.last_mut().filter(near) {
            same.tebal = true;
            return;
        }
        self.lukisan.huruf.push(huruf);
    }
}
