//! What needs no attention any more: findings of an earlier run, and exceptions that somebody wrote down.

use std::collections::BTreeMap;

use domain::problem::{Place, Problems, Rejection};
use serde_json::Value;

use crate::{Pemeriksaan, Pilihan, Ringkasan, Tingkat, rules};

/// Letters of the codes of differences from a register.
const DARI_REGISTER: &str = "BDG";

/// A finding of an earlier run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lama {
    /// Its number.
    pub sidik_jari: String,
    /// Code of its rule.
    pub kode: String,
    /// What it said.
    pub pesan: String,
}

/// The findings of an earlier run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Acuan {
    temuan: Vec<Lama>,
}

impl Acuan {
    /// Reads what `--format json` wrote.
    pub fn read(name: &str, text: &str) -> Result<Self, Rejection> {
        const ACTION: &str = "Buat acuan dengan kinerja periksa BERKAS --format json --keluaran acuan.json.";
        let refuse = |why: &str| Rejection::single("PRK010", name, "Acuan ini tidak dapat dibaca.", why, ACTION);
        let value: Value = serde_json::from_str(text).map_err(|_| refuse("Isinya bukan JSON."))?;
        match value.get("versi").and_then(Value::as_u64) {
            Some(1) => {}
            Some(_) => return Err(refuse("Versinya tidak dikenal; mungkin ditulis oleh Kinerja yang lebih baru.")),
            None => return Err(refuse("Isinya bukan hasil pemeriksaan Kinerja.")),
        }
        let list = value.get("temuan").and_then(Value::as_array);
        let read = |one: &Value| {
            let text = |key: &str| one.get(key).and_then(Value::as_str).map(str::to_string);
            Some(Lama { sidik_jari: text("sidik_jari")?, kode: text("kode")?, pesan: text("pesan")? })
        };
        let temuan = list.and_then(|list| list.iter().map(read).collect());
        Ok(Self { temuan: temuan.ok_or_else(|| refuse("Daftar temuannya tidak ada atau tidak lengkap."))? })
    }
}

/// What somebody lets stand, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pengecualian {
    /// Number of a finding.
    pub temuan: Option<String>,
    /// A rule or a family.
    pub aturan: Option<String>,
    /// Only in this file.
    pub berkas: Option<String>,
    /// Why.
    pub alasan: String,
}

impl Pengecualian {
    /// Reads a list in TOML; all problems come back at once.
    pub fn read(name: &str, text: &str) -> Result<Vec<Self>, Rejection> {
        const SHAPE: &str = "Tiap pengecualian ditulis di bawah [[pengecualian]] dengan temuan atau aturan, bila perlu \
                             berkas, dan alasan.";
        let table: toml::Table = toml::from_str(text).map_err(|error| {
            let line = error.span().and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count());
            let place = line.map_or_else(|| name.to_string(), |line| format!("{name}:{}", line + 1));
            Rejection::single("PRK011", place, "Daftar pengecualian ini tidak dapat dibaca.", "Bukan TOML.", SHAPE)
        })?;
        let mut problems = Problems::default();
        let mut found = Vec::new();
        for (key, value) in &table {
            let list = value.as_array().filter(|_| key == "pengecualian");
            let Some(list) = list else {
                let what = format!("Bagian \"{key}\" tidak dikenal.");
                problems.error("PRK011", &Place(name.to_string()), what, "Hanya [[pengecualian]] yang dibaca.", SHAPE);
                continue;
            };
            for (entry, number) in list.iter().zip(1..) {
                let place = Place(format!("{name}, pengecualian ke-{number}"));
                found.extend(one(&place, entry, &mut problems));
            }
        }
        if problems.has_errors() { Err(Rejection { problems: problems.0 }) } else { Ok(found) }
    }

    fn covers(&self, pemeriksaan: &Pemeriksaan, temuan: &crate::Temuan) -> bool {
        let file = pemeriksaan.berkas.get(temuan.lokasi.berkas).map(|berkas| &berkas.nama);
        let letters = temuan.kode.trim_end_matches(|sign: char| sign.is_ascii_digit());
        let named = |name: &str| [temuan.kode, letters].iter().any(|known| known.eq_ignore_ascii_case(name.trim()));
        self.temuan.as_ref().is_none_or(|number| *number == temuan.sidik_jari)
            && self.aturan.as_deref().is_none_or(named)
            && (self.berkas.is_none() || self.berkas.as_ref() == file)
    }
}

impl std::fmt::Display for Pengecualian {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let named = [("temuan", &self.temuan), ("aturan", &self.aturan), ("berkas", &self.berkas)];
        let named = named.iter().filter_map(|(key, value)| value.as_ref().map(|value| format!("{key} {value}")));
        write!(formatter, "{} (alasan: {})", named.collect::<Vec<_>>().join(", "), self.alasan)
    }
}

fn one(place: &Place, entry: &toml::Value, problems: &mut Problems) -> Option<Pengecualian> {
    let mut made = Pengecualian { temuan: None, aturan: None, berkas: None, alasan: String::new() };
    for (key, value) in entry.as_table().into_iter().flatten() {
        let text = value.as_str().map(|text| text.trim().to_string()).filter(|text| !text.is_empty());
        match (key.as_str(), text) {
            ("temuan", Some(text)) => made.temuan = Some(text.to_lowercase()),
            ("aturan", Some(text)) => made.aturan = Some(text),
            ("berkas", Some(text)) => made.berkas = Some(text),
            ("alasan", text) => made.alasan = text.unwrap_or_default(),
            _ => {
                let what = format!("Isian \"{key}\" tidak dikenal atau bukan teks.");
                let why = "Yang dikenal: temuan, aturan, berkas, alasan; semuanya teks dalam tanda petik.";
                problems.error("PRK011", place, what, why, "Perbaiki atau hapus isian itu.");
            }
        }
    }
    if made.alasan.is_empty() {
        let why = "Siapa pun yang membaca daftar ini kelak perlu tahu mengapa temuan itu dibiarkan.";
        problems.error("PRK012", place, "Alasannya belum disebut.", why, "Tulis alasan = \"...\".");
    }
    if made.temuan.is_none() && made.aturan.is_none() {
        let why = "Tanpa temuan atau aturan tidak jelas apa yang dikecualikan.";
        problems.error(
            "PRK012",
            place,
            "Yang dikecualikan belum disebut.",
            why,
            "Tulis temuan = \"...\" (nomor temuan) atau aturan = \"...\".",
        );
    }
    if let Some(name) = made.aturan.as_deref().filter(|name| !is_known(name)) {
        let what = format!("Aturan \"{name}\" tidak dikenal.");
        let why = "Yang dikenal adalah kode aturan (SIS201) atau keluarganya (SIS).";
        problems.error("PRK001", place, what, why, "Perbaiki kodenya.");
    }
    Some(made)
}

/// A rule, a family, or a kind of difference from a register, which is found by whoever knows one.
fn is_known(name: &str) -> bool {
    let of_register = name.trim().get(..3).is_some_and(|start| start.eq_ignore_ascii_case(DARI_REGISTER));
    of_register || rules::RULES.iter().any(|rule| rule.is_named(name))
}

impl Pemeriksaan {
    /// Marks what is let stand and what an earlier run had too, and counts again. What the earlier run had from rules
    /// that were not asked this time has not vanished.
    pub fn compare(&mut self, acuan: Option<&Acuan>, pengecualian: &[Pengecualian], pilihan: &Pilihan) {
        let mut used = vec![false; pengecualian.len()];
        let reasons: Vec<Option<String>> = self
            .temuan
            .iter()
            .map(|temuan| {
                let covering: Vec<usize> = (0..pengecualian.len())
                    .filter(|at| pengecualian.get(*at).is_some_and(|one| one.covers(self, temuan)))
                    .collect();
                for at in &covering {
                    used.get_mut(*at).into_iter().for_each(|used| *used = true);
                }
                covering.first().and_then(|at| pengecualian.get(*at)).map(|one| one.alasan.clone())
            })
            .collect();
        // The same fault in two places has the same number; an old finding covers one of them.
        let mut known: BTreeMap<&str, Vec<&Lama>> = BTreeMap::new();
        for lama in acuan.iter().flat_map(|acuan| acuan.temuan.iter().rev()) {
            known.entry(&lama.sidik_jari).or_default().push(lama);
        }
        for (temuan, reason) in self.temuan.iter_mut().zip(reasons) {
            temuan.pengecualian = reason;
            temuan.diketahui = known.get_mut(temuan.sidik_jari.as_str()).and_then(Vec::pop).is_some();
        }
        let compared = self.temuan.iter().any(|temuan| temuan.kode.starts_with(DARI_REGISTER));
        let asked = |lama: &Lama| match rules::rule(&lama.kode) {
            Some(rule) => pilihan.asks(rule),
            None => compared || !lama.kode.starts_with(DARI_REGISTER),
        };
        let left: Vec<&Lama> = known.into_values().flatten().filter(|lama| asked(lama)).collect();
        let old = acuan.iter().flat_map(|acuan| &acuan.temuan);
        self.hilang = old.filter(|lama| left.iter().any(|one| std::ptr::eq(*one, *lama))).cloned().collect();
        self.dengan_acuan = acuan.is_some();
        self.tidak_terpakai =
            pengecualian.iter().zip(&used).filter(|(_, used)| !**used).map(|(one, _)| one.clone()).collect();
        self.count();
    }

    fn count(&mut self) {
        let of = |tingkat| self.temuan.iter().filter(|one| one.is_open() && one.tingkat == tingkat).count();
        self.ringkasan = Ringkasan {
            kesalahan: of(Tingkat::Kesalahan),
            peringatan: of(Tingkat::Peringatan),
            catatan: of(Tingkat::Catatan),
            diketahui: self.temuan.iter().filter(|one| one.diketahui && one.pengecualian.is_none()).count(),
            dikecualikan: self.temuan.iter().filter(|one| one.pengecualian.is_some()).count(),
            ..self.ringkasan
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{periksa, tulis};

    const TABLE: &str = "| Kode | Uraian | Pagu | Realisasi | Sisa |\n|---|---|---|---|---|\n\
                         | 7.01.02 | PROGRAM A | 3.738.000 | 1.870.000 | 17.580.000 |\n\
                         | 7.01.03 | PROGRAM B | 1.000.000 | 400.000 | 600.000 |\n";

    fn check(text: &str) -> Pemeriksaan {
        periksa(
            &[reader::read("uji.md", text.as_bytes())],
            &Pilihan { hanya: vec!["SIS".into()], ..Pilihan::default() },
        )
    }

    #[test]
    fn what_was_known_does_not_count_what_is_new_does_what_is_gone_is_told() {
        let before = check(TABLE);
        let acuan = Acuan::read("acuan.json", &tulis::json(&before, &[]).to_string()).unwrap();
        let mut same = check(&format!("Kata pengantar.\n\n{TABLE}"));
        same.compare(Some(&acuan), &[], &Pilihan::default());
        assert_eq!((same.temuan.len(), same.ringkasan.kesalahan, same.ringkasan.diketahui), (1, 0, 1));
        assert!(same.hilang.is_empty());

        let mut other = check(&TABLE.replace("17.580.000", "1.868.000").replace("600.000", "601.000"));
        other.compare(Some(&acuan), &[], &Pilihan::default());
        assert_eq!((other.ringkasan.kesalahan, other.ringkasan.diketahui), (1, 0));
        assert_eq!(other.hilang, acuan.temuan);
        let skipped = Pilihan { abaikan: vec!["sis".into()], ..Pilihan::default() };
        other.compare(Some(&acuan), &[], &skipped);
        assert!(other.hilang.is_empty());
    }

    #[test]
    fn an_exception_lets_stand_what_it_names_and_tells_when_it_is_not_needed() {
        let mut found = check(TABLE);
        let number = found.temuan[0].sidik_jari.clone();
        let list = format!(
            "[[pengecualian]]\ntemuan = \"{number}\"\nalasan = \"menunggu DPPA\"\n\
             [[pengecualian]]\naturan = \"sis202\"\nberkas = \"lain.md\"\nalasan = \"lama\"\n"
        );
        let exceptions = Pengecualian::read("p.toml", &list).unwrap();
        found.compare(None, &exceptions, &Pilihan::default());
        assert_eq!(found.temuan[0].pengecualian.as_deref(), Some("menunggu DPPA"));
        assert_eq!((found.ringkasan.kesalahan, found.ringkasan.dikecualikan), (0, 1));
        assert_eq!(found.tidak_terpakai, exceptions[1..]);
    }

    #[test]
    fn what_is_no_baseline_and_no_exception_is_refused() {
        for bad in
            ["", "teks", "[]", "{}", "{\"versi\":2,\"temuan\":[]}", "{\"versi\":1}", "{\"versi\":1,\"temuan\":[{}]}"]
        {
            assert_eq!(Acuan::read("a", bad).unwrap_err().problems[0].code, "PRK010", "{bad}");
        }
        let cases = [
            ("[[pengecualian", "PRK011"),
            ("[[lain]]\nalasan = \"a\"", "PRK011"),
            ("[[pengecualian]]\ntemuan = \"1\"", "PRK012"),
            ("[[pengecualian]]\ntemuan = \"1\"\nalasan = \" \"", "PRK012"),
            ("[[pengecualian]]\nalasan = \"a\"", "PRK012"),
            ("[[pengecualian]]\naturan = \"SIS9\"\nalasan = \"a\"", "PRK001"),
            ("[[pengecualian]]\ntemuan = 5\nalasan = \"a\"", "PRK011"),
        ];
        for (bad, code) in cases {
            assert_eq!(Pengecualian::read("p", bad).unwrap_err().problems[0].code, code, "{bad}");
        }
    }
}
