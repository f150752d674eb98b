//! The manual (`docs/panduan`), inside the binary: its pages as HTML and as words to search.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::aset;

/// Pages, and the pictures in the folder `gambar`.
pub(crate) static BERKAS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../docs/panduan");

/// What pages of the manual lead on to; they are called `lanjut-NAME`.
const LANJUTAN: [(&str, &str); 5] = [
    ("buku-kerja", include_str!("../../../docs/buku-kerja.md")),
    ("impor-laporan", include_str!("../../../docs/impor-laporan.md")),
    ("periksa", include_str!("../../../docs/periksa.md")),
    ("sisipan", include_str!("../../../docs/sisipan.md")),
    ("sunting", include_str!("../../../docs/sunting.md")),
];

/// A page of the manual.
#[derive(Debug)]
pub(crate) struct Halaman {
    /// Its name in the address; empty for the list of contents.
    pub nama: String,
    /// Its title.
    pub judul: String,
    teks: &'static str,
    /// What it says, in small letters.
    pub kata: String,
}

static HALAMAN: LazyLock<Vec<Halaman>> = LazyLock::new(|| {
    let own = BERKAS.files().filter_map(|file| {
        let name = file.path().to_str()?.strip_suffix(".md")?;
        Some((if name == "README" { String::new() } else { name.to_string() }, file.contents_utf8()?))
    });
    let more = LANJUTAN.into_iter().map(|(name, text)| (format!("lanjut-{name}"), text));
    own.chain(more)
        .map(|(nama, teks)| Halaman { nama, judul: title(teks), teks, kata: words(teks).to_lowercase() })
        .collect()
});

/// All pages, by their names.
pub(crate) fn halaman() -> &'static [Halaman] {
    &HALAMAN
}

/// A page by its name.
pub(crate) fn satu(nama: &str) -> Option<&'static Halaman> {
    halaman().iter().find(|page| page.nama == nama)
}

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

fn title(text: &str) -> String {
    let inside = parser(text).skip_while(|event| !matches!(event, Event::Start(Tag::Heading { .. }))).skip(1);
    plain(inside.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))))
}

fn words(text: &str) -> String {
    plain(parser(text))
}

fn plain<'a>(events: impl Iterator<Item = Event<'a>>) -> String {
    let pieces = events.filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.into_string()),
        Event::SoftBreak | Event::HardBreak | Event::End(_) => Some(" ".to_string()),
        _ => None,
    });
    pieces.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Halaman {
    /// The page without its title, whose links lead to pages below `dasar` and to the glossary at `istilah`.
    pub(crate) fn html(&self, dasar: &str, istilah: &str) -> String {
        let mut in_title = false;
        let events = parser(self.teks).filter_map(move |event| match event {
            // The title stands in the frame.
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
                in_title = true;
                None
            }
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                in_title = false;
                None
            }
            _ if in_title => None,
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = self.leads(&dest_url, dasar, istilah).into();
                Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let name = dest_url.rsplit('/').next().unwrap_or_default();
                let dest_url = aset::alamat(name).into();
                Some(Event::Start(Tag::Image { link_type, dest_url, title, id }))
            }
            // Alignment would be an inline style, and what is wider than the window scrolls by itself.
            Event::Start(Tag::Table(_)) => Some(Event::Html(CowStr::Borrowed(
                "<div class=\"gulir\" tabindex=\"0\" role=\"region\" aria-label=\"Tabel\"><table>",
            ))),
            Event::End(TagEnd::Table) => Some(Event::Html(CowStr::Borrowed("</tbody></table></div>"))),
            Event::Start(Tag::CodeBlock(_)) => Some(Event::Html(CowStr::Borrowed(
                "<pre class=\"gulir\" tabindex=\"0\" role=\"region\" aria-label=\"Perintah\"><code>",
            ))),
            Event::End(TagEnd::CodeBlock) => Some(Event::Html(CowStr::Borrowed("</code></pre>"))),
            other => Some(other),
        });
        let mut page = String::new();
        html::push_html(&mut page, events);
        page
    }

    /// Where a link of the text leads.
    fn leads(&self, link: &str, dasar: &str, istilah: &str) -> String {
        let Some(path) = link.strip_suffix(".md") else { return link.to_string() };
        let name = path.rsplit('/').next().unwrap_or_default();
        let beside = self.nama.starts_with("lanjut-");
        match name {
            "GLOSARIUM" => istilah.to_string(),
            "README" => dasar.to_string(),
            _ if beside || path.starts_with("../") => format!("{dasar}/lanjut-{name}"),
            _ => format!("{dasar}/{name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_and_picture_leads_somewhere() {
        assert_eq!(satu("").unwrap().judul, "Panduan Kinerja");
        let mut pictures = 0;
        for page in halaman() {
            let html = page.html("/panduan", "/istilah");
            assert!(!page.judul.is_empty() && !html.contains("<h1") && !html.contains(" style="), "{}", page.nama);
            assert_eq!(html.matches("<table>").count(), html.matches("</table>").count(), "{}", page.nama);
            for link in html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                let known = link.strip_prefix("/panduan").map(|name| name.trim_start_matches('/'));
                assert!(link == "/istilah" || known.is_some_and(|name| satu(name).is_some()), "{}: {link}", page.nama);
            }
            for picture in html.split("src=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                pictures += 1;
                assert!(picture.ends_with(".webp") && !picture.contains("//"), "{}: {picture}", page.nama);
            }
        }
        let drawn = BERKAS.get_dir("gambar").unwrap().files().count();
        assert_eq!(pictures, drawn);
    }

    #[test]
    fn pictures_are_small_enough_for_a_slow_line() {
        // With its page a picture has to stay under the 40 kB of a further page.
        for file in BERKAS.get_dir("gambar").unwrap().files() {
            assert!(file.contents().len() < 37_500, "{}: {}", file.path().display(), file.contents().len());
        }
    }
}
