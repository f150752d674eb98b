//! Making, changing and resetting accounts.
//!
//! The functions that end in `_oleh` check what a signed-in administrator may do. Those without it are for whoever
//! has the machine and the database: the command line and the examples.

use domain::problem::{Place, Problems, Rejection};
use store::{NewAkun, PasswordOrigin, Store, StoredPassword};

use super::peran::{Akun, Penugasan, may_assign, may_manage};
use super::sandi;
use crate::{AppError, Pelaku, Waktu};

/// How long the first password of a new account holds, in seconds: a week, since whole offices get theirs on paper.
const FIRST_PASSWORD: i64 = 7 * 24 * 60 * 60;
/// How long a password after a reset holds, in seconds: a day, since its owner asked for it.
const RESET_PASSWORD: i64 = 24 * 60 * 60;

const CREATED: &str = "buat akun";
const CHANGED: &str = "ubah akun";
const ACTIVATED: &str = "aktifkan akun";
const DEACTIVATED: &str = "nonaktifkan akun";
const RESET: &str = "setel ulang sandi";
const TOTP_REMOVED: &str = "matikan kode tambahan";

/// Whether a kind of act concerns accounts or tokens, and no register.
pub(crate) fn is_about_akun(kind: &str) -> bool {
    let of_tokens = [super::token::CREATED, super::token::REVOKED];
    [CREATED, CHANGED, ACTIVATED, DEACTIVATED, RESET, TOTP_REMOVED].contains(&kind) || of_tokens.contains(&kind)
}

/// What a new account needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuatAkun {
    /// The name to sign in with: 3 to 40 letters, digits and `. _ -`; capitals become small.
    pub nama_pengguna: String,
    /// The person's name.
    pub nama: String,
    /// Its roles; at least one.
    pub penugasan: Vec<Penugasan>,
}

/// What an account becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UbahAkun {
    /// The person's name.
    pub nama: String,
    /// Its roles; at least one.
    pub penugasan: Vec<Penugasan>,
    /// Whether it may sign in; where not, its sessions end.
    pub aktif: bool,
}

/// The name to sign in with as it is stored.
pub(super) fn normal(nama_pengguna: &str) -> String {
    nama_pengguna.trim().to_lowercase()
}

/// Makes an account; with it its temporary password, which is shown once, holds a week and must be changed at the
/// first sign-in.
pub async fn buat(store: &Store, pelaku: &Pelaku, baru: BuatAkun) -> Result<(Akun, String), AppError> {
    let until = Waktu::read(&pelaku.waktu)?.plus(FIRST_PASSWORD);
    create(store, pelaku, baru, PasswordOrigin::Sementara, Some(until)).await
}

/// The same by an administrator, who may only give roles within his own region and none above his own.
pub async fn buat_oleh(
    store: &Store,
    pelaku: &Pelaku,
    giver: &Akun,
    baru: BuatAkun,
) -> Result<(Akun, String), AppError> {
    check_roles(giver, &baru.penugasan)?;
    buat(store, pelaku, baru).await
}

async fn create(
    store: &Store,
    pelaku: &Pelaku,
    baru: BuatAkun,
    origin: PasswordOrigin,
    until: Option<Waktu>,
) -> Result<(Akun, String), AppError> {
    let nama_pengguna = normal(&baru.nama_pengguna);
    let mut problems = Problems::default();
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    let begins_well = nama_pengguna.starts_with(|first: char| first.is_ascii_alphanumeric());
    if !(3..=40).contains(&nama_pengguna.len()) || !nama_pengguna.bytes().all(known) || !begins_well {
        problems.error(
            "AKN010",
            &Place("nama pengguna".to_string()),
            "Nama pengguna tidak dapat dipakai.",
            "Nama pengguna terdiri atas 3 sampai 40 huruf kecil, angka, titik, garis bawah, atau tanda hubung.",
            "Pilih nama pengguna seperti operator.sukamaju.",
        );
    }
    let nama = check_rest(&baru.nama, &baru.penugasan, problems)?;
    let text = sandi::random()?;
    let password = StoredPassword { hash: sandi::hash(&text).await?, origin, until: until.map(Waktu::unix) };
    let penugasan = baru.penugasan.iter().map(Penugasan::to_stored).collect();
    let act = pelaku.act(CREATED, "", None);
    let akun = store.create_akun(&act, &NewAkun { nama_pengguna, nama, penugasan, password }).await?;
    Ok((Akun::from_stored(akun)?, text))
}

/// Refuses a name or roles that cannot be; the name as it is stored.
fn check_rest(nama: &str, penugasan: &[Penugasan], mut problems: Problems) -> Result<String, AppError> {
    let nama = nama.trim();
    if nama.is_empty() || nama.chars().count() > 120 || nama.chars().any(char::is_control) {
        problems.error(
            "AKN011",
            &Place("nama".to_string()),
            "Nama orang belum diisi atau terlalu panjang.",
            "Nama dicatat di riwayat, paling panjang 120 huruf dalam satu baris.",
            "Isi nama lengkap orangnya.",
        );
    }
    if penugasan.is_empty() {
        problems.error(
            "AKN012",
            &Place("peran".to_string()),
            "Akun ini belum mempunyai peran.",
            "Tanpa peran tidak ada yang dapat dikerjakan dengan akun ini.",
            "Beri sedikitnya satu peran, atau nonaktifkan akunnya.",
        );
    }
    for (at, role) in penugasan.iter().enumerate() {
        role.check(&mut problems);
        if penugasan.iter().take(at).any(|earlier| earlier == role) {
            problems.error(
                "AKN012",
                &Place(format!("peran {}", role.peran.word())),
                "Peran ini disebut dua kali.",
                "Satu peran cukup diberikan sekali di satu tempat.",
                "Hapus salah satunya.",
            );
        }
    }
    if problems.has_errors() { Err(Rejection { problems: problems.0 }.into()) } else { Ok(nama.to_string()) }
}

/// Changes name, roles, and whether the account may sign in.
pub async fn ubah(store: &Store, pelaku: &Pelaku, id: &str, menjadi: UbahAkun) -> Result<Akun, AppError> {
    let before = existing(store, id).await?;
    let nama = check_rest(&menjadi.nama, &menjadi.penugasan, Problems::default())?;
    let kind = match (before.aktif, menjadi.aktif) {
        (true, false) => DEACTIVATED,
        (false, true) => ACTIVATED,
        _ => CHANGED,
    };
    let penugasan: Vec<_> = menjadi.penugasan.iter().map(Penugasan::to_stored).collect();
    let akun = store.update_akun(&pelaku.act(kind, "", None), id, &nama, &penugasan, menjadi.aktif).await?;
    Akun::from_stored(akun)
}

/// The same by an administrator: within his own region, none above him, and not so that he shuts himself out.
pub async fn ubah_oleh(
    store: &Store,
    pelaku: &Pelaku,
    giver: &Akun,
    id: &str,
    menjadi: UbahAkun,
) -> Result<Akun, AppError> {
    check_managed(store, giver, id).await?;
    check_roles(giver, &menjadi.penugasan)?;
    let mut after = giver.clone();
    after.penugasan.clone_from(&menjadi.penugasan);
    if giver.id == id && (!menjadi.aktif || !may_manage(&after, giver)) {
        return Err(Rejection::single(
            "AKN014",
            format!("akun {}", giver.nama_pengguna),
            "Anda tidak dapat mencabut wewenang Anda sendiri.",
            "Dengan begitu bisa jadi tidak ada lagi yang dapat mengelola akun.",
            "Minta pengelola lain yang melakukannya.",
        )
        .into());
    }
    ubah(store, pelaku, id, menjadi).await
}

/// The accounts with a role in a region or in one that lies in it; all where it is empty.
pub async fn daftar(store: &Store, wilayah: &str) -> Result<Vec<Akun>, AppError> {
    store.list_akun(wilayah).await?.into_iter().map(Akun::from_stored).collect()
}

/// An account by its id.
pub async fn ambil(store: &Store, id: &str) -> Result<Option<Akun>, AppError> {
    store.akun(id).await?.map(Akun::from_stored).transpose()
}

/// An account by the name to sign in with; refused where there is none.
pub async fn ambil_menurut_nama(store: &Store, nama_pengguna: &str) -> Result<Akun, AppError> {
    match store.akun_by_name(&normal(nama_pengguna)).await? {
        Some(akun) => Akun::from_stored(akun),
        None => Err(Rejection::single(
            "AKN002",
            "nama pengguna",
            format!("Akun \"{nama_pengguna}\" tidak ada."),
            "Nama pengguna mungkin salah ketik.",
            "Lihat daftarnya dengan kinerja akun daftar.",
        )
        .into()),
    }
}

async fn existing(store: &Store, id: &str) -> Result<Akun, AppError> {
    ambil(store, id).await?.ok_or_else(|| {
        Rejection::single(
            "AKN002",
            "akun",
            "Akun ini tidak ada.",
            "Akun yang dimaksud tidak ditemukan di basis data.",
            "Muat ulang daftar akun, lalu pilih kembali.",
        )
        .into()
    })
}

/// Gives an account a temporary password that holds a day and must be changed at the next sign-in; all its sessions
/// end. The second factor stays.
pub async fn setel_ulang(store: &Store, pelaku: &Pelaku, id: &str, now: Waktu) -> Result<String, AppError> {
    reset(store, pelaku, id, PasswordOrigin::Sementara, Some(now.plus(RESET_PASSWORD))).await
}

/// The same by an administrator of the account.
pub async fn setel_ulang_oleh(
    store: &Store,
    pelaku: &Pelaku,
    giver: &Akun,
    id: &str,
    now: Waktu,
) -> Result<String, AppError> {
    check_managed(store, giver, id).await?;
    setel_ulang(store, pelaku, id, now).await
}

async fn reset(
    store: &Store,
    pelaku: &Pelaku,
    id: &str,
    origin: PasswordOrigin,
    until: Option<Waktu>,
) -> Result<String, AppError> {
    let text = sandi::random()?;
    let password = StoredPassword { hash: sandi::hash(&text).await?, origin, until: until.map(Waktu::unix) };
    store.reset_password(&pelaku.act(RESET, "", None), id, &password).await?;
    Ok(text)
}

/// Takes the second factor off an account, for its owner or for someone whose phone is gone.
pub async fn matikan_totp(store: &Store, pelaku: &Pelaku, id: &str) -> Result<(), AppError> {
    Ok(store.remove_totp(&pelaku.act(TOTP_REMOVED, "", None), id).await?)
}

/// The same by an administrator of the account.
pub async fn matikan_totp_oleh(store: &Store, pelaku: &Pelaku, giver: &Akun, id: &str) -> Result<(), AppError> {
    check_managed(store, giver, id).await?;
    matikan_totp(store, pelaku, id).await
}

fn refuse_authority(place: String) -> AppError {
    Rejection::single(
        "AKN013",
        place,
        "Anda tidak berwenang memberi atau mengubah peran ini.",
        "Pengelola hanya mengurus akun di wilayahnya sendiri, dan tidak di atas perannya sendiri.",
        "Minta admin kabupaten yang melakukannya.",
    )
    .into()
}

fn check_roles(giver: &Akun, penugasan: &[Penugasan]) -> Result<(), AppError> {
    match penugasan.iter().find(|role| !may_assign(giver, role)) {
        Some(role) => Err(refuse_authority(format!("peran {} di {}", role.peran.word(), role.wilayah))),
        None => Ok(()),
    }
}

async fn check_managed(store: &Store, giver: &Akun, id: &str) -> Result<(), AppError> {
    // The same answer as for an account that does not exist would tell less, but ids cannot be guessed.
    let akun = existing(store, id).await?;
    if may_manage(giver, &akun) { Ok(()) } else { Err(refuse_authority("akun".to_string())) }
}

/// An account of the examples with a new password that is printed: made where there is none, given another password
/// where no person has changed it, else left alone.
pub(crate) async fn example(
    store: &Store,
    pelaku: &Pelaku,
    baru: BuatAkun,
) -> Result<Option<(Akun, String)>, AppError> {
    match store.akun_by_name(&normal(&baru.nama_pengguna)).await? {
        None => create(store, pelaku, baru, PasswordOrigin::Contoh, None).await.map(Some),
        Some(akun) if akun.sandi_asal == PasswordOrigin::Contoh && akun.aktif => {
            let text = reset(store, pelaku, &akun.id, PasswordOrigin::Contoh, None).await?;
            Ok(Some((Akun::from_stored(akun)?, text)))
        }
        Some(_) => Ok(None),
    }
}
