//! What every request shares: the database, the home, the clock, and the years that were loaded.

use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::antrean::Antrean;
use crate::pekerjaan::Pekerjaan;
use crate::ringkasan::Ringkasan;
use crate::titipan::Titipan;
use app::{AppError, Field, Home, Kantor, Paper, Store, Waktu};
use domain::calculation::TahunKinerja;
use domain::value::{KodeWilayah, Periode, Tanggal};
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
    /// Files that wait for their preview to be seen.
    pub titipan: Titipan,
    years: Mutex<BTreeMap<(KodeWilayah, i32), Tersimpan>>,
    /// Where the offices stand.
    pub(crate) ringkasan: Ringkasan,
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

/// What was computed from a loaded year: by type, period, and for whom.
type Hitungan = BTreeMap<(TypeId, Periode, String), Arc<dyn Any + Send + Sync>>;

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
    hitungan: Mutex<Hitungan>,
}

impl DataTahun {
    /// What a page shows of a period, computed once for as long as the year stays loaded. Beside year and period it may
    /// hang on `siapa` alone, which is empty for what everybody sees; each kind of result has a type of its own.
    pub(crate) fn sekali<T: Send + Sync + 'static>(
        &self,
        periode: Periode,
        siapa: &str,
        compute: impl FnOnce() -> T,
    ) -> Arc<T> {
        let key = (TypeId::of::<T>(), periode, siapa.to_string());
        let known = self.hitungan.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(known) = known.and_then(|known| known.downcast().ok()) {
            return known;
        }
        let made = Arc::new(compute());
        self.hitungan.lock().unwrap_or_else(PoisonError::into_inner).insert(key, made.clone());
        made
    }

    /// What the report of a period still needs, as its draft lists it.
    pub fn kekurangan(&self, periode: Periode) -> Arc<Vec<Kekurangan>> {
        self.sekali(periode, "", || {
            let options = Options { paper: Paper::F4, is_final: false, per_tanggal: None };
            match compose_laporan(&self.tahun, periode, &self.gambar, options) {
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
            }
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
            titipan: Titipan::default(),
            years: Mutex::default(),
            ringkasan: Ringkasan::default(),
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

    /// Today by the server's clock.
    pub fn hari(&self) -> Result<Tanggal, AppError> {
        let now = self.now();
        let day = now.split_once('T').map_or(now.as_str(), |(day, _)| day);
        Tanggal::read(day).map_err(|why| AppError::failure("reading the clock", why))
    }

    /// An office in a year, as the database has it now; `None` where it has no such year.
    pub async fn year(&self, kode: &KodeWilayah, tahun: i32) -> Result<Option<Arc<DataTahun>>, AppError> {
        let versi = self.store.versions(kode).await?;
        if versi.iter().all(|(year, _)| *year != tahun) {
            return Ok(None);
        }
        let data = self.year_unkept(kode, tahun, &versi).await?;
        self.keep((kode.clone(), tahun), versi, &data);
        Ok(Some(data))
    }

    async fn load(&self, kode: &KodeWilayah, tahun: i32, versi: &[(i32, i64)]) -> Result<DataTahun, AppError> {
        let kantor = Kantor::from_store(&self.store, kode, self.pengaturan.home.office(kode)).await?;
        let year = kantor.year(tahun)?;
        Ok(DataTahun {
            keadaan: app::semua_keadaan(&self.store, kode).await?.into_iter().collect(),
            gambar: kantor.pictures(&year).unwrap_or_default(),
            hitungan: Mutex::default(),
            tahun: year,
            tahun_ada: versi.iter().map(|(year, _)| *year).collect(),
            versi: versi.iter().find(|(year, _)| *year == tahun).map_or(0, |(_, versi)| *versi),
        })
    }

    /// An office in a year that may be loaded already, without keeping it. `versi` are its years as they are now.
    pub(crate) async fn year_unkept(
        &self,
        kode: &KodeWilayah,
        tahun: i32,
        versi: &[(i32, i64)],
    ) -> Result<Arc<DataTahun>, AppError> {
        match self.loaded(&(kode.clone(), tahun), versi) {
            Some(data) => Ok(data),
            None => Ok(Arc::new(self.load(kode, tahun, versi).await?)),
        }
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
