//! What every request shares: the database, the home, the clock, and the years that were loaded.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::antrean::Antrean;
use crate::pekerjaan::Pekerjaan;
use app::{AppError, Home, Kantor, Paper, Store, Waktu};
use domain::calculation::TahunKinerja;
use domain::value::{KodeWilayah, Periode};
use report::{Attachments, Kekurangan, Options, compose_laporan};

/// How the server runs.
#[derive(Debug, Clone)]
pub struct Pengaturan {
    /// Where data lives.
    pub home: Home,
    /// True behind a proxy that speaks TLS: cookies are sent over TLS only.
    pub tls: bool,
    /// The clock: an ISO timestamp with its zone.
    pub jam: fn() -> String,
    /// How many years stay loaded; 0 loads each anew. A year of 50 indicators takes about 2 MB.
    pub cache: usize,
}

/// Shared by all requests.
#[derive(Debug, Clone)]
pub struct Keadaan(Arc<Isi>);

/// What is shared.
#[derive(Debug)]
pub struct Isi {
    /// The database.
    pub store: Store,
    /// How the server runs.
    pub pengaturan: Pengaturan,
    /// Prints and checks, one after the other.
    pub antrean: Antrean,
    /// Checks of documents, and their results.
    pub pekerjaan: Pekerjaan,
    years: Mutex<BTreeMap<(KodeWilayah, i32), Tersimpan>>,
}

impl std::ops::Deref for Keadaan {
    type Target = Isi;

    fn deref(&self) -> &Isi {
        &self.0
    }
}

#[derive(Debug, Clone)]
struct Tersimpan {
    /// `versi` of every year of the office when it was loaded: earlier years are part of what a year shows.
    versi: Vec<(i32, i64)>,
    used: u64,
    data: Arc<DataTahun>,
}

/// A loaded year of an office. It never changes; a change of the register makes a new one.
#[derive(Debug)]
pub struct DataTahun {
    /// The year with what is known of earlier ones.
    pub tahun: TahunKinerja,
    /// The years of the office, the oldest first.
    pub tahun_ada: Vec<i32>,
    /// The `versi` of the year.
    pub versi: i64,
    /// The state of the reports that have taken a step; a step raises the `versi`, so that this is never old.
    pub keadaan: BTreeMap<Periode, app::Keadaan>,
    /// Pictures that the profile names, as far as they can be read.
    pub gambar: Attachments,
    kekurangan: Mutex<BTreeMap<Periode, Arc<Vec<Kekurangan>>>>,
}

impl DataTahun {
    /// What the report of a period still needs, as its draft lists it.
    pub fn kekurangan(&self, periode: Periode) -> Arc<Vec<Kekurangan>> {
        let known = self.kekurangan.lock().unwrap_or_else(PoisonError::into_inner).get(&periode).cloned();
        known.unwrap_or_else(|| {
            let options = Options { paper: Paper::F4, is_final: false, per_tanggal: None };
            let list = match compose_laporan(&self.tahun, periode, &self.gambar, options) {
                Ok(report) => report.kekurangan,
                Err(rejection) => rejection
                    .problems
                    .into_iter()
                    .map(|problem| Kekurangan {
                        bagian: String::new(),
                        judul: "Laporan".to_string(),
                        apa: problem.what,
                        tindakan: problem.action,
                        wajib: true,
                    })
                    .collect(),
            };
            let list = Arc::new(list);
            self.kekurangan.lock().unwrap_or_else(PoisonError::into_inner).insert(periode, list.clone());
            list
        })
    }
}

impl Keadaan {
    /// With nothing loaded yet.
    pub fn new(store: Store, pengaturan: Pengaturan) -> Self {
        Self(Arc::new(Isi {
            store,
            pengaturan,
            antrean: Antrean::new(),
            pekerjaan: Pekerjaan::default(),
            years: Mutex::default(),
        }))
    }
}

impl Isi {
    /// Now, as an ISO timestamp.
    pub fn now(&self) -> String {
        (self.pengaturan.jam)()
    }

    /// Now, for reckoning with.
    pub fn waktu(&self) -> Result<Waktu, AppError> {
        Waktu::read(&self.now())
    }

    /// An office in a year, as the database has it now; `None` where it has no such year.
    pub async fn year(&self, kode: &KodeWilayah, tahun: i32) -> Result<Option<Arc<DataTahun>>, AppError> {
        let versi = self.store.versions(kode).await?;
        let Some((_, own)) = versi.iter().find(|(year, _)| *year == tahun).copied() else { return Ok(None) };
        let key = (kode.clone(), tahun);
        if let Some(data) = self.loaded(&key, &versi) {
            return Ok(Some(data));
        }
        let kantor = Kantor::from_store(&self.store, kode, self.pengaturan.home.office(kode)).await?;
        let year = kantor.year(tahun)?;
        let data = Arc::new(DataTahun {
            keadaan: app::semua_keadaan(&self.store, kode).await?.into_iter().collect(),
            gambar: kantor.pictures(&year).unwrap_or_default(),
            kekurangan: Mutex::default(),
            tahun: year,
            tahun_ada: versi.iter().map(|(year, _)| *year).collect(),
            versi: own,
        });
        self.keep(key, versi, &data);
        Ok(Some(data))
    }

    fn loaded(&self, key: &(KodeWilayah, i32), versi: &[(i32, i64)]) -> Option<Arc<DataTahun>> {
        let mut years = self.years.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = years.values().map(|year| year.used).max().unwrap_or(0);
        let year = years.get_mut(key).filter(|year| year.versi == versi)?;
        year.used = newest + 1;
        Some(year.data.clone())
    }

    fn keep(&self, key: (KodeWilayah, i32), versi: Vec<(i32, i64)>, data: &Arc<DataTahun>) {
        let room = self.pengaturan.cache;
        if room == 0 {
            return;
        }
        let mut years = self.years.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = years.values().map(|year| year.used).max().unwrap_or(0);
        years.insert(key, Tersimpan { versi, used: newest + 1, data: data.clone() });
        while years.len() > room {
            let oldest = years.iter().min_by_key(|(_, year)| year.used).map(|(key, _)| key.clone());
            oldest.and_then(|key| years.remove(&key));
        }
    }
}
