//! Where the offices of a kabupaten stand. One query tells whether anything changed; only offices that did are loaded,
//! and they do not push out the years that their own people work in.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::available_parallelism;

use app::{AppError, Keadaan as KeadaanLaporan, RingkasanKantor};
use domain::schema::Field;
use domain::value::{KodeWilayah, Periode, Tanggal};
use tokio::runtime::Handle;
use tokio::task::JoinSet;

use crate::keadaan::Keadaan;
use crate::tempat::periods;

/// An office of a kabupaten; without a summary where it has no register of the year.
pub type SatuKantor = (KodeWilayah, Option<Arc<RingkasanKantor>>);

/// The summaries of an office in a year: a year is loaded once for all its periods.
#[derive(Debug, Clone)]
struct Teringkas {
    /// `versi` of every year of the office when they were made.
    versi: Vec<(i32, i64)>,
    hari: Tanggal,
    periode: BTreeMap<Periode, Arc<RingkasanKantor>>,
}

/// How many years of offices are kept, of about 10 kB each: a kabupaten of 40 offices through five years.
const TERBANYAK: usize = 200;

/// The summaries that were made.
#[derive(Debug, Default)]
pub struct Ringkasan {
    kept: Mutex<BTreeMap<(KodeWilayah, i32), Teringkas>>,
    /// Held while summaries are made, so that many who ask at once do not all load the same years.
    making: tokio::sync::Mutex<()>,
}

impl Ringkasan {
    fn known(&self, office: &Kantor, hari: Tanggal) -> Option<Teringkas> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.get(&(office.kode.clone(), office.tahun))?;
        (known.versi == office.versi && known.hari == hari).then(|| known.clone())
    }

    fn keep(&self, office: &Kantor, made: Teringkas) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        while kept.len() >= TERBANYAK {
            kept.pop_first();
        }
        kept.insert((office.kode.clone(), office.tahun), made);
    }
}

/// An office that has a register of the year.
#[derive(Debug, Clone)]
struct Kantor {
    kode: KodeWilayah,
    tahun: i32,
    versi: Vec<(i32, i64)>,
}

impl Keadaan {
    /// Where every office of a kabupaten stands in a period, by their codes.
    pub async fn kabupaten(&self, wilayah: &KodeWilayah, periode: Periode) -> Result<Vec<SatuKantor>, AppError> {
        let hari = self.hari()?;
        let tahun = periode.tahun();
        let mut offices = Vec::new();
        let mut with_year = Vec::new();
        for (kode, versi) in self.store.versions_in(wilayah).await? {
            let kode = KodeWilayah::read(&kode).map_err(|why| AppError::failure("reading an office code", why))?;
            if versi.iter().any(|(year, _)| *year == tahun) {
                with_year.push(Kantor { kode: kode.clone(), tahun, versi });
            }
            offices.push(kode);
        }
        let mut made = self.summaries(with_year, hari).await?;
        Ok(offices
            .into_iter()
            .map(|kode| {
                let summary = made.get_mut(&kode).and_then(|made| made.periode.remove(&periode));
                (kode, summary)
            })
            .collect())
    }

    /// Makes what the pages of all kabupaten will ask for first: their newest year. Where this fails, the page that
    /// asks for it says so.
    pub(crate) async fn warm(&self) -> Result<(), AppError> {
        let mut regions: BTreeMap<KodeWilayah, usize> = BTreeMap::new();
        for office in self.store.offices().await? {
            if let Some(region) = KodeWilayah::read(&office.kode).ok().and_then(|kode| kode.parent()) {
                *regions.entry(region).or_default() += 1;
            }
        }
        for region in regions.into_iter().filter(|(_, offices)| *offices > 1).map(|(region, _)| region) {
            let newest = self.store.versions_in(&region).await?.into_values().flatten().map(|(tahun, _)| tahun).max();
            if let Some(tahun) = newest {
                self.kabupaten(&region, Periode::Tahunan { tahun }).await?;
            }
        }
        Ok(())
    }

    async fn summaries(
        &self,
        offices: Vec<Kantor>,
        hari: Tanggal,
    ) -> Result<BTreeMap<KodeWilayah, Teringkas>, AppError> {
        let mut found = BTreeMap::new();
        let missing = self.sort_out(offices, hari, &mut found);
        if missing.is_empty() {
            return Ok(found);
        }
        let _turn = self.ringkasan.making.lock().await;
        let mut missing = self.sort_out(missing, hari, &mut found).into_iter();
        // Loading is mostly work of the processor: it goes on threads of its own, so that no page waits behind it.
        let at_a_time = available_parallelism().map_or(1, usize::from);
        let mut working = JoinSet::new();
        loop {
            while working.len() < at_a_time
                && let Some(office) = missing.next()
            {
                let keadaan = self.clone();
                working.spawn_blocking(move || Handle::current().block_on(keadaan.summarise(office, hari)));
            }
            let Some(done) = working.join_next().await else { return Ok(found) };
            let (office, made) = done.map_err(|error| AppError::failure("summarising an office", error))??;
            if self.pengaturan.cache > 0 {
                self.ringkasan.keep(&office, made.clone());
            }
            found.insert(office.kode, made);
        }
    }

    /// Adds to `found` what is known; the others come back.
    fn sort_out(
        &self,
        offices: Vec<Kantor>,
        hari: Tanggal,
        found: &mut BTreeMap<KodeWilayah, Teringkas>,
    ) -> Vec<Kantor> {
        let mut missing = Vec::new();
        for office in offices {
            match self.ringkasan.known(&office, hari) {
                Some(known) => drop(found.insert(office.kode, known)),
                None => missing.push(office),
            }
        }
        missing
    }

    async fn summarise(self, office: Kantor, hari: Tanggal) -> Result<(Kantor, Teringkas), AppError> {
        let Kantor { kode, tahun, versi } = &office;
        let data = self.year_unkept(kode, *tahun, versi).await?;
        let summary = |periode: Periode| {
            let state = data.keadaan.get(&periode).copied().unwrap_or(KeadaanLaporan::Draf);
            Arc::new(RingkasanKantor::new(kode.clone(), &data.tahun, state, periode, hari))
        };
        let periode = periods(*tahun).into_iter().map(|periode| (periode, summary(periode))).collect();
        let made = Teringkas { versi: versi.clone(), hari, periode };
        Ok((office, made))
    }
}
