//! A count in a sentence and the list that follows it.

use reader::{Blok, Paragraf};

use super::Rule;
use crate::dokumen::{Dokumen, Peran, TabelDikenal, normal};
use crate::kalimat::{Jenis as Bagian, Kalimat, Token};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "TKS508",
    judul: "Jumlah dalam kalimat berbeda dari yang disebut satu per satu",
    tingkat: Tingkat::Peringatan,
    dasar: "hitungan butir yang disebut",
    halaman: include_str!("tks508_butir.md"),
    opsional: false,
    check,
};

/// A count, what it counts, and its tokens.
struct Klaim {
    nilai: usize,
    nama: String,
    dari: usize,
    sampai: usize,
}

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        let some =
            ["antara lain", "di antaranya", "diantaranya", "beberapa di", "misalnya", "minimal", "paling sedikit"];
        if kalimat.says(&some) {
            continue;
        }
        let Some((klaim, marker)) = claim(kalimat) else { continue };
        let (counted, kepastian) = match inline(kalimat, marker) {
            Some((least, most)) if (least..=most).contains(&klaim.nilai) => (klaim.nilai, Kepastian::Dugaan),
            Some((least, _)) => (least, Kepastian::Dugaan),
            None if !ends_paragraph(kalimat) => continue,
            None => match numbered(dokumen, kalimat).map(|count| (count, Kepastian::Pasti)) {
                Some(found) => found,
                None => match in_table(dokumen, kalimat, &klaim.nama) {
                    Some(count) => (count, Kepastian::Dugaan),
                    None => continue,
                },
            },
        };
        if counted == klaim.nilai {
            hasil.holds();
            continue;
        }
        let mut temuan = hasil.temuan(
            kalimat.lokasi(klaim.dari, klaim.sampai),
            &[kalimat.teks(), &klaim.nama],
            format!(
                "Kalimat menyebut {} {}, sedangkan yang disebut sesudahnya ada {counted}.",
                klaim.nilai, klaim.nama
            ),
        );
        temuan.kepastian = kepastian;
        temuan.seharusnya = vec![counted.to_string()];
        temuan.selisih = Some(klaim.nilai.abs_diff(counted).to_string());
        temuan.bukti = vec![kalimat.bukti(klaim.dari, klaim.sampai, "kalimat")];
        hasil.found(temuan);
    }
}

fn ends_paragraph(kalimat: &Kalimat<'_>) -> bool {
    kalimat.rentang.end >= kalimat.paragraf.teks.trim_end().len()
}

/// The only count of a sentence, with the words that open the list shortly after it: "5 (lima) desa, yaitu", "7 indikator
/// sebagai berikut".
fn claim(kalimat: &Kalimat<'_>) -> Option<(Klaim, usize)> {
    const UNITS: [&str; 16] = [
        "tahun", "bulan", "hari", "jam", "menit", "persen", "kali", "rupiah", "juta", "ribu", "miliar", "triliun",
        "orang", "unit", "triwulan", "semester",
    ];
    const NUMBERED: [&str; 16] = [
        "nomor", "no", "pasal", "ayat", "tahun", "triwulan", "tabel", "bab", "ke", "rp", "gambar", "lampiran",
        "tanggal", "sekitar", "tw", "dari",
    ];
    let counts: Vec<(usize, usize)> = kalimat
        .token
        .iter()
        .enumerate()
        .filter(|(_, token)| token.jenis == Bagian::Angka && token.teks.len() <= 2)
        .filter_map(|(at, token)| Some((at, token.teks.parse().ok().filter(|value| (2..=40).contains(value))?)))
        .collect();
    let [(dari, nilai)] = counts.as_slice() else { return None };
    let before = dari.checked_sub(1).map_or("", |at| kalimat.kata(at));
    let mut noun = dari + 1;
    if kalimat.kata(noun) == "(" {
        noun = (noun..kalimat.token.len().min(noun + 8)).find(|at| kalimat.kata(*at) == ")")? + 1;
    }
    let noun = noun + usize::from(matches!(kalimat.kata(noun), "buah" | "jenis" | "macam"));
    let word = kalimat.token.get(noun).filter(|token| token.jenis == Bagian::Kata && token.teks.len() >= 4)?;
    if UNITS.contains(&word.teks.as_str()) || NUMBERED.contains(&before) || *dari == 0 || before == "-" {
        return None;
    }
    const NEAR: usize = 7;
    let marker = (noun + 1..noun + 1 + NEAR).find(|at| {
        matches!(kalimat.kata(*at), "yaitu" | "yakni" | "meliputi" | ":") || kalimat.find_at("sebagai berikut", *at)
    })?;
    let between = || (noun + 1..marker).map(|at| kalimat.kata(at));
    // What stands between must not name another thing that the list could be of.
    if between()
        .any(|word| matches!(word, "dengan" | "dan" | "serta" | "dalam" | "pada" | "dari" | ")" | "." | "terdiri"))
    {
        return None;
    }
    Some((Klaim { nilai: *nilai, nama: word.teks.clone(), dari: *dari, sampai: noun }, marker))
}

/// The least and most things that the rest of a sentence names, commas and "dan" between them; `None` without a list.
fn inline(kalimat: &Kalimat<'_>, marker: usize) -> Option<(usize, usize)> {
    const CLAUSE: [&str; 22] = [
        "yang",
        "sehingga",
        "dengan",
        "namun",
        "sedangkan",
        "dari",
        "di",
        "pada",
        "untuk",
        "karena",
        "agar",
        "maka",
        "serta",
        "dimana",
        "tetapi",
        "guna",
        "oleh",
        "sesuai",
        "sebagaimana",
        "kecuali",
        "termasuk",
        "masing-masing",
    ];
    let mut parts: Vec<Vec<&Token>> = vec![Vec::new()];
    let mut depth = 0_i32;
    for token in kalimat.token.iter().skip(marker + 1) {
        match token.teks.as_str() {
            "(" => depth += 1,
            ")" => depth -= 1,
            "," | ";" if depth <= 0 => parts.push(Vec::new()),
            "sebagai" | "berikut" | ":" | "." if depth <= 0 => {}
            _ if depth <= 0 => parts.last_mut()?.push(token),
            _ => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    let joins = |part: &Vec<&Token>| {
        part.iter().skip(1).filter(|token| matches!(token.teks.as_str(), "dan" | "serta" | "&" | "/")).count()
    };
    let clause = |part: &Vec<&Token>| {
        let first = part.iter().find(|token| token.teks != "dan" && token.teks != "serta");
        part.len() > 7
            || first.is_none_or(|token| CLAUSE.contains(&token.teks.as_str()) || token.jenis == Bagian::Angka)
    };
    if parts.len() < 2 || parts.iter().any(clause) || depth != 0 || kalimat.has(&["dll", "dst", "lainnya", "lain-lain"])
    {
        return None;
    }
    Some((parts.len(), parts.len() + parts.iter().map(joins).sum::<usize>()))
}

/// The style of a numbered item and its number: `3.`, `3)`, `(3)`, `c.`.
fn item(text: &str) -> Option<(bool, usize)> {
    let text = text.trim_start().trim_start_matches('(');
    let label: String = text.chars().take_while(|sign| sign.is_ascii_alphanumeric()).collect();
    let rest = text.get(label.len()..).unwrap_or_default();
    if !rest.starts_with(['.', ')']) || !rest.get(1..).is_some_and(|rest| rest.starts_with(char::is_whitespace)) {
        return None;
    }
    match label.parse::<usize>() {
        Ok(number) if label.len() <= 2 => Some((true, number)),
        _ => match label.as_bytes() {
            [letter @ b'a'..=b'z'] => Some((false, usize::from(letter - b'a') + 1)),
            _ => None,
        },
    }
}

/// How far the numbered list goes that begins right after the sentence's paragraph.
fn numbered(dokumen: &Dokumen<'_>, kalimat: &Kalimat<'_>) -> Option<usize> {
    const LONGEST: usize = 200;
    let blocks = dokumen.naskah.get(kalimat.berkas).map_or(&[][..], |file| &file.blok);
    let mut style = None;
    let mut count = 0;
    for (items, block) in blocks.iter().skip(kalimat.blok + 1).take(LONGEST).enumerate() {
        let Blok::Paragraf(Paragraf { teks, butir, .. }) = block else { break };
        match item(teks) {
            Some((digits, 1)) if style.is_none() => (style, count) = (Some(digits), 1),
            Some((digits, 1)) if style == Some(digits) => break,
            Some((digits, number)) if style == Some(digits) && number == count + 1 => count = number,
            Some((digits, _)) if style == Some(digits) => return None,
            _ if style.is_none() => return None,
            _ if !butir && items > count * 4 => break,
            _ => {}
        }
    }
    (count >= 2).then_some(count)
}

/// Rows of the table that follows, where a column is headed by what is counted and running numbers agree with it.
fn in_table(dokumen: &Dokumen<'_>, kalimat: &Kalimat<'_>, nama: &str) -> Option<usize> {
    let follows =
        |tabel: &&TabelDikenal<'_>| tabel.berkas == kalimat.berkas && dokumen.blok_of(tabel) == kalimat.blok + 1;
    let tabel = dokumen.tabel.iter().find(follows)?;
    let number = tabel.column(Peran::Nomor)?;
    let column = tabel.kepala.iter().position(|head| normal(head).split(' ').next() == Some(nama))?;
    let text =
        |isi: &crate::dokumen::Isi<'_>, column: usize| isi.sel(column).map_or("", |cell| cell.teks.trim()).to_string();
    let rows = tabel.isi.iter().filter(|isi| !isi.jumlah);
    let named = rows.clone().filter(|isi| !text(isi, column).is_empty()).count();
    let running =
        rows.zip(1..).take_while(|(isi, at)| text(isi, number).trim_end_matches('.') == at.to_string()).count();
    (named == running && named >= 2).then_some(named)
}
