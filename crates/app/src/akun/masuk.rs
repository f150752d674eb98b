//! Signing in and out, sessions, and the person's own password.

use std::fmt;

use domain::problem::Rejection;
use sha2::{Digest as _, Sha256};
use store::{Attempt, OneTimeCode, SessionLimits, Store, StoredSesi};

use super::kelola::normal;
use super::peran::Akun;
use super::{sandi, totp};
use crate::{AppError, Waktu};

/// Failures without waiting, for those who mistype.
const FREE_FAILURES: i64 = 2;
/// Seconds to wait after the next failure; twice as long after each further one.
const FIRST_WAIT: i64 = 5;
/// From so many failures on every attempt waits for `LOCKED`. NIST SP 800-63B allows no more than 100 in a row.
const LOCK_FAILURES: i64 = 10;
/// A quarter of an hour: about a hundred guesses a day at most, and no stranger locks a person out for good.
const LOCKED: i64 = 15 * 60;
/// Failures are forgotten a day after the last.
const FORGET: i64 = 24 * 60 * 60;

/// A working day without a request ends a session, and a week does in any case, so that a forgotten computer does
/// not stay signed in. The time of the last request is written every five minutes at most.
const LIMITS: SessionLimits = SessionLimits { idle: 8 * 60 * 60, absolute: 7 * 24 * 60 * 60, touch: 5 * 60 };

/// Characters of the description of a device that are kept.
const DEVICE: usize = 120;

/// Seconds until the next attempt after so many failures.
fn wait(failures: i64) -> i64 {
    match failures - FREE_FAILURES {
        ..=0 => 0,
        _ if failures >= LOCK_FAILURES => LOCKED,
        more => FIRST_WAIT << (more - 1),
    }
}

/// Who is signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct Sesi {
    /// The account, as it is now.
    pub akun: Akun,
    /// What every form of this session carries.
    pub csrf: String,
    /// Id of the session, which is no secret.
    pub id: String,
}

impl fmt::Debug for Sesi {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sesi").field("akun", &self.akun).field("id", &self.id).finish_non_exhaustive()
    }
}

/// What came of an attempt to sign in.
#[derive(Clone, PartialEq, Eq)]
pub enum Masuk {
    /// Signed in.
    Berhasil {
        /// For the cookie; stored nowhere.
        token: String,
        /// The session.
        sesi: Sesi,
    },
    /// Name and password are right; a code of the second factor is needed too.
    PerluTotp,
    /// Not signed in, whatever the reason.
    Ditolak {
        /// The next attempt may come after so many seconds.
        tunggu_detik: u64,
    },
}

impl fmt::Debug for Masuk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Berhasil { sesi, .. } => {
                formatter.debug_struct("Berhasil").field("sesi", sesi).finish_non_exhaustive()
            }
            Self::PerluTotp => formatter.write_str("PerluTotp"),
            Self::Ditolak { tunggu_detik } => {
                formatter.debug_struct("Ditolak").field("tunggu_detik", tunggu_detik).finish()
            }
        }
    }
}

fn refused(seconds: i64) -> Masuk {
    Masuk::Ditolak { tunggu_detik: u64::try_from(seconds).unwrap_or(0) }
}

/// Signs a person in. A name that does not exist, a wrong password, an account that may not sign in, a temporary
/// password that is over and a wrong code have the same answer, after the same work. `kode_totp` is a code of the
/// second factor or a recovery code.
pub async fn masuk(
    store: &Store,
    nama_pengguna: &str,
    sandi: &str,
    kode_totp: Option<&str>,
    now: Waktu,
    perangkat: &str,
) -> Result<Masuk, AppError> {
    let nama = normal(nama_pengguna);
    let failures = match store.begin_attempt(&nama, now.unix(), FORGET, wait).await? {
        Attempt::Wait(seconds) => return Ok(refused(seconds)),
        Attempt::Counted(failures) => failures,
    };
    let credentials = store.credentials(&nama).await?;
    let matches = sandi::matches(sandi, credentials.as_ref().map(|found| found.hash.clone())).await?;
    let holds = credentials.filter(|found| found.aktif && found.until.is_none_or(|until| now.unix() < until));
    let Some(credentials) = holds.filter(|_| matches) else { return Ok(refused(wait(failures))) };
    let typed = kode_totp.map(totp::typed).filter(|typed| !typed.is_empty());
    let code = match (credentials.totp_active, &typed) {
        (false, _) => None,
        (true, None) => {
            store.undo_attempt(&nama).await?;
            return Ok(Masuk::PerluTotp);
        }
        (true, Some(typed)) if totp::is_code(typed) => match totp::step(&credentials.totp, typed, now)? {
            Some(step) => Some(OneTimeCode::Step(step)),
            None => return Ok(refused(wait(failures))),
        },
        (true, Some(typed)) => Some(OneTimeCode::Recovery(typed)),
    };
    let Some(akun) = store.akun(&credentials.id).await? else { return Ok(refused(wait(failures))) };
    let token = sandi::random_token()?;
    let device: String = perangkat.chars().filter(|character| !character.is_control()).take(DEVICE).collect();
    let Some(id) = store.begin_session(&akun, &token, &device, code, now.unix(), LIMITS).await? else {
        return Ok(refused(wait(failures)));
    };
    let sesi = Sesi { akun: Akun::from_stored(akun)?, csrf: csrf(&token), id };
    Ok(Masuk::Berhasil { token, sesi })
}

/// Follows from the token and tells nothing of it, so that it need not be stored.
fn csrf(token: &str) -> String {
    let digest = Sha256::new().chain_update("kinerja csrf 1\0").chain_update(token).finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whose session a token is; `None` where it is over, or was none. Roles are those of now.
pub async fn sesi(store: &Store, token: &str, now: Waktu) -> Result<Option<Sesi>, AppError> {
    if !sandi::is_token(token) {
        return Ok(None);
    }
    let Some((akun, id)) = store.session(token, now.unix(), LIMITS).await? else { return Ok(None) };
    Ok(Some(Sesi { akun: Akun::from_stored(akun)?, csrf: csrf(token), id }))
}

/// Ends the session of a token.
pub async fn keluar(store: &Store, token: &str) -> Result<(), AppError> {
    Ok(store.end_session(token).await?)
}

/// Ends all sessions of an account.
pub async fn keluar_semua(store: &Store, akun: &str) -> Result<(), AppError> {
    Ok(store.end_sessions(akun, None).await?)
}

/// Ends one session of an account by its id.
pub async fn akhiri_sesi(store: &Store, akun: &str, id: &str) -> Result<(), AppError> {
    Ok(store.end_sessions(akun, Some(id)).await?)
}

/// The sessions of an account that are not over, the newest first.
pub async fn daftar_sesi(store: &Store, akun: &str, now: Waktu) -> Result<Vec<StoredSesi>, AppError> {
    Ok(store.sessions(akun, now.unix(), LIMITS).await?)
}

/// Changes the person's own password; the other sessions end. A wrong old password counts like a failed sign-in.
pub async fn ganti_sandi(store: &Store, sesi: &Sesi, lama: &str, baru: &str, now: Waktu) -> Result<(), AppError> {
    let refuse = |what: &str, why: &str, action: &str| {
        Err(AppError::from(Rejection::single("AKN021", "sandi lama", what, why, action)))
    };
    let nama = &sesi.akun.nama_pengguna;
    sandi::check(baru, nama)?;
    if let Attempt::Wait(seconds) = store.begin_attempt(nama, now.unix(), FORGET, wait).await? {
        return refuse(
            &format!("Sandi belum dapat diganti; tunggu {seconds} detik."),
            "Sandi lama sudah beberapa kali salah.",
            "Ulangi setelah waktu itu.",
        );
    }
    let hash = store.credentials(nama).await?.map(|credentials| credentials.hash);
    if !sandi::matches(lama, hash).await? {
        return refuse(
            "Sandi lama tidak cocok.",
            "Sandi hanya dapat diganti oleh orang yang mengetahui sandi lamanya.",
            "Ketik kembali sandi lama, atau minta pengelola menyetel ulang.",
        );
    }
    store.undo_attempt(nama).await?;
    if lama == baru {
        return Err(Rejection::single(
            "AKN020",
            "sandi baru",
            "Sandi baru sama dengan sandi lama.",
            "Sandi yang pernah dibagikan orang lain harus diganti.",
            "Pilih sandi yang lain.",
        )
        .into());
    }
    Ok(store.change_password(&sesi.akun.id, &sandi::hash(baru).await?, &sesi.id).await?)
}

#[cfg(test)]
mod tests {
    use super::wait;

    #[test]
    fn waiting_grows_and_ends_in_a_lock() {
        let waits: Vec<i64> = (0..=12).map(wait).collect();
        assert_eq!(waits, [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 900, 900, 900]);
        assert_eq!(wait(i64::MAX), 900);
    }
}
