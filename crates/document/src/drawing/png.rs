//! SVG to PNG, with the fonts of the program and no other.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use crate::{RenderError, fonts};

/// The widest picture made; beyond it a page gains nothing.
const WIDEST_PX: u32 = 4000;
/// The highest picture made, so that no drawing can ask for gigabytes.
const HIGHEST_PX: u32 = 12_000;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    for face in [fonts::REGULAR, fonts::BOLD, fonts::ITALIC, fonts::BOLD_ITALIC] {
        database.load_font_source(Source::Binary(Arc::new(face)));
    }
    database.set_sans_serif_family(fonts::FAMILY);
    // What a drawing asks for and the program does not have is set in this face instead.
    database.set_serif_family(fonts::FAMILY);
    Arc::new(database)
});

/// How drawings are read: pictures that they name are `pictures`' affair.
pub(super) fn options(pictures: ImageHrefResolver<'_>) -> Options<'_> {
    Options {
        font_family: fonts::FAMILY.into(),
        fontdb: Arc::clone(&FONTS),
        image_href_resolver: pictures,
        ..Options::default()
    }
}

/// Paints an SVG on white, `width_px` wide, its proportions kept.
#[allow(
    clippy::disallowed_types,
    reason = "the painter measures in binary floats; nothing here is a figure of the register"
)]
pub(crate) fn to_png(svg: &str, width_px: u32) -> Result<Vec<u8>, RenderError> {
    let failed = |what: String| RenderError { cause: format!("drawing to PNG: {what}") };
    // A drawing that names a file of this computer does not get it.
    let options = options(ImageHrefResolver { resolve_string: Box::new(|_, _| None), ..ImageHrefResolver::default() });
    let tree = Tree::from_str(svg, &options).map_err(|error| failed(error.to_string()))?;
    let size = tree.size();
    let mut scale = width_px.clamp(1, WIDEST_PX) as f32 / size.width();
    if size.height() * scale > HIGHEST_PX as f32 {
        scale = HIGHEST_PX as f32 / size.height();
    }
    let pixels = |length: f32| ((length * scale).round() as u32).max(1);
    let mut pixmap = Pixmap::new(pixels(size.width()), pixels(size.height()))
        .ok_or_else(|| failed("no room for the picture".into()))?;
    pixmap.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| failed(error.to_string()))
}
