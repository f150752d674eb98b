//! One page that holds all it needs, or its fragments for a page that shows them: the summary, the filters, the
//! findings, and the document with its cells marked, linked both ways.
//!
//! Nothing is set by `style` attributes and nothing needs a script, so that the fragments also show under a strict
//! content security policy. Filters are check boxes that the style sheet looks at.

mod naskah;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use reader::{Letak, Naskah};

use super::tempat::{inside, keadaan, kepastian, place, tingkat};
use crate::Pemeriksaan;
use crate::rules::{KELUARGA, rule};
use crate::temuan::{Bukti, Lokasi, Temuan, Tingkat};

/// The fragments of the page; each is whole by itself. The filters work where all stand in an element with the class
/// `periksa`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halaman {
    /// The counts, and what the comparison with an earlier run gave.
    pub ringkasan: String,
    /// Check boxes by weight and family.
    pub saringan: String,
    /// The findings by cluster, the root first.
    pub temuan: String,
    /// The documents with their marked cells.
    pub dokumen: String,
}

/// Where something of the document is marked: number of the mark, and the findings (from 1) that point there.
#[derive(Debug, Default)]
struct Tanda {
    nomor: usize,
    temuan: Vec<usize>,
}

type Tempat<'p> = (usize, &'p Letak);
type Tandaan<'p> = BTreeMap<Tempat<'p>, Tanda>;

/// The page: shows and prints without any other file.
pub fn html(pemeriksaan: &Pemeriksaan, naskah: &[Naskah]) -> String {
    let Halaman { ringkasan, saringan, temuan, dokumen } = fragments(pemeriksaan, naskah);
    let names: Vec<String> = pemeriksaan.berkas.iter().map(|berkas| escape(&berkas.nama)).collect();
    let names = names.join(", ");
    format!(
        "<!DOCTYPE html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>Hasil pemeriksaan {names}</title>\n<style>\n{}</style>\n</head>\n<body class=\"periksa\">\n\
         <header>\n<h1>Hasil pemeriksaan</h1>\n<p class=\"berkas\">{names}</p>\n\
         <nav aria-label=\"Bagian\"><a href=\"#temuan\">Temuan</a> <a href=\"#dokumen\">Dokumen</a></nav>\n</header>\n\
         <main>\n{ringkasan}{saringan}<div class=\"berdampingan\">\n{temuan}{dokumen}</div>\n</main>\n</body>\n</html>\n",
        style()
    )
}

/// The style of the fragments; every selector starts at the class `periksa`.
pub fn style() -> String {
    let mut style = String::from(include_str!("html/style.css"));
    for name in WEIGHTS.map(tingkat).into_iter().chain(KELUARGA.iter().map(|(name, _)| *name)) {
        let name = name.to_lowercase();
        let _ = writeln!(style, ".periksa:has(#saring-{name}:not(:checked)) .temuan .f-{name}{{display:none}}");
    }
    style
}

/// The fragments.
pub fn fragments(pemeriksaan: &Pemeriksaan, naskah: &[Naskah]) -> Halaman {
    let mut marks: Tandaan<'_> = BTreeMap::new();
    for (temuan, number) in pemeriksaan.temuan.iter().zip(1..) {
        marks.entry((temuan.lokasi.berkas, &temuan.lokasi.letak)).or_default().temuan.push(number);
        for bukti in &temuan.bukti {
            marks.entry((bukti.lokasi.berkas, &bukti.lokasi.letak)).or_default();
        }
    }
    for (mark, number) in marks.values_mut().zip(1..) {
        mark.nomor = number;
    }
    let (dokumen, shown) = naskah::documents(pemeriksaan, naskah, &marks);
    let link = |lokasi: &Lokasi| {
        let mark = marks.get(&(lokasi.berkas, &lokasi.letak)).filter(|mark| shown.contains(&mark.nomor));
        let text = escape(&place(pemeriksaan, lokasi));
        mark.map_or_else(|| text.clone(), |mark| format!("<a href=\"#tanda-{}\">{text}</a>", mark.nomor))
    };
    Halaman {
        ringkasan: summary(pemeriksaan),
        saringan: filters(pemeriksaan),
        temuan: findings(pemeriksaan, &link),
        dokumen,
    }
}

const WEIGHTS: [Tingkat; 3] = [Tingkat::Kesalahan, Tingkat::Peringatan, Tingkat::Catatan];

fn summary(pemeriksaan: &Pemeriksaan) -> String {
    let counts = &pemeriksaan.ringkasan;
    let mut html = String::from(
        "<section class=\"ringkasan\" aria-labelledby=\"ringkasan\">\n<h2 id=\"ringkasan\">Ringkasan</h2>\n<dl>\n",
    );
    let mut count = |class: &str, label: &str, number: usize| {
        let _ = writeln!(html, "<div class=\"{class}\"><dt>{label}</dt><dd>{number}</dd></div>");
    };
    count("kesalahan", "Kesalahan", counts.kesalahan);
    count("peringatan", "Peringatan", counts.peringatan);
    count("catatan", "Catatan", counts.catatan);
    count("lain", "Kelompok sebab", counts.penyebab_utama);
    count("lain", "Hal diperiksa", counts.aturan_diperiksa);
    count("lain", "Dilewati karena datanya tidak diketahui", counts.dilewati);
    if pemeriksaan.dengan_acuan {
        count("lain", "Sudah diketahui", counts.diketahui);
        count("lain", "Tidak ditemukan lagi", pemeriksaan.hilang.len());
    }
    if counts.dikecualikan > 0 {
        count("lain", "Dikecualikan", counts.dikecualikan);
    }
    html.push_str("</dl>\n");
    let mut list = |title: &str, items: Vec<String>| {
        if !items.is_empty() {
            let _ = write!(html, "<h3>{title}</h3>\n<ul>\n{}</ul>\n", items.concat());
        }
    };
    let gone =
        pemeriksaan.hilang.iter().map(|lama| format!("<li>{}: {}</li>\n", escape(&lama.kode), escape(&lama.pesan)));
    list("Tidak ditemukan lagi", gone.collect());
    let unused = pemeriksaan.tidak_terpakai.iter().map(|one| format!("<li>{}</li>\n", escape(&one.to_string())));
    list("Pengecualian yang tidak terpakai", unused.collect());
    html.push_str("</section>\n");
    html
}

fn filters(pemeriksaan: &Pemeriksaan) -> String {
    let found: BTreeSet<&str> =
        pemeriksaan.temuan.iter().filter_map(|temuan| Some(rule(temuan.kode)?.keluarga())).collect();
    let mut html = String::from("<form class=\"saringan\" aria-label=\"Saring temuan\">\n");
    let mut group = |title: &str, names: Vec<(&str, &str)>| {
        let _ = write!(html, "<fieldset><legend>{title}</legend>");
        for (name, about) in names {
            let about = if about.is_empty() { String::new() } else { format!(" {about}") };
            let id = name.to_lowercase();
            let _ = write!(html, "<label><input type=\"checkbox\" id=\"saring-{id}\" checked> {name}{about}</label> ");
        }
        html.push_str("</fieldset>\n");
    };
    group("Tingkat", WEIGHTS.map(|weight| (tingkat(weight), "")).to_vec());
    group("Keluarga aturan", KELUARGA.iter().filter(|(name, _)| found.contains(name)).copied().collect());
    html.push_str("</form>\n");
    html
}

fn findings(pemeriksaan: &Pemeriksaan, link: &dyn Fn(&Lokasi) -> String) -> String {
    let mut html =
        String::from("<section class=\"temuan\" aria-labelledby=\"temuan\">\n<h2 id=\"temuan\">Temuan</h2>\n");
    if pemeriksaan.temuan.is_empty() {
        html.push_str("<p>Tidak ada temuan.</p>\n");
    }
    for (temuan, number) in pemeriksaan.temuan.iter().zip(1..) {
        finding(&mut html, temuan, number, link);
    }
    html.push_str("</section>\n");
    html
}

fn finding(html: &mut String, temuan: &Temuan, number: usize, link: &dyn Fn(&Lokasi) -> String) {
    let weight = tingkat(temuan.tingkat);
    let family = rule(temuan.kode).map_or("", |rule| rule.keluarga()).to_lowercase();
    let role = if temuan.penyebab_utama { "penyebab utama" } else { "akibat" };
    let class = if temuan.penyebab_utama { "akar" } else { "akibat" };
    let open = if temuan.is_open() { "" } else { " selesai" };
    let _ = write!(
        html,
        "<article class=\"{weight} f-{weight} f-{family} {class}{open}\" id=\"temuan-{number}\">\n\
         <h3><span class=\"nomor\">{number}</span> <span class=\"tingkat\">{weight}</span> {} {}</h3>\n\
         <p class=\"rinci\">Kelompok {}, {role}; {}; {}; nomor temuan <code>{}</code></p>\n<p>{}</p>\n<dl>\n",
        temuan.kode,
        escape(temuan.judul),
        temuan.kelompok,
        kepastian(temuan.kepastian),
        keadaan(temuan),
        temuan.sidik_jari,
        escape(&temuan.pesan)
    );
    let mut row = |label: &str, value: String| {
        let _ = writeln!(html, "<div><dt>{label}</dt><dd>{value}</dd></div>");
    };
    row("Tempat", link(&temuan.lokasi));
    if !temuan.tertulis.is_empty() {
        row("Tertulis", format!("<mark>{}</mark>", escape(&temuan.tertulis)));
    }
    if !temuan.seharusnya.is_empty() {
        row("Seharusnya", escape(&temuan.seharusnya.join(" atau ")));
    }
    for (label, value) in [
        ("Hitungan", &temuan.hitungan),
        ("Selisih", &temuan.selisih),
        ("Dugaan sebab", &temuan.dugaan_sebab),
        ("Dikecualikan", &temuan.pengecualian),
    ] {
        if let Some(value) = value {
            row(label, escape(value));
        }
    }
    for saran in &temuan.saran {
        row(
            "Saran",
            format!("ganti \u{201c}{}\u{201d} menjadi \u{201c}{}\u{201d}", escape(&saran.dari), escape(&saran.ke)),
        );
    }
    row("Dasar", escape(temuan.dasar));
    html.push_str("</dl>\n");
    proofs(html, temuan, link);
    html.push_str("</article>\n");
}

/// The cells that prove a finding; a long list is folded.
fn proofs(html: &mut String, temuan: &Temuan, link: &dyn Fn(&Lokasi) -> String) {
    if temuan.bukti.is_empty() {
        return;
    }
    let open = if temuan.bukti.len() <= 4 { " open" } else { "" };
    let _ = write!(
        html,
        "<details{open}><summary>Bukti ({})</summary>\n<table>\n<thead><tr><th scope=\"col\">Apa</th>\
         <th scope=\"col\">Tertulis</th><th scope=\"col\">Tempat</th></tr></thead>\n<tbody>\n",
        temuan.bukti.len()
    );
    for bukti in &temuan.bukti {
        let Bukti { lokasi, mentah, peran, nilai } = bukti;
        let class = if nilai.is_some() && mentah.len() <= 30 { " class=\"angka\"" } else { "" };
        let (start, end) = if *lokasi == temuan.lokasi { ("<mark>", "</mark>") } else { ("", "") };
        let at =
            if inside(lokasi).is_empty() && lokasi.letak.baris_berkas.is_none() { String::new() } else { link(lokasi) };
        let _ = writeln!(
            html,
            "<tr><td>{}</td><td{class}>{start}{}{end}</td><td>{at}</td></tr>",
            escape(peran),
            escape(mentah)
        );
    }
    html.push_str("</tbody>\n</table></details>\n");
}

/// Text for the content of an element or for an attribute in double quotes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(letter),
            _ if letter.is_control() => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}
