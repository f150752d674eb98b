//! The second factor: codes of an app on the phone (RFC 6238), and recovery codes for when the phone is gone.

use std::fmt;

use domain::problem::Rejection;
use store::Store;
use totp_rs::{Builder, Secret, Totp};

use super::masuk::Sesi;
use super::sandi;
use crate::{AppError, Waktu};

/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;
/// Seconds of a step, as all apps have it.
const STEP: u64 = 30;

/// What the person's app needs.
#[derive(Clone, PartialEq, Eq)]
pub struct MulaiTotp {
    /// `otpauth://` address, for a QR code.
    pub uri: String,
    /// The secret in base32, for typing.
    pub rahasia: String,
}

impl fmt::Debug for MulaiTotp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("MulaiTotp")
    }
}

fn failed(cause: impl fmt::Display) -> AppError {
    AppError::failure("using the second factor", cause)
}

fn totp(secret: Secret, nama_pengguna: &str) -> Result<Totp, AppError> {
    let builder = Builder::new().with_secret(secret).with_skew(1).with_step_duration(STEP);
    builder.with_account_name(nama_pengguna).with_issuer(Some("Kinerja")).build().map_err(failed)
}

/// The step of a code that is right at a time, or was or will be half a minute away.
pub(super) fn step(secret: &str, typed: &str, now: Waktu) -> Result<Option<i64>, AppError> {
    let secret = Secret::try_from_base32(secret).map_err(|_| failed("the stored secret is not base32"))?;
    let seconds = u64::try_from(now.unix()).map_err(failed)?;
    let step = totp(secret, "")?.check(typed, seconds);
    step.map(|step| i64::try_from(step).map_err(failed)).transpose()
}

/// A code as it is compared: without the spaces and hyphens that people type.
pub(super) fn typed(text: &str) -> String {
    let kept = |character: &char| !character.is_whitespace() && *character != '-';
    text.chars().filter(kept).take(64).collect::<String>().to_lowercase()
}

/// Whether it has the form of a code of the app.
pub(super) fn is_code(typed: &str) -> bool {
    typed.len() == 6 && typed.bytes().all(|byte| byte.is_ascii_digit())
}

/// Makes the secret of a second factor. It is asked for only after [`aktifkan_totp`].
pub async fn mulai_totp(store: &Store, sesi: &Sesi) -> Result<MulaiTotp, AppError> {
    let bytes = sandi::random_bytes::<20>()?;
    let secret = Secret::from(bytes);
    let rahasia = secret.to_base32();
    let uri = totp(secret, &sesi.akun.nama_pengguna)?.to_url().map_err(failed)?;
    if store.prepare_totp(&sesi.akun.id, &rahasia).await? {
        return Ok(MulaiTotp { uri, rahasia });
    }
    Err(Rejection::single(
        "AKN030",
        "kode tambahan",
        "Kode tambahan sudah aktif.",
        "Hanya satu ponsel yang dapat dipakai.",
        "Matikan dahulu kode tambahan, lalu aktifkan dengan ponsel yang baru.",
    )
    .into())
}

/// From now on asks for the second factor; the recovery codes, which are shown once.
pub async fn aktifkan_totp(store: &Store, sesi: &Sesi, kode: &str, now: Waktu) -> Result<Vec<String>, AppError> {
    let credentials = store.credentials(&sesi.akun.nama_pengguna).await?;
    let secret = credentials.filter(|found| !found.totp.is_empty() && !found.totp_active).map(|found| found.totp);
    let Some(secret) = secret else { return Err(not_started()) };
    let typed = typed(kode);
    let Some(step) = step(&secret, &typed, now)?.filter(|_| is_code(&typed)) else {
        return Err(Rejection::single(
            "AKN032",
            "kode tambahan",
            "Kode ini tidak cocok.",
            "Kodenya salah ketik, sudah lewat, atau jam ponsel tidak tepat.",
            "Periksa jam ponsel, lalu ketik enam angka yang sedang tampil.",
        )
        .into());
    };
    let codes = (0..RECOVERY_CODES).map(|_| sandi::random()).collect::<Result<Vec<_>, _>>()?;
    let compared: Vec<String> = codes.iter().map(|code| self::typed(code)).collect();
    if store.activate_totp(&sesi.akun.id, &secret, step, &compared).await? { Ok(codes) } else { Err(not_started()) }
}

fn not_started() -> AppError {
    Rejection::single(
        "AKN031",
        "kode tambahan",
        "Kode tambahan belum disiapkan, atau sudah aktif.",
        "Ponsel harus memindai kode QR dahulu.",
        "Mulai kembali dari halaman kode tambahan.",
    )
    .into()
}

/// How many recovery codes an account has left.
pub async fn sisa_kode_pemulihan(store: &Store, akun: &str) -> Result<u32, AppError> {
    u32::try_from(store.recovery_codes_left(akun).await?).map_err(failed)
}
