//! Files that wait, in memory and for a short time, until the one who handed them in has seen what they would change.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use app::akun::Akun;
use app::{AppError, Berkas, Waktu};
use domain::value::KodeWilayah;

/// A file waits so long, in seconds.
const MENUNGGU: i64 = 3600;
/// All files together take no more, in bytes; the oldest go first.
const UKURAN: usize = 64 << 20;

#[derive(Debug)]
struct Isi {
    akun: String,
    kantor: KodeWilayah,
    mulai: Waktu,
    berkas: Arc<Berkas>,
}

/// The files that wait, by their random ids: one of each account at each office.
#[derive(Debug, Default)]
pub struct Titipan(Mutex<BTreeMap<String, Isi>>);

impl Titipan {
    fn with<T>(&self, act: impl FnOnce(&mut BTreeMap<String, Isi>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps a file and gives its id; an earlier one of the account at the office goes.
    pub(crate) fn keep(
        &self,
        akun: &Akun,
        kantor: &KodeWilayah,
        berkas: Berkas,
        now: Waktu,
    ) -> Result<String, AppError> {
        let id = random_id()?;
        let isi = Isi { akun: akun.id.clone(), kantor: kantor.clone(), mulai: now, berkas: Arc::new(berkas) };
        self.with(|all| {
            all.retain(|_, isi| isi.mulai.plus(MENUNGGU) > now && !(isi.akun == akun.id && isi.kantor == *kantor));
            let size = |all: &BTreeMap<String, Isi>| all.values().map(|isi| isi.berkas.1.len()).sum::<usize>();
            while size(all) + isi.berkas.1.len() > UKURAN {
                let oldest = all.iter().min_by_key(|(_, isi)| isi.mulai).map(|(id, _)| id.clone());
                let Some(oldest) = oldest else { break };
                all.remove(&oldest);
            }
            all.insert(id.clone(), isi);
        });
        Ok(id)
    }

    /// A file by its id, for the account that handed it in at that office.
    pub(crate) fn one(&self, id: &str, akun: &Akun, kantor: &KodeWilayah, now: Waktu) -> Option<Arc<Berkas>> {
        let own = |isi: &&Isi| isi.akun == akun.id && isi.kantor == *kantor && isi.mulai.plus(MENUNGGU) > now;
        self.with(|all| all.get(id).filter(own).map(|isi| isi.berkas.clone()))
    }

    /// Forgets a file.
    pub(crate) fn forget(&self, id: &str) {
        self.with(|all| all.remove(id));
    }
}

/// An id that nobody guesses.
pub(crate) fn random_id() -> Result<String, AppError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| AppError::failure("asking for random bytes", error))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
