//! Bars in groups on an axis. Many groups go on in further panels below, on the same scale, so that letters keep
//! their size. A value that is absent has no bar but words in its place.

use rust_decimal::Decimal;

use super::canvas::{ACCENT, Anchor, Canvas, FAINT, INK, LINE, QUIET, Rect};
use super::text::Font;
use super::{Drawing, Length, WIDTH};
use crate::{Bar, BarChart};

const WORDS: Font = Font { size: 950, bold: false };
const FIGURES: Font = Font { size: 950, bold: true };
/// From base line to base line of the axis.
const PLOT_HEIGHT: Length = 17_000;
/// Least room over the highest line of the plot.
const HEADROOM: Length = 800;
/// Values beyond this size have no true bar, only their figure.
const LARGEST: Decimal = Decimal::from_parts(0, 0, 50_000, false, 0);
/// The widest and the narrowest bar.
const BAR_WIDE: Length = 4600;
const BAR_NARROW: Length = 1400;
/// Least room between groups.
const GROUP_GAP: Length = 1400;
/// Words for a value that is absent.
const ABSENT: &str = "belum ada";
/// Colours of the series, in order; then again from the first.
const COLOURS: [&str; 5] = ["#b3bcc5", ACCENT, "#7ba7c4", "#66717d", "#d9dee3"];

/// Draws a chart.
pub(super) fn draw(chart: &BarChart) -> Drawing {
    let scale = Scale::new(chart);
    let mut canvas = Canvas::default();
    let axis_words = scale.ticks().iter().map(|tick| WORDS.width(&indonesian(*tick))).max().unwrap_or(0);
    let left = axis_words + 1000;
    let plot_width = WIDTH - left - 400;
    let series = chart.series.len().max(1);
    let group_width = series as Length * BAR_NARROW + GROUP_GAP;
    let per_panel = usize::try_from(plot_width / group_width).unwrap_or(1).max(1);
    let panels = chart.groups.len().div_ceil(per_panel).max(1);
    let per_panel = chart.groups.len().div_ceil(panels).max(1);

    let mut y = legend(chart, &mut canvas, left) + 400;
    if !chart.unit.trim().is_empty() {
        canvas.text((left, y + 1000), Anchor::Start, WORDS, QUIET, &format!("satuan: {}", chart.unit.trim()));
        y += 1600;
    }
    if chart.groups.is_empty() {
        canvas.text((WIDTH / 2, y + 2000), Anchor::Middle, WORDS, QUIET, ABSENT);
        return canvas.finish(WIDTH, y + 4000);
    }
    for groups in chart.groups.chunks(per_panel) {
        let panel = Panel { scale: &scale, series, left, width: plot_width, slot: plot_width / per_panel as Length };
        y = panel.paint(groups, &mut canvas, y);
    }
    canvas.finish(WIDTH, y)
}

/// The meaning of the colours, in as many lines as they need; returns where it ends.
fn legend(chart: &BarChart, canvas: &mut Canvas, left: Length) -> Length {
    let (mut x, mut y) = (left, 200);
    for (name, colour) in chart.series.iter().zip(COLOURS.iter().cycle()) {
        let name = WORDS.wrap(name, WIDTH - left - 2000).join(" ");
        let width = 1400 + WORDS.width(&name) + 1800;
        if x + width > WIDTH && x > left {
            (x, y) = (left, y + 1500);
        }
        canvas.filled(Rect { x, y, width: 1000, height: 1000 }, colour);
        canvas.text((x + 1400, y + 500 + WORDS.half_capital()), Anchor::Start, WORDS, INK, &name);
        x += width;
    }
    y + 1400
}

/// A stretch of groups on one axis.
struct Panel<'a> {
    scale: &'a Scale,
    series: usize,
    left: Length,
    width: Length,
    slot: Length,
}

impl Panel<'_> {
    fn paint(&self, groups: &[Bar], canvas: &mut Canvas, y: Length) -> Length {
        let room = self.slot - GROUP_GAP;
        let bar = (room / self.series as Length).min(BAR_WIDE);
        let upwards = self.upwards(groups, bar);
        let top = y + self.headroom(groups, upwards);
        let height = |value: Decimal| top + PLOT_HEIGHT - self.scale.over_lowest(value);
        for tick in self.scale.ticks() {
            let at = height(tick);
            let colour = if tick.is_zero() { LINE } else { FAINT };
            canvas.line(&[(self.left, at), (self.left + self.width, at)], colour);
            let base = at + WORDS.half_capital();
            canvas.text((self.left - 500, base), Anchor::End, WORDS, QUIET, &indonesian(tick));
        }
        let zero = height(Decimal::ZERO);
        let mut bottom = top + PLOT_HEIGHT;
        for (slot, group) in (0..).map(|place: Length| self.left + place * self.slot).zip(groups) {
            let middle = slot + self.slot / 2;
            let mut x = middle - bar * self.series as Length / 2;
            let values = group.values.iter().map(Some).chain(std::iter::repeat(None)).take(self.series);
            for (value, colour) in values.zip(COLOURS.iter().cycle()) {
                let centre = x + bar / 2;
                if let Some(value) = value.copied().flatten() {
                    let at = height(value);
                    let rect = Rect { x: x + 100, y: at.min(zero), width: bar - 200, height: (at - zero).abs() };
                    canvas.filled(rect, colour);
                    let over = at.min(zero) - 400;
                    self.words(canvas, (centre, over), upwards, FIGURES, INK, &indonesian(value));
                } else {
                    self.words(
                        canvas,
                        (centre, zero - 400),
                        upwards || bar < WORDS.width(ABSENT),
                        WORDS,
                        QUIET,
                        ABSENT,
                    );
                }
                x += bar;
            }
            let mut base = top + PLOT_HEIGHT + 400 + WORDS.size;
            for line in WORDS.wrap(&group.label, self.slot - 400) {
                canvas.text((middle, base), Anchor::Middle, WORDS, INK, &line);
                base += WORDS.line_height();
            }
            bottom = bottom.max(base);
        }
        bottom + 600
    }

    fn words(
        &self,
        canvas: &mut Canvas,
        (x, y): (Length, Length),
        upwards: bool,
        font: Font,
        colour: &str,
        text: &str,
    ) {
        if upwards {
            canvas.text_upwards((x, y), font, colour, text);
        } else {
            canvas.text((x, y), Anchor::Middle, font, colour, text);
        }
    }

    /// Room over the plot for the figures on the highest bars.
    fn headroom(&self, groups: &[Bar], upwards: bool) -> Length {
        let values = groups.iter().flat_map(|group| group.values.iter().flatten());
        let above = values.map(|value| {
            let figure = if upwards { FIGURES.width(&indonesian(*value)) } else { FIGURES.size };
            self.scale.over_lowest(*value) + figure + 600 - PLOT_HEIGHT
        });
        above.max().unwrap_or(0).max(HEADROOM)
    }

    /// True when some value is wider than its bar, so that the values read upwards.
    fn upwards(&self, groups: &[Bar], bar: Length) -> bool {
        let values = groups.iter().flat_map(|group| group.values.iter().flatten());
        values.map(|value| FIGURES.width(&indonesian(*value))).any(|width| width > bar)
    }
}

/// The axis: round steps from the lowest to the highest value, zero always among them.
struct Scale {
    lowest: Decimal,
    step: Decimal,
    steps: u32,
}

impl Scale {
    fn new(chart: &BarChart) -> Self {
        let values = || chart.groups.iter().flat_map(|group| group.values.iter().flatten().copied().map(drawable));
        let highest = values().fold(Decimal::ZERO, Decimal::max);
        let lowest = values().fold(Decimal::ZERO, Decimal::min);
        let step = round_step(highest / Decimal::from(5) - lowest / Decimal::from(5));
        let below = -(lowest / step).floor();
        let above = (highest / step).ceil().max(Decimal::ONE - below);
        let steps = u32::try_from(below + above).unwrap_or(1).max(1);
        Self { lowest: -(below * step), step, steps }
    }

    fn ticks(&self) -> Vec<Decimal> {
        (0..=self.steps).map(|count| (self.lowest + self.step * Decimal::from(count)).normalize()).collect()
    }

    /// Height over the lowest line.
    fn over_lowest(&self, value: Decimal) -> Length {
        let whole = PLOT_HEIGHT / Length::from(self.steps);
        let steps = (drawable(value) - self.lowest) / self.step;
        Length::try_from((steps * Decimal::from(whole)).round()).unwrap_or(0)
    }
}

/// A value within what the axis can hold.
fn drawable(value: Decimal) -> Decimal {
    value.clamp(-LARGEST, LARGEST)
}

/// 1, 2, 2,5 or 5 times a power of ten, not less than asked; 1 for nothing at all.
fn round_step(least: Decimal) -> Decimal {
    if least <= Decimal::ZERO {
        return Decimal::ONE;
    }
    let mut power = Decimal::ONE;
    while power > least && power.scale() < 20 {
        power /= Decimal::TEN;
    }
    while let Some(next) = power.checked_mul(Decimal::TEN).filter(|next| *next <= least) {
        power = next;
    }
    let steps = [Decimal::ONE, Decimal::TWO, Decimal::new(25, 1), Decimal::from(5), Decimal::TEN];
    steps.iter().filter_map(|step| step.checked_mul(power)).find(|step| *step >= least).unwrap_or(least)
}

/// A number as Indonesian writes it: 1.234,5 with a minus sign that does not break.
fn indonesian(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let sign = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
    let comma = if part.is_empty() { "" } else { "," };
    format!("{sign}{grouped}{comma}{part}")
}
