//! The preview, as text for a terminal.

use std::fmt::Write;

use domain::schema::Field;

use super::ImporLaporan;
use super::usulan::tempat;

/// Differences and choices shown one by one.
const TERBANYAK: usize = 40;

impl ImporLaporan {
    /// What was recognised, what differs, which value is proposed, what is missing.
    pub fn teks(&self) -> String {
        let mut text = String::new();
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        let office = self.register.instansi.first().map(|row| row.nama.to_string()).unwrap_or_default();
        let kind = if self.baru { "instansi baru" } else { "instansi sudah ada di register" };
        writeln!(text, "{}: {office} ({}, {kind}), laporan {}", self.nama, self.kode, self.periode.write())?;
        writeln!(text, "\nDikenali:")?;
        for count in &self.tabel {
            let mut parts = Vec::new();
            for (number, word) in
                [(count.baru, "baru"), (count.dilengkapi, "dilengkapi"), (count.sama, "sama"), (count.beda, "berbeda")]
            {
                if number > 0 {
                    parts.push(format!("{number} {word}"));
                }
            }
            writeln!(text, "  {:<20} {}", count.tabel, parts.join(", "))?;
            for example in &count.contoh {
                writeln!(text, "      {example}")?;
            }
        }
        self.contradictions(text)?;
        if !self.beda.is_empty() {
            writeln!(text, "\nBerbeda dari register ({}):", self.beda.len())?;
            for one in self.beda.iter().take(TERBANYAK) {
                let hidden = one.kolom == "nip";
                let show = |value: &str| {
                    if hidden { "(tidak ditampilkan)".to_string() } else { audit::dokumen::pendek(value, 70) }
                };
                writeln!(
                    text,
                    "  {} {} {}: register \"{}\", dokumen \"{}\" ({})",
                    one.tabel,
                    one.kunci,
                    one.kolom,
                    show(&one.register),
                    show(&one.dokumen),
                    one.asal
                )?;
            }
            rest(text, self.beda.len())?;
        }
        if !self.tertolak.is_empty() {
            writeln!(text, "\nTidak dapat dipakai ({}):", self.tertolak.len())?;
            for one in self.tertolak.iter().take(TERBANYAK) {
                writeln!(text, "  {one}")?;
            }
            rest(text, self.tertolak.len())?;
        }
        if !self.masalah.is_empty() {
            writeln!(text, "\nPerlu diperhatikan di register hasil impor ({}):", self.masalah.len())?;
            for one in self.masalah.iter().take(TERBANYAK) {
                writeln!(text, "  {one}")?;
            }
            rest(text, self.masalah.len())?;
        }
        writeln!(text, "\nMasih kurang untuk laporan {} ({}):", self.periode.write(), self.kekurangan.len())?;
        for one in &self.kekurangan {
            let weight = if one.wajib { "" } else { " (tidak wajib)" };
            writeln!(text, "  {}{weight}: {}. {}", one.bagian, one.apa, one.tindakan)?;
        }
        Ok(())
    }

    fn contradictions(&self, text: &mut String) -> std::fmt::Result {
        if !self.keputusan.is_empty() {
            writeln!(text, "\nDokumen bertentangan; yang diusulkan ({}):", self.keputusan.len())?;
            for one in self.keputusan.iter().take(TERBANYAK) {
                writeln!(text, "  {}: {}", one.apa, one.usul)?;
                for other in &one.lain {
                    writeln!(text, "      bukan \"{}\" ({})", other.teks, tempat(&other.lokasi))?;
                }
                writeln!(text, "      sebab: {}", one.sebab)?;
            }
            rest(text, self.keputusan.len())?;
        }
        if !self.diragukan.is_empty() {
            writeln!(text, "\nDipakai seperti tertulis, tetapi diragukan pemeriksa ({}):", self.diragukan.len())?;
            for (kode, place, pesan) in self.diragukan.iter().take(TERBANYAK) {
                writeln!(text, "  {kode} ({place}): {pesan}")?;
            }
            rest(text, self.diragukan.len())?;
        }
        let found = &self.temuan;
        if found.kesalahan + found.peringatan > 0 {
            writeln!(
                text,
                "\nPemeriksa menemukan {} kesalahan dan {} peringatan; rinciannya dengan kinerja periksa.",
                found.kesalahan, found.peringatan
            )?;
        }
        Ok(())
    }
}

fn rest(text: &mut String, all: usize) -> std::fmt::Result {
    match all.checked_sub(TERBANYAK) {
        Some(more) if more > 0 => writeln!(text, "  dan {more} lagi"),
        _ => Ok(()),
    }
}
