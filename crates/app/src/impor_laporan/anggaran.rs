//! Budget and spending by sub kegiatan, in the stage that is in force on the report's day.

use audit::dokumen::normal;
use audit::fakta::serupa;
use domain::reference::nomenklatur;
use domain::schema::Field;
use domain::value::{KodeNomenklatur, Tingkat};
use rust_decimal::Decimal;

use super::susun::Penyusun;
use super::usulan::{Baris, Isi};

impl Penyusun<'_> {
    pub(super) fn anggaran(&mut self) {
        let leaves: Vec<_> =
            self.fakta.anggaran.iter().filter(|row| row.kode.tingkat() == Tingkat::SubKegiatan).collect();
        if leaves.is_empty() {
            return;
        }
        let day = self.akhir.write();
        let stage = self.tahap();
        for row in &self.fakta.anggaran {
            self.nama_anggaran(&row.kode, &row.nama);
        }
        for row in leaves {
            let kode = row.kode.as_str().to_string();
            let source = self.sumber_dana(&row.kode);
            if let Some(pagu) = &row.pagu {
                let is = |old: &&Baris| {
                    old.get("sub_kegiatan") == Some(&kode)
                        && old.get("tahap") == Some(&stage.0)
                        && old.get("berlaku_sejak") == Some(&stage.1)
                };
                let old: Vec<Baris> = self.usulan.lama("pagu").iter().filter(is).cloned().collect();
                if let Some(source) = self.jumlah_lain("pagu", &kode, &old, pagu.nilai, &source) {
                    let isi = |text: String| Some(Isi::dari(text, &pagu.lokasi));
                    self.usulan.tambah(
                        "pagu",
                        [
                            ("sub_kegiatan", isi(kode.clone())),
                            ("sumber_dana", isi(source)),
                            ("tahap", isi(stage.0.clone())),
                            ("berlaku_sejak", isi(stage.1.clone())),
                            ("jumlah", isi(amount(pagu.nilai))),
                        ],
                    );
                }
            }
            let Some(spent) = &row.realisasi else { continue };
            let month = self.akhir.month();
            let rows = self
                .usulan
                .lama("realisasi_anggaran")
                .iter()
                .filter(|old| old.get("sub_kegiatan") == Some(&kode))
                .cloned();
            let rows: Vec<Baris> = rows.collect();
            let monthly = rows.iter().any(|old| old.contains_key("bulan"));
            let counted: Vec<Baris> = rows
                .into_iter()
                .filter(|old| match old.get("bulan").and_then(|text| text.parse::<u8>().ok()) {
                    Some(own) => own <= month,
                    None => old.get("sampai_tanggal") == Some(&day),
                })
                .collect();
            if let Some(source) = self.jumlah_lain("realisasi_anggaran", &kode, &counted, spent.nilai, &source) {
                if monthly {
                    let told = format!(
                        "realisasi_anggaran {kode}: dokumen memuat {}, register per bulan berjumlah lain; perbaiki bulannya",
                        amount(spent.nilai)
                    );
                    self.usulan.tertolak.push(told);
                    continue;
                }
                let isi = |text: String| Some(Isi::dari(text, &spent.lokasi));
                self.usulan.tambah(
                    "realisasi_anggaran",
                    [
                        ("sub_kegiatan", isi(kode)),
                        ("sumber_dana", isi(source)),
                        ("sampai_tanggal", isi(day.clone())),
                        ("jumlah", isi(amount(spent.nilai))),
                    ],
                );
            }
        }
    }

    /// The stage of the budget in force on the report's day; for a new office one without a name.
    fn tahap(&mut self) -> (String, String) {
        let day = self.akhir.write();
        let old = self
            .usulan
            .lama("dasar_pagu")
            .iter()
            .filter(|row| row.get("berlaku_sejak").is_some_and(|since| *since <= day));
        let latest = old.max_by_key(|row| row.get("berlaku_sejak").cloned());
        if let Some((stage, since)) =
            latest.and_then(|row| Some((row.get("tahap")?.clone(), row.get("berlaku_sejak")?.clone())))
        {
            return (stage, since);
        }
        let (stage, since) = ("tidak disebut".to_string(), format!("{}-01-01", self.tahun));
        let said = self.bagian("realisasi-anggaran").and_then(|part| {
            let found =
                part.unsur.iter().find_map(|unsur| Some((unsur.isi.teks.strip_prefix("Dasar pagu: ")?, &unsur.isi)))?;
            Some(Isi::dari(found.0.trim_end_matches('.'), &found.1.lokasi))
        });
        let nama = said.unwrap_or_else(|| {
            Isi::ditetapkan(
                format!("pagu menurut {}, tahap tidak disebut", self.sebutan()),
                "dokumen tidak menyebut tahap pagu",
            )
        });
        let isi = |text: &str| Some(Isi::ditetapkan(text, "dokumen tidak menyebut tahap pagu"));
        self.usulan
            .tambah("dasar_pagu", [("tahap", isi(&stage)), ("berlaku_sejak", isi(&since)), ("nama", Some(nama))]);
        (stage, since)
    }

    /// The source of funds under which another amount is proposed; `None` where the register has the same amount, and
    /// where several sources share it, so that nobody can say which is another.
    fn jumlah_lain(&mut self, tabel: &str, kode: &str, old: &[Baris], nilai: Decimal, source: &str) -> Option<String> {
        let read = |row: &Baris| {
            row.get("jumlah").and_then(|text| domain::value::Rupiah::read(text).ok()).map(|amount| amount.decimal())
        };
        let sum: Decimal = old.iter().filter_map(read).sum();
        match old {
            [] => Some(source.to_string()),
            _ if sum == nilai => None,
            [only] => only.get("sumber_dana").cloned(),
            _ => {
                let own = old
                    .first()
                    .and_then(|row| row.get("sumber_dana"))
                    .is_some_and(|first| old.iter().all(|row| row.get("sumber_dana") == Some(first)));
                if own {
                    return Some(source.to_string());
                }
                let told = format!(
                    "{tabel} {kode}: dokumen memuat {}, register {} dari beberapa sumber dana",
                    amount(nilai),
                    amount(sum)
                );
                self.usulan.tertolak.push(told);
                None
            }
        }
    }

    /// The source of a sub kegiatan: that of its programme in the agreement, else the only one that is named.
    fn sumber_dana(&self, kode: &KodeNomenklatur) -> String {
        let program = std::iter::successors(Some(kode.clone()), KodeNomenklatur::parent)
            .find(|kode| kode.tingkat() == Tingkat::Program);
        let rows = self.usulan.baris.iter().filter(|row| row.tabel.name == "perjanjian_anggaran");
        let named: Vec<(&str, &str)> = rows
            .filter_map(|row| Some((row.isi.get("program")?.teks.as_str(), row.isi.get("sumber_dana")?.teks.as_str())))
            .collect();
        let own = named.iter().find(|(code, _)| program.as_ref().is_some_and(|program| program.as_str() == *code));
        own.or(named.first()).map_or_else(|| "tidak disebut".to_string(), |(_, source)| (*source).to_string())
    }

    /// A name that is not the one of the nomenclature; capitals and marks make no other name, nor does a cut.
    fn nama_anggaran(&mut self, kode: &KodeNomenklatur, nama: &audit::fakta::Nilai) {
        let official = nomenklatur(kode);
        let same = official.is_some_and(|entry| normal(&entry.nama).starts_with(&normal(&nama.teks)));
        let own = self.usulan.lama("nama_anggaran").iter().any(|row| {
            row.get("kode").is_some_and(|code| code == kode.as_str())
                && row.get("nama").is_some_and(|old| serupa(old, &nama.teks))
        });
        if !same && !own {
            let isi = |text: &str| Some(Isi::dari(text, &nama.lokasi));
            self.usulan.tambah("nama_anggaran", [("kode", isi(kode.as_str())), ("nama", isi(&nama.teks))]);
        }
    }
}

/// An amount as the register reads it.
pub(super) fn amount(nilai: Decimal) -> String {
    nilai.normalize().to_string().replace('.', ",")
}
