//! All offices of a kabupaten on one page: who has come how far, who is late, and with what.

use std::cmp::Ordering;
use std::sync::Arc;

use app::{Format, RingkasanKantor, cetak};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::alur::Keadaan;
use domain::value::{KodeWilayah, Periode};
use serde::Deserialize;

use crate::antrean::latar;
use crate::galat::{Galat, Hasil, halaman};
use crate::halaman::laporan::cetak::kirim;
use crate::konteks::Konteks;
use crate::rangka::{Rangka, Tautan};
use crate::ringkasan::SatuKantor;
use crate::tempat::{Tempat, periods, slug};

/// Columns by which the table is sorted: word in the address, head, right-aligned.
const KOLOM: [(&str, &str, bool); 8] = [
    ("kantor", "Kantor", false),
    ("keadaan", "Laporan", false),
    ("capaian", "Rata-rata capaian", true),
    ("serapan", "Serapan", true),
    ("kurang", "Belum diisi", true),
    ("dokumen", "Dokumen desa lewat", true),
    ("lewat", "Tenggat terlewat", true),
    ("berikutnya", "Tenggat berikutnya", false),
];

/// How the table is sorted and what of it is shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Saringan {
    urut: String,
    turun: String,
    keadaan: String,
    cari: String,
    perhatian: String,
}

impl Saringan {
    fn falling(&self) -> bool {
        !self.turun.is_empty()
    }

    fn shows(&self, office: &RingkasanKantor) -> bool {
        let wanted = self.cari.trim().to_lowercase();
        (self.keadaan.is_empty() || office.keadaan.word() == self.keadaan)
            && (office.nama.to_lowercase().contains(&wanted) || office.kode.as_str().contains(&wanted))
            && (self.perhatian.is_empty() || needs_attention(office))
    }

    fn order(&self, left: &RingkasanKantor, right: &RingkasanKantor) -> Ordering {
        // What is not known stands last, whichever way is sorted.
        fn known<T: Ord>(left: Option<&T>, right: Option<&T>, falling: bool) -> Ordering {
            match (left, right) {
                (Some(left), Some(right)) if falling => right.cmp(left),
                (Some(left), Some(right)) => left.cmp(right),
                (left, right) => right.is_some().cmp(&left.is_some()),
            }
        }
        let falling = self.falling();
        let counted = |count: fn(&RingkasanKantor) -> usize| known(Some(&count(left)), Some(&count(right)), falling);
        let order = match self.urut.as_str() {
            "keadaan" => known(Some(&left.keadaan), Some(&right.keadaan), falling),
            "capaian" => known(left.rata_rata.as_ref(), right.rata_rata.as_ref(), falling),
            "serapan" => known(left.serapan.as_ref(), right.serapan.as_ref(), falling),
            "kurang" => counted(|one| one.belum_diisi),
            "dokumen" => counted(|one| one.dokumen_lewat),
            "lewat" => counted(|one| one.lewat.len()),
            "berikutnya" => {
                let day = |one: &RingkasanKantor| one.berikutnya.as_ref().map(|item| item.tanggal);
                known(day(left).as_ref(), day(right).as_ref(), falling)
            }
            _ => known(Some(&left.nama), Some(&right.nama), falling),
        };
        order.then_with(|| left.kode.cmp(&right.kode))
    }

    /// The query of an address that shows the same, sorted by a column.
    fn query(&self, urut: &str, turun: bool) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let pairs = [("keadaan", &self.keadaan), ("cari", &self.cari), ("perhatian", &self.perhatian)];
        query.extend_pairs(pairs.iter().filter(|(_, text)| !text.is_empty()));
        query.append_pair("urut", urut);
        if turun {
            query.append_pair("turun", "1");
        }
        query.finish()
    }
}

/// True where somebody of the kabupaten may want to ask how it goes.
fn needs_attention(office: &RingkasanKantor) -> bool {
    office.belum_diisi > 0 || office.dokumen_lewat > 0 || !office.lewat.is_empty()
}

#[derive(Template)]
#[template(path = "kabupaten.html")]
struct Halaman<'a> {
    r: Rangka,
    alamat: String,
    saringan: &'a Saringan,
    keadaan: Vec<(&'static str, usize)>,
    kantor: usize,
    perlu: usize,
    indikator: usize,
    belum_diisi: usize,
    menunggu: usize,
    kepala: Vec<Kepala>,
    baris: Vec<(&'a RingkasanKantor, String)>,
    tanpa_register: Vec<&'a KodeWilayah>,
    unduh: String,
}

/// The head of a column, which sorts by it.
struct Kepala {
    tautan: Tautan,
    angka: bool,
    /// `ascending` or `descending` where the table is sorted by it.
    urut: &'static str,
}

/// A kabupaten in a period, with the offices that are to be shown in their order.
struct Isi {
    tempat: Tempat,
    nama: String,
    offices: Vec<SatuKantor>,
}

impl Isi {
    async fn load(konteks: &Konteks) -> Result<Self, Galat> {
        let tempat = konteks.tempat()?.clone();
        if tempat.kode.as_str().split('.').count() != 2 {
            return Err(Galat::TidakAda);
        }
        let offices = konteks.keadaan.kabupaten(&tempat.kode, tempat.periode).await?;
        if offices.is_empty() {
            return Err(Galat::TidakAda);
        }
        let named = offices.iter().filter_map(|(_, one)| one.as_ref()).find(|one| !one.kabupaten.is_empty());
        let nama = named.map_or_else(|| format!("Kabupaten {}", tempat.kode), |one| one.kabupaten.clone());
        Ok(Self { tempat, nama, offices })
    }

    fn summaries(&self) -> impl Iterator<Item = &Arc<RingkasanKantor>> {
        self.offices.iter().filter_map(|(_, summary)| summary.as_ref())
    }

    fn shown(&self, saringan: &Saringan) -> Vec<&RingkasanKantor> {
        let mut shown: Vec<&RingkasanKantor> =
            self.summaries().map(|one| &**one).filter(|one| saringan.shows(one)).collect();
        shown.sort_by(|left, right| saringan.order(left, right));
        shown
    }
}

/// The address of a kabupaten's page.
pub(crate) fn alamat(kode: &KodeWilayah, periode: Periode) -> String {
    format!("/kabupaten/{kode}/{}/{}", periode.tahun(), slug(periode))
}

/// `GET /kabupaten/{kode}/{tahun}/{periode}?urut=&turun=&keadaan=&cari=&perhatian=`.
pub(crate) async fn lihat(konteks: Konteks, Query(saringan): Query<Saringan>) -> Hasil {
    let isi = Isi::load(&konteks).await?;
    let Tempat { kode, periode } = &isi.tempat;
    let alamat = alamat(kode, *periode);
    let shown = isi.shown(&saringan);
    let sorted_by = if saringan.urut.is_empty() { "kantor" } else { saringan.urut.as_str() };
    let kepala = KOLOM.iter().map(|(word, head, angka)| {
        let here = *word == sorted_by;
        let turn = here && !saringan.falling();
        Kepala {
            tautan: Tautan::new(*head, format!("{alamat}?{}", saringan.query(word, turn))),
            angka: *angka,
            urut: match (here, saringan.falling()) {
                (true, true) => "descending",
                (true, false) => "ascending",
                (false, _) => "",
            },
        }
    });
    let sum = |count: fn(&RingkasanKantor) -> usize| isi.summaries().map(|one| count(one)).sum();
    halaman(&Halaman {
        r: frame(&konteks, &isi),
        keadaan: Keadaan::ALL
            .iter()
            .map(|state| (state.word(), isi.summaries().filter(|one| one.keadaan == *state).count()))
            .collect(),
        kantor: isi.offices.len(),
        perlu: isi.summaries().filter(|one| needs_attention(one)).count(),
        indikator: sum(|one| one.indikator),
        belum_diisi: sum(|one| one.belum_diisi),
        menunggu: sum(|one| one.menunggu),
        kepala: kepala.collect(),
        baris: shown
            .into_iter()
            .map(|one| (one, Tempat { kode: one.kode.clone(), periode: *periode }.alamat("")))
            .collect(),
        tanpa_register: isi.offices.iter().filter(|(_, one)| one.is_none()).map(|(kode, _)| kode).collect(),
        unduh: saringan.query(sorted_by, saringan.falling()),
        alamat,
        saringan: &saringan,
    })
}

/// `GET /kabupaten/{kode}/{tahun}/{periode}/unduh/{format}`: the table as it is sorted and filtered.
pub(crate) async fn unduh(
    konteks: Konteks,
    Path(path): Path<(String, String, String, String)>,
    Query(saringan): Query<Saringan>,
) -> Result<Response, Galat> {
    let isi = Isi::load(&konteks).await?;
    let Tempat { kode, periode } = &isi.tempat;
    let shown = isi.shown(&saringan);
    let name = format!("kantor-{kode}-{}-{}", periode.tahun(), slug(*periode));
    match path.3.as_str() {
        "xlsx" => {
            let document = app::dokumen_kabupaten(&format!("{} {periode}", isi.nama), *periode, &shown);
            let made = latar(move || cetak(&document, &[Format::Xlsx])).await??;
            let bytes = made.files.into_iter().next().map(|file| file.bytes).ok_or(Galat::Gagal)?;
            Ok(kirim(bytes, &name, Format::Xlsx))
        }
        "csv" => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
            ];
            Ok((headers, app::csv_kabupaten(*periode, &shown)?).into_response())
        }
        _ => Err(Galat::TidakAda),
    }
}

fn frame(konteks: &Konteks, isi: &Isi) -> Rangka {
    let Tempat { kode, periode } = &isi.tempat;
    let mut rangka = konteks.rangka(format!("Semua kantor {periode}"));
    rangka.kantor_nama = isi.nama.clone();
    rangka.kantor_wilayah = "Akuntabilitas kinerja kecamatan".to_string();
    rangka.tanda = isi.summaries().find_map(|one| one.tanda.clone());
    rangka.beranda = alamat(kode, *periode);
    let link = |nama: String, to: Periode| Tautan { nama, alamat: alamat(kode, to), kini: to == *periode };
    rangka.tahun = [periode.tahun() - 1, periode.tahun(), periode.tahun() + 1]
        .into_iter()
        .filter_map(|tahun| {
            let same = periods(tahun).into_iter().find(|other| slug(*other) == slug(*periode))?;
            Some(link(tahun.to_string(), same))
        })
        .collect();
    rangka.periode = periods(periode.tahun())
        .into_iter()
        .map(|to| match to {
            Periode::Triwulan { triwulan, .. } => link(format!("TW {triwulan}"), to),
            Periode::Tahunan { .. } => link("Setahun".to_string(), to),
        })
        .collect();
    rangka
}
