//! Pictures: drawings inline, files as data addresses, so that the page asks nobody for anything.

use super::escape::{base64, escape};
use super::{Writer, caption};
use crate::drawing::to_svg;
use crate::outline::caption_text;
use crate::{Figure, Letterhead, Picture, PictureKind};

impl Writer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        let id = escape(&figure.id);
        let width = figure.width_percent.clamp(1, 100);
        self.push(&format!(
            "<figure id=\"{id}\"><div class=\"picture\"{}><div class=\"w{width}\">",
            // Drawings scroll on a narrow screen, files shrink.
            if matches!(figure.picture, Picture::File { .. }) {
                ""
            } else {
                " role=\"group\" tabindex=\"0\" aria-label=\"Gambar\""
            }
        ));
        let title = figure.caption.as_ref().map_or_else(|| figure.alt.clone(), caption_text);
        self.picture(&figure.picture, &figure.id, &title, &figure.alt);
        self.push("</div></div>\n");
        if let Some(text) = &figure.caption {
            self.push(&format!("<figcaption>{}</figcaption>", caption(text)));
        }
        self.push("</figure>\n");
    }

    fn picture(&mut self, drawn: &Picture, id: &str, title: &str, alt: &str) {
        self.push(&picture(drawn, id, title, alt));
    }

    pub(super) fn letterhead(&mut self, letterhead: &Letterhead) {
        self.push("<header class=\"letterhead\">");
        if let Some(logo) = &letterhead.logo {
            self.letterheads += 1;
            let id = format!("letterhead.{}", self.letterheads);
            self.push("<div class=\"logo\">");
            self.picture(logo, &id, &letterhead.logo_alt, &letterhead.logo_alt);
            self.push("</div>");
        }
        self.push("<div class=\"names\">");
        for (class, lines) in [("name", &letterhead.names), ("contact", &letterhead.contacts)] {
            for line in lines {
                self.push(&format!("<p class=\"{class}\">{}</p>", escape(line)));
            }
        }
        self.push("</div></header>\n");
    }
}

/// A picture as an element of a page: a drawing as SVG that shows under any content security policy, a file as a data
/// address. `id` begins the ids of its title and its words.
pub fn picture(picture: &Picture, id: &str, title: &str, alt: &str) -> String {
    let (id, title, alt) = (escape(id), escape(title), escape(alt));
    if let Picture::File { kind, bytes } = picture {
        let kind = match kind {
            PictureKind::Png => "image/png",
            PictureKind::Jpeg => "image/jpeg",
            PictureKind::Svg => "image/svg+xml",
        };
        return format!("<img alt=\"{alt}\" src=\"data:{kind};base64,{}\">", base64(bytes));
    }
    let drawing = to_svg(picture).map(|drawing| drawing.svg).unwrap_or_default();
    let Some((open, rest)) = drawing.strip_prefix("<svg").and_then(|svg| svg.split_once('>')) else {
        return String::new();
    };
    // What holds links is no single image for those who hear it.
    let role = if matches!(picture, Picture::Tree(tree) if tree.linked()) { "group" } else { "img" };
    format!(
        "<svg role=\"{role}\" aria-labelledby=\"{id}.title {id}.desc\"{open}><title id=\"{id}.title\">{title}</title>\
         <desc id=\"{id}.desc\">{alt}</desc>{}",
        rest.trim_end()
    )
}
