//! Checks that run while people do something else. A result waits in memory for an hour, for the account that asked; there
//! is room for a few of each account and for a bounded size of all together.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use app::akun::Akun;
use app::{AppError, HalamanPeriksa, Kemajuan, PermintaanPeriksa, Waktu};
use domain::problem::Rejection;
use domain::value::KodeWilayah;

use crate::antrean::latar;
use crate::galat::Galat;
use crate::keadaan::Keadaan;
use crate::titipan::random_id;

/// A result waits so long, in seconds.
const MENUNGGU: i64 = 3600;
/// So many checks of one account are kept.
const PER_AKUN: usize = 4;
/// All results together take no more, in bytes; the oldest go first.
const UKURAN: usize = 32 << 20;

/// What a check is doing.
#[derive(Debug, Clone)]
pub(crate) enum KeadaanKerja {
    /// Waits for its turn.
    Antre,
    /// Is being done, in words.
    Berjalan(String),
    /// Done.
    Selesai(Arc<Hasil>),
    /// Could not be done.
    Gagal(Vec<app::Problem>),
}

/// A finished check, written out in every form.
#[derive(Debug)]
pub(crate) struct Hasil {
    pub halaman: HalamanPeriksa,
    pub tidak_terbaca: Vec<(String, String)>,
    /// Ending of the name, kind and content of each file.
    pub berkas: Vec<(&'static str, &'static str, Vec<u8>)>,
    /// The files as they were sent, for an import of their figures.
    pub kiriman: Vec<app::Berkas>,
}

impl Hasil {
    fn size(&self) -> usize {
        let HalamanPeriksa { ringkasan, saringan, temuan, dokumen } = &self.halaman;
        let pages = [ringkasan, saringan, temuan, dokumen].iter().map(|text| text.len()).sum::<usize>();
        let files = self.berkas.iter().map(|(_, _, bytes)| bytes.len()).sum::<usize>();
        pages + files + self.kiriman.iter().map(|(_, bytes)| bytes.len()).sum::<usize>()
    }
}

/// A check.
#[derive(Debug, Clone)]
pub(crate) struct Kerja {
    akun: String,
    kantor: KodeWilayah,
    /// Names of the files.
    pub nama: Vec<String>,
    /// When it was asked for.
    pub mulai: Waktu,
    pub keadaan: KeadaanKerja,
}

/// All checks, by their random ids.
#[derive(Debug, Default)]
pub struct Pekerjaan(Mutex<BTreeMap<String, Kerja>>);

impl Pekerjaan {
    fn with<T>(&self, act: impl FnOnce(&mut BTreeMap<String, Kerja>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The checks of an account at an office, the newest first.
    pub(crate) fn own(&self, akun: &Akun, kantor: &KodeWilayah, now: Waktu) -> Vec<(String, Kerja)> {
        self.with(|all| {
            all.retain(|_, kerja| kerja.mulai.plus(MENUNGGU) > now);
            let own = all.iter().filter(|(_, kerja)| kerja.akun == akun.id && kerja.kantor == *kantor);
            let mut own: Vec<(String, Kerja)> = own.map(|(id, kerja)| (id.clone(), kerja.clone())).collect();
            own.sort_by_key(|(_, kerja)| std::cmp::Reverse(kerja.mulai));
            own
        })
    }

    /// A check by its id, for the account that asked for it at that office.
    pub(crate) fn one(&self, id: &str, akun: &Akun, kantor: &KodeWilayah, now: Waktu) -> Option<Kerja> {
        self.own(akun, kantor, now).into_iter().find(|(known, _)| known == id).map(|(_, kerja)| kerja)
    }

    /// Forgets a check of an account.
    pub(crate) fn forget(&self, id: &str, akun: &Akun) {
        self.with(|all| {
            if all.get(id).is_some_and(|kerja| kerja.akun == akun.id) {
                all.remove(id);
            }
        });
    }

    fn set(&self, id: &str, keadaan: KeadaanKerja) {
        self.with(|all| {
            if let Some(kerja) = all.get_mut(id) {
                kerja.keadaan = keadaan;
            }
            let size = |kerja: &Kerja| match &kerja.keadaan {
                KeadaanKerja::Selesai(hasil) => hasil.size(),
                _ => 0,
            };
            while all.values().map(size).sum::<usize>() > UKURAN {
                let others = all.iter().filter(|(known, kerja)| *known != id && size(kerja) > 0);
                let oldest = others.min_by_key(|(_, kerja)| kerja.mulai).map(|(known, _)| known.clone());
                // A single result is bounded by the size of what may be sent.
                let Some(oldest) = oldest else { break };
                all.remove(&oldest);
            }
        });
    }
}

/// Begins a check and gives its id.
pub(crate) fn mulai(
    keadaan: &Keadaan,
    akun: &Akun,
    kantor: &KodeWilayah,
    berkas: Vec<app::Berkas>,
) -> Result<String, Galat> {
    let now = keadaan.waktu()?;
    let own = keadaan.pekerjaan.own(akun, kantor, now);
    let waiting = own.iter().filter(|(_, kerja)| !matches!(kerja.keadaan, KeadaanKerja::Selesai(_)));
    if waiting.count() >= PER_AKUN {
        return Err(Galat::Sibuk);
    }
    if let Some((oldest, _)) = own.last().filter(|_| own.len() >= PER_AKUN) {
        keadaan.pekerjaan.forget(oldest, akun);
    }
    let id = random_id()?;
    let kerja = Kerja {
        akun: akun.id.clone(),
        kantor: kantor.clone(),
        nama: berkas.iter().map(|(name, _)| name.clone()).collect(),
        mulai: now,
        keadaan: KeadaanKerja::Antre,
    };
    keadaan.pekerjaan.with(|all| all.insert(id.clone(), kerja));
    tokio::spawn(run(keadaan.clone(), id.clone(), berkas));
    Ok(id)
}

async fn run(keadaan: Keadaan, id: String, berkas: Vec<app::Berkas>) {
    let done = match keadaan.antrean.giliran().await {
        Ok(turn) => {
            let (state, key) = (keadaan.clone(), id.clone());
            let done = latar(move || check(&state, &key, berkas)).await;
            drop(turn);
            done.and_then(|done| done.map_err(Galat::from))
        }
        Err(busy) => Err(busy),
    };
    let state = match done {
        Ok(hasil) => KeadaanKerja::Selesai(Arc::new(hasil)),
        Err(Galat::Ditolak(rejection)) => KeadaanKerja::Gagal(rejection.problems),
        Err(_) => {
            let what = "Pemeriksaan ini belum dapat dikerjakan.";
            let why = "Antrean sedang penuh, atau ada gangguan pada program.";
            KeadaanKerja::Gagal(Rejection::single("WEB012", "berkas", what, why, "Kirim lagi berkasnya.").problems)
        }
    };
    keadaan.pekerjaan.set(&id, state);
}

fn check(keadaan: &Keadaan, id: &str, berkas: Vec<app::Berkas>) -> Result<Hasil, AppError> {
    let tell = |text: String| keadaan.pekerjaan.set(id, KeadaanKerja::Berjalan(text));
    let found = app::periksa(berkas.clone(), &PermintaanPeriksa::default(), &mut |progress| match progress {
        Kemajuan::Membaca(at, all, _) => tell(format!("membaca berkas {} dari {all}", at + 1)),
        Kemajuan::Memeriksa(done, all) => tell(format!("memeriksa, {done} dari {all} aturan")),
    })?;
    Ok(Hasil {
        berkas: vec![
            ("html", "text/html; charset=utf-8", found.html().into_bytes()),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", found.daftar(None)?),
            ("txt", "text/plain; charset=utf-8", found.teks().into_bytes()),
            ("json", "application/json", found.json().into_bytes()),
            ("sarif", "application/sarif+json", found.sarif().into_bytes()),
        ],
        halaman: found.halaman(),
        tidak_terbaca: found.tidak_terbaca,
        kiriman: berkas,
    })
}
