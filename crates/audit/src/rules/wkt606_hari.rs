//! A day of the week that its date does not have.

use domain::value::{Tanggal, read_terbilang};

use super::Rule;
use crate::dokumen::Dokumen;
use crate::kalimat::{Sebutan, Token, cells, dates, month, tokens};
use crate::temuan::{Bukti, Hasil, JenisSaran, Lokasi, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "WKT606",
    judul: "Nama hari tidak cocok dengan tanggalnya",
    tingkat: Tingkat::Peringatan,
    dasar: "kalender",
    halaman: include_str!("wkt606_hari.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        for found in days(&kalimat.token) {
            let lokasi = kalimat.lokasi(found.dari, found.sampai);
            judge(&found, lokasi, kalimat.bukti(found.dari, found.sampai, "kalimat"), hasil);
        }
    }
    for (lokasi, text) in cells(dokumen, |text| day_name(text).is_some()) {
        for found in days(&tokens(text, 0..text.len())) {
            let proof = Bukti { lokasi: lokasi.clone(), mentah: text.to_string(), nilai: None, peran: "sel".into() };
            judge(&found, lokasi.clone(), proof, hasil);
        }
    }
}

fn judge(found: &Sebutan<(&'static str, Tanggal)>, lokasi: Lokasi, bukti: Bukti, hasil: &mut Hasil) {
    let (day, date) = found.isi;
    if day == date.hari() {
        hasil.holds();
        return;
    }
    let mut temuan = hasil.temuan(
        lokasi,
        &[day, &date.to_string()],
        format!("Tanggal {date} jatuh pada hari {}, sedangkan di sini tertulis {day}.", date.hari()),
    );
    temuan.seharusnya = vec![format!("{}, {date}", date.hari())];
    temuan.saran =
        vec![Saran { jenis: JenisSaran::Nama, dari: day.to_string(), ke: date.hari().to_string(), aman: false }];
    temuan.bukti = vec![bukti];
    hasil.found(temuan);
}

/// The day of the week that a text begins with.
fn day_name(text: &str) -> Option<&'static str> {
    let word: String =
        text.trim_start().chars().take_while(|sign| sign.is_alphabetic() || "'’".contains(*sign)).collect();
    let word: String = word.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    Some(match word.as_str() {
        "senin" => "Senin",
        "selasa" => "Selasa",
        "rabu" => "Rabu",
        "kamis" => "Kamis",
        "jumat" => "Jumat",
        "sabtu" => "Sabtu",
        "minggu" | "ahad" => "Minggu",
        _ => return None,
    })
}

/// Days of the week with the date right behind them: "Senin, 3 Maret 2025", "hari Senin tanggal tiga bulan Maret tahun
/// dua ribu dua puluh lima". Several days ("Senin dan Selasa") have no date of their own.
fn days(tokens: &[Token]) -> Vec<Sebutan<(&'static str, Tanggal)>> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.teks.as_str());
    let dated = dates(tokens);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", text);
        let joined = matches!(before, "dan" | "-" | "–" | "s.d" | "s/d" | "sampai" | "hingga" | "," | "atau");
        let several = joined && at >= 2 && day_name(text(at - 2)).is_some();
        let named = token.besar || before == "hari" || before == "ini";
        let Some(day) = day_name(&token.teks).filter(|_| named && !several) else { continue };
        let mut next = at + 1;
        while next <= at + 4 && matches!(text(next), "," | "tanggal" | "tgl" | "." | "(" | "pada") {
            next += 1;
        }
        let written =
            dated.iter().find(|date| date.dari == next).and_then(|date| Some((date.isi.clone().ok()?, date.sampai)));
        if let Some((date, sampai)) = written.or_else(|| in_words(tokens, next)) {
            found.push(Sebutan { isi: (day, date), dari: at, sampai });
        }
    }
    found
}

/// "tiga bulan Maret tahun dua ribu dua puluh lima", and the last token.
fn in_words(tokens: &[Token], from: usize) -> Option<(Tanggal, usize)> {
    let words: Vec<&str> = tokens.iter().skip(from).take(20).map(|token| token.teks.as_str()).collect();
    let (day, used) = read_terbilang(&words)?;
    let at = used + usize::from(words.get(used) == Some(&"bulan"));
    let month = month(words.get(at)?)?;
    let at = at + 1 + usize::from(words.get(at + 1) == Some(&"tahun"));
    let (year, used) = read_terbilang(words.get(at..)?)?;
    let date = Tanggal::new(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?)?;
    (1990..=2100).contains(&year).then_some((date, from + at + used - 1))
}
