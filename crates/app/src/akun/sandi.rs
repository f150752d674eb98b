//! Passwords: how they are hashed, compared, made and refused.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::problem::Rejection;
use tokio::sync::Semaphore;

use crate::AppError;

/// The least number of characters: with the counting of failures enough against guessing (NIST SP 800-63B asks for
/// 8 with a second factor and 15 without; 12 is between, and offices write what is longer on paper).
const SHORTEST: usize = 12;
/// The longest text that is hashed, in bytes, so that nobody can make the server hash megabytes.
const LONGEST: usize = 512;
/// Passwords hashed at the same time; each takes 19 MiB and a core for about 50 ms.
static SLOTS: Semaphore = Semaphore::const_new(2);
/// Beginnings of passwords that are tried first by those who guess, without digits and signs.
const COMMON: &str = include_str!("../../data/sandi_umum.txt");

/// Memory in KiB, passes, lanes: the least that OWASP's Password Storage Cheat Sheet recommends for argon2id.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

fn hasher() -> Result<Argon2<'static>, String> {
    let params = Params::new(COST.0, COST.1, COST.2, None).map_err(|error| error.to_string())?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Runs what takes long beside the async threads, few at a time.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> Result<T, String> + Send + 'static) -> Result<T, AppError> {
    let failed = |cause: &dyn std::fmt::Display| AppError::failure("hashing a password", cause);
    let _slot = SLOTS.acquire().await.map_err(|error| failed(&error))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| failed(&error))?.map_err(|error| failed(&error))
}

/// The hash to store.
pub(super) async fn hash(sandi: &str) -> Result<String, AppError> {
    let sandi = sandi.to_string();
    beside(move || {
        let hash = hasher()?.hash_password(sandi.as_bytes()).map_err(|error| error.to_string())?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether a password is the one that was hashed. Without a hash the same work is done and the answer is no, so that
/// nobody can tell from the time whether there is such an account.
pub(super) async fn matches(sandi: &str, hash: Option<String>) -> Result<bool, AppError> {
    let too_long = sandi.len() > LONGEST;
    let sandi = if too_long { String::new() } else { sandi.to_string() };
    beside(move || {
        let hasher = hasher()?;
        let Some(hash) = hash else {
            let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
            hasher
                .hash_password_into(sandi.as_bytes(), b"tidak ada akunnya", &mut out)
                .map_err(|error| error.to_string())?;
            return Ok(false);
        };
        let hash = PasswordHash::new(&hash).map_err(|error| error.to_string())?;
        Ok(hasher.verify_password(sandi.as_bytes(), &hash).is_ok() && !too_long)
    })
    .await
}

/// Refuses a password that a person should not choose.
pub(super) fn check(baru: &str, nama_pengguna: &str) -> Result<(), Rejection> {
    let refuse =
        |what: &str, why: &str, action: &str| Err(Rejection::single("AKN020", "sandi baru", what, why, action));
    if baru.chars().count() < SHORTEST {
        return refuse(
            "Sandi terlalu pendek.",
            "Sandi pendek mudah ditebak.",
            "Pakai sedikitnya 12 huruf, misalnya empat kata yang tidak berhubungan.",
        );
    }
    if baru.len() > LONGEST {
        return refuse("Sandi terlalu panjang.", "Sandi paling panjang 512 huruf.", "Pakai sandi yang lebih pendek.");
    }
    let letters: String = baru.to_lowercase().chars().filter(|character| character.is_alphabetic()).collect();
    let of_name: String = nama_pengguna.chars().filter(|character| character.is_alphabetic()).collect();
    let is_name = !of_name.is_empty() && !letters.is_empty() && letters.replace(&of_name, "").is_empty();
    if baru.to_lowercase() == nama_pengguna || is_name {
        return refuse(
            "Sandi sama dengan nama pengguna.",
            "Nama pengguna diketahui orang lain.",
            "Pilih sandi yang tidak memuat nama Anda.",
        );
    }
    let different: std::collections::BTreeSet<char> = baru.chars().collect();
    if different.len() < 5 || letters.is_empty() || COMMON.lines().any(|common| common == letters) {
        return refuse(
            "Sandi ini terlalu umum.",
            "Sandi seperti ini dicoba paling dahulu oleh orang yang menebak.",
            "Pakai sedikitnya 12 huruf, misalnya empat kata yang tidak berhubungan.",
        );
    }
    Ok(())
}

/// Letters and digits that nobody confuses on paper: neither 0 and o, nor 1, i and l.
const CLEAR: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";

/// A random password of 4 x 4 signs, about 79 bits, that can be read out and typed.
pub(super) fn random() -> Result<String, AppError> {
    let mut text = String::new();
    while text.len() < 19 {
        if text.len() % 5 == 4 {
            text.push('-');
        }
        // What lies above the last whole multiple would favour the first signs.
        let [byte] = random_bytes::<1>()?;
        if usize::from(byte) < 256 / CLEAR.len() * CLEAR.len()
            && let Some(sign) = CLEAR.get(usize::from(byte) % CLEAR.len())
        {
            text.push(char::from(*sign));
        }
    }
    Ok(text)
}

/// A random token of 256 bits, as 64 hexadecimal digits.
pub(crate) fn random_token() -> Result<String, AppError> {
    Ok(random_bytes::<32>()?.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether a text has the form of such a token.
pub(super) fn is_token(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

pub(super) fn random_bytes<const N: usize>() -> Result<[u8; N], AppError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| AppError::failure("asking for random bytes", error))?;
    Ok(bytes)
}
