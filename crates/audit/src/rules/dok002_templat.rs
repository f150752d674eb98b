//! Places of a template that were not filled in.

use super::Rule;
use crate::dokumen::Dokumen;
use crate::temuan::{Hasil, Lokasi, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "DOK002",
    judul: "Isian templat belum diisi",
    tingkat: Tingkat::Peringatan,
    dasar: "isi berkas",
    halaman: include_str!("dok002_templat.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    if !dokumen.kalimat.is_empty() {
        hasil.holds();
    }
    for (index, (berkas, paragraf)) in dokumen.kalimat.iter().enumerate() {
        let Some((at, end)) = blank(&paragraf.teks) else {
            continue;
        };
        // Dots that lead to a page number are a table of contents; so is a line with several such runs.
        if leads_to_page(&paragraf.teks) || among_contents(dokumen, index) {
            continue;
        }
        let kutipan = around(&paragraf.teks, at, end);
        let lokasi = Lokasi { berkas: *berkas, letak: paragraf.letak_at(at), tabel: None, kolom: None, kutipan };
        report(lokasi, hasil);
    }
    for tabel in &dokumen.tabel {
        for isi in &tabel.isi {
            for column in 0..tabel.kepala.len() {
                let text = isi.sel(column).map_or("", |cell| cell.teks.trim());
                if blank(text).is_some() && !leads_to_page(text) {
                    report(tabel.lokasi(isi, column), hasil);
                }
            }
        }
    }
}

fn report(lokasi: Lokasi, hasil: &mut Hasil) {
    if by_hand(&lokasi.kutipan) {
        return;
    }
    let written = lokasi.kutipan.clone();
    let temuan = hasil.temuan(lokasi, &[&written], format!("Bagian ini tampaknya belum diisi: \"{written}\"."));
    hasil.found(temuan);
}

/// Places that a pen fills: a line of dots alone, as long as a line; place and day, brackets and NIP of a signature.
fn by_hand(text: &str) -> bool {
    const LINE: usize = 40;
    let dots = text.chars().filter(|c| matches!(c, '.' | '_' | '…')).count();
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let signature = matches!(words.as_slice(), [only] if only == "nip")
        || words.is_empty() && (text.trim_start().starts_with('(') || text.contains(','));
    // Place and day stand above the post of who will sign; in a text they are one paragraph.
    let dotted = |text: &str| text.starts_with(['.', '_', '…']);
    let place_and_day = dotted(text.trim_start())
        && text.split_once(',').is_some_and(|(place, day)| {
            place.trim().chars().all(|c| matches!(c, '.' | '_' | '…')) && dotted(day.trim_start())
        });
    words.is_empty() && dots >= LINE || signature || place_and_day
}

/// Bytes of the first unfilled place.
fn blank(text: &str) -> Option<(usize, usize)> {
    dots(text).or_else(|| brackets(text)).or_else(|| crosses(text)).or_else(|| fields(text))
}

/// At least four dots, two ellipses or four underscores in a row, spaces between them allowed.
fn dots(text: &str) -> Option<(usize, usize)> {
    let mut run: Option<(usize, usize)> = None;
    for (at, character) in text.char_indices().chain([(text.len(), 'x')]) {
        let weight = match character {
            '.' | '_' => 1,
            '…' => 2,
            ' ' if run.is_some() => 0,
            _ => {
                if let Some((start, count)) = run.take()
                    && count >= 4
                {
                    return Some((start, at));
                }
                continue;
            }
        };
        let (start, count) = run.unwrap_or((at, 0));
        run = Some((start, count + weight));
    }
    None
}

/// The longest text between brackets that asks to be replaced, in bytes.
const LONGEST: usize = 500;

/// `[isi nama kegiatan]`, `<diisi ...>`, `(diisi oleh ...)`.
fn brackets(text: &str) -> Option<(usize, usize)> {
    const ASKS: [&str; 11] = [
        "isi",
        "diisi",
        "isikan",
        "sebutkan",
        "tuliskan",
        "tulis",
        "jelaskan",
        "lengkapi",
        "masukkan",
        "cantumkan",
        "uraikan",
    ];
    const BLANKS: [&str; 8] = ["nama", "tanggal", "jumlah", "tahun", "nomor", "bulan", "jabatan", "nip"];
    for (open, close) in [('[', ']'), ('<', '>'), ('(', ')')] {
        let mut closes = text.match_indices(close).map(|(at, _)| at).peekable();
        for (at, _) in text.match_indices(open) {
            while closes.next_if(|close| *close < at).is_some() {}
            let Some(end) = closes.peek().map(|close| close - at - 1) else { break };
            let rest = text.get(at + 1..).unwrap_or_default();
            let inside = rest.get(..end).filter(|inside| inside.len() <= LONGEST).unwrap_or_default();
            let words: Vec<String> = inside.split_whitespace().map(str::to_lowercase).collect();
            let Some(first) = words.first() else { continue };
            let link = text.get(at + 1 + end + 1..).is_some_and(|after| after.starts_with('('));
            let asks = ASKS.contains(&first.as_str()) && (open != '(' || first.starts_with("di"));
            let empty = open != '(' && BLANKS.contains(&first.as_str()) && words.len() <= 4;
            if (asks || empty) && !link {
                return Some((at, at + end + 2));
            }
        }
    }
    None
}

/// Names that a program should have replaced (`$realisasi`, `{{nama}}`, `«NIP»`).
fn fields(text: &str) -> Option<(usize, usize)> {
    for (open, close) in [("{{", "}}"), ("${", "}"), ("«", "»")] {
        let found = text.match_indices(open).find_map(|(at, _)| {
            let rest = text.get(at + open.len()..)?;
            let near = rest.char_indices().nth(44).and_then(|(end, _)| rest.get(..end)).unwrap_or(rest);
            let end = near.find(close)?;
            (1..=40).contains(&end).then_some((at, at + open.len() + end + close.len()))
        });
        if found.is_some() {
            return found;
        }
    }
    text.match_indices('$').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let name = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let after = rest.get(name..)?.chars().next();
        // `$x$` and `$x = ...` are formulas.
        let ends = after.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | ')'));
        let sound = name >= 2 && rest.starts_with(|c: char| c.is_ascii_lowercase()) && !rest.contains(['$', '\\', '=']);
        (sound && ends).then_some((at, at + 1 + name))
    })
}

/// `xx`, `Rp xxx`, `20xx`; capital XX and XXX are Roman numbers.
fn crosses(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = word.len() - letters.len();
        let small = letters.len() >= 2 && letters.bytes().all(|byte| byte == b'x');
        let capital =
            letters.bytes().all(|byte| byte == b'X') && (letters.len() >= 4 || letters.len() == 2 && digits == 2);
        if digits <= 2 && (small || capital) {
            return Some((at, at + word.len()));
        }
        at += word.len() + text.get(at + word.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    None
}

/// True where a run of dots is followed by a page number.
fn leads_to_page(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, end)) = dots(rest) {
        let after = rest.get(end..).unwrap_or_default().trim_start();
        let page = after.split_whitespace().next().unwrap_or_default();
        let roman = !page.is_empty() && page.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X'));
        if page.starts_with(|c: char| c.is_ascii_digit()) || roman {
            return true;
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    false
}

/// True for a line among those of a list of contents: its page number stands apart, or is lost.
fn among_contents(dokumen: &Dokumen<'_>, index: usize) -> bool {
    const NEAR: usize = 3;
    let near = dokumen.kalimat.iter().skip(index.saturating_sub(NEAR)).take(2 * NEAR + 1);
    near.filter(|(_, paragraf)| leads_to_page(&paragraf.teks)).count() >= 2
}

/// The place with the words around it.
fn around(text: &str, at: usize, end: usize) -> String {
    let start = text.get(..at).and_then(|before| before.char_indices().rev().nth(30)).map_or(0, |(start, _)| start);
    let stop =
        text.get(end..).and_then(|after| after.char_indices().nth(30)).map_or(text.len(), |(more, _)| end + more);
    text.get(start..stop).unwrap_or_default().trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfilled_places_are_told_from_contents_and_numerals() {
        for text in [
            "Nama: ........",
            "Rp. ....",
            "[isi nama kegiatan]",
            "tahun 20xx",
            "Nomor xxx",
            "……",
            "(diisi camat)",
            "$realisasi",
            "{{nama}}",
        ] {
            assert!(blank(text).is_some() && !leads_to_page(text) && !by_hand(text), "{text}");
        }
        for text in ["( ) NIP ..............", "(...............)", "............, ............"] {
            assert!(by_hand(text), "{text}");
        }
        assert!(leads_to_page("BAB I PENDAHULUAN ........ 1 BAB II ...... 4"));
        assert!(leads_to_page("Kata pengantar ....... iii"));
        for text in [
            "dan lain-lain ...",
            "BAB XX",
            "Pasal XXX",
            "max 10",
            "[tautan](http://a)",
            "a. b. c. d.",
            "$x$",
            "$ab = c$",
            "US$ 5",
        ] {
            assert_eq!(blank(text), None, "{text}");
        }
    }
}
