//! Who acts and when, as the caller knows it.

use domain::problem::Rejection;
use domain::register::Register;
use domain::value::KodeWilayah;
use store::{Act, ActSource, Store};

use crate::AppError;

/// Who acts and when.
#[derive(Debug, Clone)]
pub struct Pelaku {
    /// Name or account.
    pub nama: String,
    /// ISO timestamp.
    pub waktu: String,
}

impl Pelaku {
    pub(crate) fn act(&self, kind: &str, note: impl Into<String>, source: Option<ActSource>) -> Act {
        Act { kind: kind.to_string(), actor: self.nama.clone(), at: self.waktu.clone(), note: note.into(), source }
    }
}

/// The office's code in a register that was read from outside.
pub(crate) fn office_of(register: &Register) -> Result<KodeWilayah, AppError> {
    register.instansi.first().map(|instansi| instansi.kode.clone()).ok_or_else(|| {
        Rejection::single(
            "KTR003",
            "instansi",
            "Profil instansi belum diisi.",
            "Tanpa profil tidak diketahui milik siapa data ini.",
            "Isi tabel instansi dengan satu baris.",
        )
        .into()
    })
}

/// Whose history is meant: that of the region named, where it has one, else as [`pilih_instansi`].
pub async fn pilih_riwayat(store: &Store, named: Option<&str>) -> Result<KodeWilayah, AppError> {
    use domain::schema::Field;
    let chains = store.chains().await?;
    match named.and_then(|code| chains.into_iter().find(|chain| chain == code.trim())) {
        Some(chain) => KodeWilayah::read(&chain).map_err(|why| AppError::failure("reading a region code", why)),
        None => pilih_instansi(store, named).await,
    }
}

/// The office that is meant: the one named, else the only one.
pub async fn pilih_instansi(store: &Store, named: Option<&str>) -> Result<KodeWilayah, AppError> {
    use domain::schema::Field;
    let offices = store.offices().await?;
    let list =
        || offices.iter().map(|office| format!("{} ({})", office.kode, office.nama)).collect::<Vec<_>>().join(", ");
    let refuse = |what: String, why: String, action: &str| {
        Err(Rejection::single("KTR004", "--instansi", what, why, action).into())
    };
    match (named, offices.as_slice()) {
        (Some(code), _) => match offices.iter().find(|office| office.kode == code.trim()) {
            Some(office) => {
                KodeWilayah::read(&office.kode).map_err(|why| AppError::failure("reading an office code", why))
            }
            None => refuse(
                format!("Instansi \"{code}\" tidak ada di basis data."),
                if offices.is_empty() {
                    "Basis data masih kosong.".to_string()
                } else {
                    format!("Yang ada: {}.", list())
                },
                "Perbaiki kodenya, atau impor dahulu datanya.",
            ),
        },
        (None, [only]) => KodeWilayah::read(&only.kode).map_err(|why| AppError::failure("reading an office code", why)),
        (None, []) => refuse(
            "Basis data masih kosong.".to_string(),
            "Belum ada instansi yang diimpor.".to_string(),
            "Impor dahulu dengan kinerja impor, atau coba kinerja contoh.",
        ),
        (None, _) => refuse(
            "Instansinya perlu disebut.".to_string(),
            format!("Di basis data ada lebih dari satu: {}.", list()),
            "Tambahkan --instansi KODE.",
        ),
    }
}
