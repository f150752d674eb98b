//! The fonts of the prints, carried in the program: Liberation Sans has the letter widths of Arial.

/// Name of the family, as the faces themselves give it.
pub(crate) const FAMILY: &str = "Liberation Sans";
/// Upright.
pub(crate) const REGULAR: &[u8] = include_bytes!("../fonts/LiberationSans-Regular.ttf");
/// Bold.
pub(crate) const BOLD: &[u8] = include_bytes!("../fonts/LiberationSans-Bold.ttf");
/// Italic.
pub(crate) const ITALIC: &[u8] = include_bytes!("../fonts/LiberationSans-Italic.ttf");
/// Bold and italic.
pub(crate) const BOLD_ITALIC: &[u8] = include_bytes!("../fonts/LiberationSans-BoldItalic.ttf");
