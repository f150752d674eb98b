//! The register of fasilitasi, koordinasi and rekomendasi: what is done, what is followed up, what is left.

use app::Problem;
use askama::Template;
use axum::body::Bytes;
use axum::extract::Query;
use domain::calculation::{RekapFasilitasi, View};
use domain::register::{Fasilitasi, SumberKomponen};
use domain::schema::Field;
use domain::value::Triwulan;
use serde::{Deserialize, Serialize};

use super::bukti;
use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Baris, Catatan, Cells, Kiriman, Kisi, acuan, terima_tampil};
use crate::izin::{self, Hak};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::KOSONG;

/// Which items are shown; kept in the address. Empty is all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Saringan {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    jenis: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    unit: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    rencana: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    keadaan: String,
}

/// States to choose from: the word of the address and what it says.
const KEADAAN: [(&str, &str); 5] = [
    ("belum-terlaksana", "belum terlaksana"),
    ("terlaksana", "terlaksana"),
    ("belum-ditindaklanjuti", "terlaksana, belum ditindaklanjuti"),
    ("tanpa-tanggal", "tanpa tanggal"),
    ("tanpa-bukti", "terlaksana, tanpa bukti"),
];

impl Saringan {
    fn lets(&self, view: &View<'_>, butir: &Fasilitasi) -> bool {
        let text = |wanted: &str, is: String| wanted.is_empty() || wanted == is;
        let (done, followed) = (view.terlaksana(butir), view.ditindaklanjuti(butir));
        text(&self.jenis, butir.jenis.write())
            && text(&self.unit, butir.penanggung_jawab.write())
            && text(&self.rencana, butir.rencana.write())
            && match self.keadaan.as_str() {
                "belum-terlaksana" => !done,
                "terlaksana" => done,
                "belum-ditindaklanjuti" => done && !followed,
                "tanpa-tanggal" => {
                    done && butir.tanggal_terlaksana.is_none() || followed && butir.tanggal_ditindaklanjuti.is_none()
                }
                "tanpa-bukti" => done && evidence(view, butir) == 0,
                _ => true,
            }
    }

    fn query(&self) -> String {
        let pairs =
            [("jenis", &self.jenis), ("unit", &self.unit), ("rencana", &self.rencana), ("keadaan", &self.keadaan)];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs.into_iter().filter(|(_, value)| !value.is_empty()));
        query.finish()
    }
}

#[derive(Template)]
#[template(path = "fasilitasi.html")]
struct Halaman {
    r: Rangka,
    /// Where the form is sent, with the filter.
    tujuan: String,
    alamat: String,
    semua_kolom: String,
    s: Saringan,
    jenis: Vec<(String, String)>,
    unit: Vec<(String, String)>,
    unit_saya: String,
    triwulan: [Triwulan; 4],
    rekap: Vec<Rekap>,
    memberi: Vec<Tautan>,
    kelompok: Vec<Kelompok>,
    tampil: usize,
    boleh: bool,
    galat: Vec<String>,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

struct Rekap {
    nama: String,
    asal: String,
    seluruhnya: usize,
    terlaksana: usize,
    ditindaklanjuti: usize,
    sisa: usize,
}

struct Kelompok {
    nama: String,
    butir: Vec<Butir>,
}

struct Butir {
    kode: String,
    uraian: String,
    unit: String,
    rencana: String,
    /// True where it is ticked with a date that has not come as of the period.
    sesudah: bool,
    baris: Baris,
    bukti: usize,
    alamat_bukti: String,
}

/// How many pieces of evidence an item has.
fn evidence(view: &View<'_>, butir: &Fasilitasi) -> usize {
    let own = |tabel: &str, kunci: &str| tabel == "fasilitasi" && kunci == butir.kode.as_str();
    view.register().bukti.iter().filter(|bukti| own(bukti.tabel.as_str(), &bukti.kunci)).count()
}

fn counts(h: &HalamanKantor, rekap: &[RekapFasilitasi<'_>]) -> Vec<Rekap> {
    let one = |rekap: &RekapFasilitasi<'_>| Rekap {
        nama: report::teks::capitalized(&rekap.jenis.nama),
        asal: h.tempat.alamat(&format!("angka/fasilitasi/{}", rekap.jenis.kode)),
        seluruhnya: rekap.butir.len(),
        terlaksana: rekap.terlaksana,
        ditindaklanjuti: rekap.ditindaklanjuti,
        sisa: rekap.butir.len().saturating_sub(rekap.terlaksana),
    };
    let mut rows: Vec<Rekap> = rekap.iter().map(one).collect();
    if rows.len() > 1 {
        let sum = |count: fn(&Rekap) -> usize| rows.iter().map(count).sum();
        rows.push(Rekap {
            nama: "Jumlah".to_string(),
            asal: h.tempat.alamat("angka/fasilitasi/semua"),
            seluruhnya: sum(|row| row.seluruhnya),
            terlaksana: sum(|row| row.terlaksana),
            ditindaklanjuti: sum(|row| row.ditindaklanjuti),
            sisa: sum(|row| row.sisa),
        });
    }
    rows
}

/// The indicators that count these items.
fn fed(h: &HalamanKantor, view: &View<'_>) -> Vec<Tautan> {
    let counts = |sumber: SumberKomponen| {
        matches!(
            sumber,
            SumberKomponen::FasilitasiDirencanakan
                | SumberKomponen::FasilitasiTerlaksana
                | SumberKomponen::FasilitasiDitindaklanjuti
        )
    };
    let indikator = view.indikator().into_iter();
    indikator
        .filter(|indikator| view.komponen(indikator).iter().any(|part| counts(part.sumber)))
        .map(|indikator| {
            let address = h.tempat.alamat(&format!("angka/indikator/{}", indikator.kode));
            Tautan::new(format!("{} {}", indikator.kode, &*indikator.uraian), address)
        })
        .collect()
}

fn groups(
    h: &HalamanKantor,
    view: &View<'_>,
    rekap: &[RekapFasilitasi<'_>],
    kisi: &Kisi,
    s: &Saringan,
) -> Vec<Kelompok> {
    let item = |butir: &Fasilitasi| {
        Some(Butir {
            kode: butir.kode.to_string(),
            uraian: butir.uraian.to_string(),
            unit: butir.penanggung_jawab.as_ref().and_then(|unit| view.unit_name(unit)).unwrap_or(KOSONG).to_string(),
            rencana: butir.rencana.map_or_else(|| "sepanjang tahun".to_string(), |quarter| format!("TW {quarter}")),
            sesudah: butir.terlaksana == Some(true) && !view.terlaksana(butir),
            baris: kisi.baris(&[butir.kode.as_str()])?.clone(),
            bukti: evidence(view, butir),
            alamat_bukti: bukti::alamat(h, "fasilitasi", &[butir.kode.as_str()]),
        })
    };
    let group = |rekap: &RekapFasilitasi<'_>| Kelompok {
        nama: report::teks::capitalized(&rekap.jenis.nama),
        butir: rekap.butir.iter().filter(|butir| s.lets(view, butir)).filter_map(|butir| item(butir)).collect(),
    };
    rekap.iter().map(group).filter(|group| !group.butir.is_empty()).collect()
}

fn show(h: &HalamanKantor, s: Saringan, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let view = h.view();
    let register = view.register();
    let akun = h.konteks.akun()?;
    let (schema, rows) = register.rows_of("fasilitasi").ok_or(Galat::Gagal)?;
    let may_table = h.may(Hak::UbahFasilitasi);
    let may = |cells: &Cells| may_table && izin::own_row(akun, &h.tempat.kode, "fasilitasi", cells, register);
    let shown = ["terlaksana", "tanggal_terlaksana", "ditindaklanjuti", "tanggal_ditindaklanjuti", "keterangan"];
    let kisi = Kisi::new(schema, &shown, rows, register, may).with(notes);
    let rekap = view.fasilitasi();
    let kelompok = groups(h, &view, &rekap, &kisi, &s);
    let alamat = h.tempat.alamat("fasilitasi");
    let unit_saya = izin::duties(akun, Hak::UbahFasilitasi, &h.tempat.kode).find_map(|duty| duty.unit.clone());
    halaman(&Halaman {
        r: h.rangka("Fasilitasi dan koordinasi", "fasilitasi"),
        tujuan: format!("{alamat}?{}", s.query()),
        semua_kolom: h.tempat.alamat("data/fasilitasi"),
        jenis: register.jenis_fasilitasi.iter().map(|jenis| (jenis.kode.write(), jenis.nama.to_string())).collect(),
        unit: acuan(register, "unit"),
        unit_saya: unit_saya.unwrap_or_default(),
        triwulan: Triwulan::ALL,
        rekap: counts(h, &rekap),
        memberi: fed(h, &view),
        tampil: kelompok.iter().map(|group| group.butir.len()).sum(),
        boleh: kelompok.iter().flat_map(|group| &group.butir).any(|item| item.baris.boleh),
        kelompok,
        galat: kisi.galat,
        jumlah_masalah: notes.len(),
        peringatan,
        alamat,
        s,
    })
}

/// `GET .../fasilitasi`.
pub(crate) async fn lihat(konteks: Konteks, Query(s): Query<Saringan>) -> Hasil {
    show(&konteks.kantor().await?, s, &Catatan::default(), Vec::new())
}

/// `POST .../fasilitasi`.
pub(crate) async fn simpan(konteks: Konteks, Query(s): Query<Saringan>, body: Bytes) -> Hasil {
    let h = konteks.kantor().await?;
    let kiriman = Kiriman::read(&body);
    let alamat = format!("{}?{}", h.tempat.alamat("fasilitasi"), s.query());
    let again = |h: &_, notes: &_, warnings| show(h, s, notes, warnings);
    terima_tampil(h, &kiriman, alamat.trim_end_matches('?'), again).await
}
