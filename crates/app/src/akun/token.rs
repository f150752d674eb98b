//! Tokens with which other programs use the data of one office.

use domain::problem::{Place, Problems, Rejection};
use domain::value::KodeWilayah;
use store::{Store, StoredToken};

use super::sandi;
use crate::{AppError, Pelaku, Waktu};

pub(super) const CREATED: &str = "buat token";
pub(super) const REVOKED: &str = "cabut token";

/// The longest time a token may hold, in seconds: two years, so that a forgotten one ends.
const LONGEST: i64 = 2 * 366 * 24 * 60 * 60;
/// How the text of a token begins, so that it is known where it is found by mistake.
const PREFIX: &str = "kinerja_";

/// What a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lingkup {
    /// Read.
    Baca,
    /// Read and write.
    Tulis,
}

impl Lingkup {
    /// The word that is stored and shown.
    pub fn word(self) -> &'static str {
        match self {
            Self::Baca => "baca",
            Self::Tulis => "tulis",
        }
    }

    /// The scope with a word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Baca, Self::Tulis].into_iter().find(|lingkup| lingkup.word() == word)
    }
}

/// A token without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenApi {
    /// Its id, which is no secret.
    pub id: String,
    /// The office whose data it reaches.
    pub kantor: KodeWilayah,
    /// What it is for.
    pub nama: String,
    /// What it may do.
    pub lingkup: Lingkup,
    /// Until when it holds.
    pub berlaku_sampai: Waktu,
    /// Whether it was revoked.
    pub dicabut: bool,
}

impl TokenApi {
    fn from_stored(stored: StoredToken) -> Result<Self, AppError> {
        use domain::schema::Field as _;
        let failed = |cause: &str| AppError::failure("reading a token", cause);
        Ok(Self {
            kantor: KodeWilayah::read(&stored.kantor).map_err(|why| failed(&why))?,
            lingkup: Lingkup::parse(&stored.lingkup).ok_or_else(|| failed("its scope is unknown"))?,
            id: stored.id,
            nama: stored.nama,
            berlaku_sampai: Waktu::from_unix(stored.berlaku_sampai),
            dicabut: stored.dicabut,
        })
    }
}

/// Makes a token of an office; with it its text, which is shown once.
pub async fn buat_token(
    store: &Store,
    pelaku: &Pelaku,
    kantor: &KodeWilayah,
    nama: &str,
    lingkup: Lingkup,
    berlaku_sampai: Waktu,
) -> Result<(TokenApi, String), AppError> {
    let now = Waktu::read(&pelaku.waktu)?;
    let nama = nama.trim();
    let mut problems = Problems::default();
    let place = Place(format!("token {kantor}"));
    if nama.is_empty() || nama.chars().count() > 80 || nama.chars().any(char::is_control) {
        problems.error(
            "AKN040",
            &place,
            "Nama token belum diisi atau terlalu panjang.",
            "Namanya menunjukkan untuk apa token dipakai, paling panjang 80 huruf.",
            "Isi nama seperti Dasbor kabupaten.",
        );
    }
    if berlaku_sampai <= now || berlaku_sampai > now.plus(LONGEST) {
        problems.error(
            "AKN041",
            &place,
            "Batas berlaku token tidak dapat dipakai.",
            "Batasnya harus sesudah hari ini dan paling lama dua tahun.",
            "Pilih tanggal lain.",
        );
    }
    if problems.has_errors() {
        return Err(Rejection { problems: problems.0 }.into());
    }
    let text = format!("{PREFIX}{}", sandi::random_token()?);
    let new = StoredToken {
        id: String::new(),
        kantor: kantor.to_string(),
        nama: nama.to_string(),
        lingkup: lingkup.word().to_string(),
        berlaku_sampai: berlaku_sampai.unix(),
        dicabut: false,
    };
    let token = store.create_token(&pelaku.act(CREATED, "", None), kantor, &new, &text).await?;
    Ok((TokenApi::from_stored(token)?, text))
}

/// The token of a text, where it holds.
pub async fn token_api(store: &Store, text: &str, now: Waktu) -> Result<Option<TokenApi>, AppError> {
    if !text.strip_prefix(PREFIX).is_some_and(sandi::is_token) {
        return Ok(None);
    }
    store.token(text, now.unix()).await?.map(TokenApi::from_stored).transpose()
}

/// The tokens of an office, the newest first, also those that do not hold any more.
pub async fn daftar_token(store: &Store, kantor: &KodeWilayah) -> Result<Vec<TokenApi>, AppError> {
    store.tokens(kantor).await?.into_iter().map(TokenApi::from_stored).collect()
}

/// Revokes a token of an office for good.
pub async fn cabut_token(store: &Store, pelaku: &Pelaku, kantor: &KodeWilayah, id: &str) -> Result<(), AppError> {
    Ok(store.revoke_token(&pelaku.act(REVOKED, "", None), kantor, id).await?)
}
