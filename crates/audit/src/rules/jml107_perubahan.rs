//! Amounts before and after a change, written one under the other: semula, bertambah or berkurang, jumlah.

use rust_decimal::Decimal;

use super::Rule;
use crate::angka::{self, show};
use crate::dokumen::{Dokumen, normal, pendek};
use crate::temuan::{Bukti, Hasil, JenisSaran, Lokasi, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "JML107",
    judul: "Jumlah setelah perubahan tidak sama dengan semula dan perubahannya",
    tingkat: Tingkat::Peringatan,
    dasar: "hitungan: setelah perubahan = semula + bertambah, atau semula - berkurang",
    halaman: include_str!("jml107_perubahan.md"),
    opsional: false,
    check,
};

/// What a line says of its amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hal {
    Semula,
    Bertambah,
    Berkurang,
    /// "Bertambah/Berkurang": the sign tells.
    Berubah,
    Setelah,
}

/// A line that ends with an amount.
struct Baris {
    hal: Hal,
    nilai: Decimal,
    bukti: Bukti,
}

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let lines: Vec<Option<Baris>> = dokumen.kalimat.iter().map(|(berkas, text)| line(*berkas, text)).collect();
    for three in lines.windows(3) {
        let [Some(before), Some(change), Some(after)] = three else { continue };
        let sound = before.hal == Hal::Semula && after.hal == Hal::Setelah;
        if !sound || matches!(change.hal, Hal::Semula | Hal::Setelah) {
            continue;
        }
        compare(before, change, after, hasil);
    }
}

/// True for a file with several lists of what was, what changed and what is.
pub(super) fn is_list(dokumen: &Dokumen<'_>, berkas: usize) -> bool {
    let own = dokumen.kalimat.iter().filter(|(file, _)| *file == berkas);
    own.filter_map(|(file, text)| line(*file, text)).filter(|line| line.hal == Hal::Setelah).count() >= 2
}

fn compare(before: &Baris, change: &Baris, after: &Baris, hasil: &mut Hasil) {
    let moved = after.nilai - before.nilai;
    let size = change.nilai.abs();
    let says = match change.hal {
        Hal::Bertambah => size,
        Hal::Berkurang => -size,
        _ => change.nilai,
    };
    if moved == says {
        hasil.holds();
        return;
    }
    let (one, other) = (&change.bukti, &after.bukti);
    let turned = moved == -says;
    let mut temuan = if turned {
        let word = if moved.is_sign_negative() { "berkurang" } else { "bertambah" };
        let pesan = format!(
            "\"{}\" berlawanan dengan jumlahnya: dari {} menjadi {} berarti {word} {}.",
            one.mentah,
            show(before.nilai),
            show(after.nilai),
            show(moved.abs())
        );
        hasil.temuan(one.lokasi.clone(), &[&other.mentah, "arah"], pesan)
    } else {
        let right = show(before.nilai + says);
        let pesan = format!("\"{}\" tidak sama dengan semula dan perubahannya, yang memberi {right}.", other.mentah);
        let mut temuan = hasil.temuan(other.lokasi.clone(), &[&other.mentah, "jumlah"], pesan);
        temuan.selisih = Some(show((moved - says).abs()));
        let dari = show(after.nilai);
        temuan.saran = vec![Saran { jenis: JenisSaran::Angka, dari, ke: right.clone(), aman: false }];
        temuan.seharusnya = vec![right];
        temuan
    };
    let sign = if says.is_sign_negative() { "-" } else { "+" };
    let sum = show(before.nilai + says);
    temuan.hitungan = Some(format!("{} {sign} {} = {sum}", show(before.nilai), show(says.abs())));
    temuan.bukti = [before, change, after].iter().map(|line| line.bukti.clone()).collect();
    hasil.found(temuan);
}

/// A line `Semula Rp 1.000`, `2) Berkurang Rp (500)`, `Jumlah Pajak setelah Perubahan Rp 500`.
fn line(berkas: usize, text: &reader::Paragraf) -> Option<Baris> {
    let at = text.teks.rfind("Rp")?;
    let (head, amount) = (text.teks.get(..at)?, text.teks.get(at + 2..)?);
    let words = normal(head);
    let words: Vec<&str> = words.split(' ').skip_while(|word| word.len() <= 2).collect();
    let has = |word: &str| words.contains(&word);
    let (more, less) = (has("bertambah"), has("berkurang"));
    let hal = match words.first()? {
        _ if words.len() <= 3 && more && less => Hal::Berubah,
        _ if words.len() <= 3 && more => Hal::Bertambah,
        _ if words.len() <= 3 && less => Hal::Berkurang,
        &"semula" if words.len() <= 3 => Hal::Semula,
        &"jumlah" | &"menjadi" => Hal::Setelah,
        _ if has("setelah") && has("perubahan") => Hal::Setelah,
        _ => return None,
    };
    let amount = amount.trim_start_matches('.').trim().trim_end_matches([';', '.', ':']);
    let nilai = angka::read(amount).amount()?;
    let lokasi = Lokasi { berkas, letak: text.letak_at(at), tabel: None, kolom: None, kutipan: text.teks.clone() };
    let peran = match hal {
        Hal::Semula => "semula",
        Hal::Setelah => "setelah perubahan",
        _ => "perubahan",
    };
    let mentah = pendek(&text.teks, 120);
    let bukti = Bukti { lokasi, mentah, nilai: Some(nilai.normalize().to_string()), peran: peran.to_string() };
    Some(Baris { hal, nilai, bukti })
}
