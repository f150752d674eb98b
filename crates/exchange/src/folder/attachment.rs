//! Pictures and evidence in the folder `berkas`.

use std::path::Path;

use domain::problem::{Place, Problems, Rejection};

use super::{ATTACHMENTS, files};

/// What a file is by its first bytes, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachmentKind {
    /// PNG picture.
    Png,
    /// JPEG picture.
    Jpeg,
    /// SVG drawing.
    Svg,
    /// Anything else; no picture that can be printed.
    Other,
}

impl AttachmentKind {
    /// The kind of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Self::Png
        } else if bytes.starts_with(b"\xFF\xD8\xFF") {
            Self::Jpeg
        } else if is_svg(bytes) {
            Self::Svg
        } else {
            Self::Other
        }
    }
}

/// True where the first element is `svg`, after declaration, comments and document type.
fn is_svg(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let start = String::from_utf8_lossy(start);
    let mut rest = start.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<svg") => return true,
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!DOCTYPE") => ">",
            _ => return false,
        };
        match rest.split_once(end) {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
}

/// The bytes of `berkas/NAME`, at most 10 MB. A name that leads elsewhere is refused.
pub fn attachment(folder: &Path, name: &str) -> Result<Vec<u8>, Rejection> {
    let place = Place(format!("{ATTACHMENTS}/{name}"));
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', ':', '\0']) {
        return Err(Rejection::single(
            "BRK116",
            place.0,
            "Nama berkas ini tidak dapat dipakai.",
            format!("Berkas diambil dari folder {ATTACHMENTS} saja, dengan namanya saja."),
            format!("Simpan berkasnya di folder {ATTACHMENTS} dan tulis namanya tanpa folder."),
        ));
    }
    let mut problems = Problems::default();
    let path = folder.join(ATTACHMENTS).join(name);
    let content = folder.join(ATTACHMENTS).canonicalize().ok().and_then(|root| {
        let inside = files::is_inside(&root, &path, &place, &mut problems);
        inside.then(|| files::bytes(&path, 10 * files::MB, &place, &mut problems)).flatten()
    });
    if content.is_none() && problems.0.is_empty() {
        problems.error(
            "BRK112",
            &place,
            "Berkas tidak dapat dibuka.",
            format!("Folder {ATTACHMENTS} tidak ada."),
            format!("Buat folder {ATTACHMENTS} di folder kantor dan simpan berkasnya di sana."),
        );
    }
    content.ok_or(Rejection { problems: problems.0 })
}
