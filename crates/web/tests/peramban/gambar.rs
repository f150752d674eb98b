//! The pictures of the manual.

use std::path::Path;

use crate::Alat;

/// Draws all pictures into a folder.
pub async fn draw(_alat: &Alat, _folder: &Path) {}
