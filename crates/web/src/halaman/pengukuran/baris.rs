//! An indicator with its inputs and outputs, as grid and page show it.

use domain::calculation::{HasilIndikator, Realisasi, View};
use domain::register::{Indikator, Komponen, PeranKomponen, SumberKomponen};
use domain::schema::Field;
use domain::value::{Rasio, Triwulan};

use super::may_enter;
use crate::galat::Galat;
use crate::halaman::bukti;
use crate::isian::{Baris, Catatan, Cells, Kisi};
use crate::konteks::HalamanKantor;
use crate::rangka::Tautan;
use crate::tampilan;

/// The rows of both tables of measurement that a page edits.
pub(super) struct Kelompok {
    pengukuran: Kisi,
    komponen: Kisi,
}

/// An indicator in a quarter.
pub(super) struct Satu {
    pub kode: String,
    pub uraian: String,
    pub satuan: String,
    pub unit: String,
    pub akumulasi: String,
    pub alamat: String,
    pub target: String,
    pub target_triwulan: String,
    /// The row of the quarter, with the inputs of result and explanation.
    pub baris: Option<Baris>,
    /// True where the result is counted from components.
    pub dihitung: bool,
    pub komponen: Vec<SatuKomponen>,
    pub hasil: HasilSatu,
    pub boleh: bool,
    /// What still has to be explained, or nothing.
    pub perlu: &'static str,
    pub bukti: usize,
    pub alamat_bukti: String,
}

/// A component in a quarter.
pub(super) struct SatuKomponen {
    pub uraian: String,
    pub peran: &'static str,
    /// The input of a typed value; `None` where the value is counted.
    pub baris: Option<Baris>,
    pub nilai: String,
    /// Where a counted value comes from.
    pub dari: Tautan,
}

/// What is computed for an indicator.
pub(super) struct HasilSatu {
    pub kode: String,
    pub asal: String,
    pub realisasi: String,
    pub capaian: String,
    pub kategori: &'static str,
    pub status: &'static str,
    pub nada: &'static str,
}

impl HasilSatu {
    pub fn new(view: &View<'_>, hasil: &HasilIndikator<'_>) -> Self {
        let capaian = view.capaian(hasil);
        let (nada, status) = status(capaian.as_ref().ok(), hasil);
        Self {
            kode: hasil.indikator.kode.to_string(),
            asal: String::new(),
            realisasi: tampilan::realisasi(hasil),
            capaian: tampilan::capaian(capaian),
            kategori: capaian.as_ref().ok().and_then(|value| view.kategori(value)).unwrap_or(""),
            status,
            nada,
        }
    }
}

/// Where an indicator stands against the target it is compared with.
pub(super) fn status(capaian: Option<&Rasio>, hasil: &HasilIndikator<'_>) -> (&'static str, &'static str) {
    match (capaian, &hasil.realisasi) {
        (Some(value), _) if *value >= Rasio::from(1) => ("baik", "tercapai"),
        (Some(_), _) => ("awas", "di bawah target"),
        (None, Realisasi::BelumTersedia { .. }) => ("netral", "menunggu"),
        (None, Realisasi::BelumDiisi) => ("awas", "belum diisi"),
        (None, Realisasi::Tersedia { .. }) => ("netral", "tanpa capaian"),
    }
}

impl Kelompok {
    /// Inputs of the quarters; of one indicator where one is named.
    pub fn new(
        h: &HalamanKantor,
        quarters: &[Triwulan],
        only: Option<&Indikator>,
        notes: &Catatan,
    ) -> Result<Self, Galat> {
        let register = &h.data.tahun.register;
        let view = h.view();
        let indikator: Vec<&Indikator> =
            view.indikator().into_iter().filter(|one| only.is_none_or(|only| only.kode == one.kode)).collect();
        let cells = |pairs: &[(&str, String)]| -> Cells {
            pairs.iter().map(|(name, value)| ((*name).to_string(), value.clone())).collect()
        };
        let rows = |table: &str| {
            let (schema, mut rows) = register.rows_of(table).ok_or(Galat::Gagal)?;
            let place = |name: &str| schema.columns.iter().position(|column| column.name == name);
            let (quarter, code) = (place("triwulan"), place("indikator"));
            rows.retain(|row| {
                let cell = |at: Option<usize>| at.and_then(|at| row.get(at));
                quarters.iter().any(|one| cell(quarter) == Some(&one.write()))
                    && indikator.iter().any(|one| cell(code).is_some_and(|code| code == one.kode.as_str()))
            });
            Ok::<_, Galat>((schema, rows))
        };
        let mut measured = Vec::new();
        let mut counted = Vec::new();
        for one in &indikator {
            for quarter in quarters {
                let key = [("indikator", one.kode.write()), ("triwulan", quarter.write())];
                measured.push(cells(&key));
                for part in view.komponen(one).into_iter().filter(|part| part.sumber == SumberKomponen::Isian) {
                    let mut key = key.to_vec();
                    key.push(("komponen", part.kode.write()));
                    counted.push(cells(&key));
                }
            }
        }
        let (schema, stored) = rows("pengukuran")?;
        let shown = ["realisasi", "menunggu_sumber", "menunggu_waktu", "keterangan", "penjelasan"];
        let may = |cells: &Cells| may_enter(h, "pengukuran", cells);
        let pengukuran = Kisi::new(schema, &shown, stored, register, may).with_rows(measured, may).with(notes);
        let (schema, stored) = rows("nilai_komponen")?;
        let may = |cells: &Cells| may_enter(h, "nilai_komponen", cells);
        let komponen = Kisi::new(schema, &["nilai"], stored, register, may).with_rows(counted, may).with(notes);
        Ok(Self { pengukuran, komponen })
    }

    /// What is wrong with no row in particular.
    pub fn galat(&self) -> Vec<String> {
        self.pengukuran.galat.iter().chain(&self.komponen.galat).cloned().collect()
    }

    /// An indicator in the quarter of the view.
    pub fn satu<'a>(&self, h: &HalamanKantor, view: View<'a>, indikator: &'a Indikator) -> Satu {
        let quarter = view.periode.triwulan();
        let hasil = view.hasil(indikator);
        let code = indikator.kode.as_str();
        let number = quarter.write();
        let baris = self.pengukuran.baris(&[code, &number]).cloned();
        let komponen: Vec<SatuKomponen> =
            view.komponen(indikator).into_iter().map(|part| self.komponen(h, view, indikator, part, quarter)).collect();
        let own = |name: &str| baris.as_ref().and_then(|baris| baris.sel(name)).is_some_and(|sel| !sel.isi.is_empty());
        let mut shown = HasilSatu::new(&view, &hasil);
        shown.asal = h.tempat.alamat(&format!("angka/indikator/{code}"));
        Satu {
            kode: code.to_string(),
            uraian: indikator.uraian.to_string(),
            satuan: indikator.satuan.to_string(),
            unit: indikator.penanggung_jawab.as_ref().and_then(|unit| view.unit_name(unit)).unwrap_or("").to_string(),
            akumulasi: indikator.akumulasi.to_string(),
            alamat: h.tempat.alamat(&format!("pengukuran/{code}")),
            target: tampilan::target(hasil.target.map(|(target, _)| target), &indikator.satuan),
            target_triwulan: tampilan::target(hasil.target_triwulan, &indikator.satuan),
            perlu: match shown.status {
                "di bawah target" if !own("penjelasan") => "penjelasan",
                "menunggu" if !own("menunggu_sumber") || !own("menunggu_waktu") => "dari siapa dan kapan",
                "belum diisi" => "nilai, atau dari siapa dan kapan angkanya datang",
                _ => "",
            },
            dihitung: !komponen.is_empty(),
            komponen,
            hasil: shown,
            boleh: baris.as_ref().is_some_and(|baris| baris.boleh),
            baris,
            bukti: evidence(h, indikator, quarter),
            alamat_bukti: bukti::alamat(h, "pengukuran", &[code, &number]),
        }
    }

    fn komponen<'a>(
        &self,
        h: &HalamanKantor,
        view: View<'a>,
        indikator: &'a Indikator,
        part: &Komponen,
        quarter: Triwulan,
    ) -> SatuKomponen {
        let typed = part.sumber == SumberKomponen::Isian;
        let key = [indikator.kode.as_str(), part.kode.as_str(), &quarter.write()];
        let value = view.nilai_komponen(indikator, part, quarter);
        SatuKomponen {
            uraian: part.uraian.to_string(),
            peran: match part.peran {
                PeranKomponen::Pembilang => "pembilang",
                PeranKomponen::Penyebut => "penyebut",
            },
            baris: self.komponen.baris(&key).filter(|_| typed).cloned(),
            nilai: value.map_or_else(|| tampilan::KOSONG.to_string(), |value| value.show_short(2)),
            dari: origin(h, part),
        }
    }
}

/// The page on which what is counted is entered.
pub(crate) fn origin(h: &HalamanKantor, part: &Komponen) -> Tautan {
    let (page, words) = match part.sumber {
        SumberKomponen::Isian => return Tautan::default(),
        SumberKomponen::FasilitasiDirencanakan
        | SumberKomponen::FasilitasiTerlaksana
        | SumberKomponen::FasilitasiDitindaklanjuti => ("fasilitasi", part.sumber.word()),
        SumberKomponen::DokumenTepatWaktu | SumberKomponen::DokumenSeharusnya => ("dokumen-desa", part.sumber.word()),
    };
    Tautan::new(words, h.tempat.alamat(page))
}

/// How many pieces of evidence an indicator has in a quarter, its components included.
pub(crate) fn evidence(h: &HalamanKantor, indikator: &Indikator, quarter: Triwulan) -> usize {
    let (code, number) = (indikator.kode.as_str(), quarter.number().to_string());
    h.data.tahun.register.bukti.iter().filter(|bukti| proves(bukti, code, &number)).count()
}

/// True where a piece of evidence proves a number of an indicator in a quarter.
pub(crate) fn proves(bukti: &domain::register::Bukti, code: &str, quarter: &str) -> bool {
    let parts = crate::izin::key_parts(&bukti.kunci);
    matches!(bukti.tabel.as_str(), "pengukuran" | "nilai_komponen")
        && parts.first().is_some_and(|part| part == code)
        && parts.last().is_some_and(|part| part == quarter)
}
