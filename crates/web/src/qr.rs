//! QR codes as drawings for pages.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// A QR code as SVG; empty for a text that is too long for one. Nothing of the text stands in the drawing as text.
pub fn svg(text: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return String::new() };
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(180, 180).build();
    // The declaration in front belongs to files, not to pages.
    drawn.split_once("?>").map_or(drawn.clone(), |(_, rest)| rest.to_string())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_drawing_holds_no_text() {
        let drawn = super::svg("otpauth://totp/<contoh>?secret=ABC");
        assert!(drawn.trim_start().starts_with("<svg") && !drawn.contains("otpauth") && !drawn.contains("style="));
    }
}
