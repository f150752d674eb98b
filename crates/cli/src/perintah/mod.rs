//! One file per command.

mod akun;
mod cadangan;
mod cetak_dokumen;
mod contoh;
mod ekspor;
mod impor;
mod impor_laporan;
mod impor_naskah;
mod jalankan;
mod kunci;
mod laporan;
mod mulai;
mod periksa;
mod periode;
mod riwayat;
mod salin_naskah;
mod salin_tahun;

mod tulis;

use std::future::Future;
use std::process::ExitCode;

use app::{AppError, Home, KodeWilayah, Pelaku, Store};

use crate::argumen::{Argumen, Jalankan, Perintah};
use crate::keluaran;

/// Runs a command; gives how the program ends.
pub fn run(argumen: &Argumen) -> Result<ExitCode, AppError> {
    // Without a command (a double-click): the web application, in the browser.
    let usual = Perintah::Jalankan(Jalankan { buka: true, ..Jalankan::default() });
    let done = match argumen.perintah.as_ref().unwrap_or(&usual) {
        Perintah::Periksa(periksa) => return periksa::run(argumen, periksa),
        Perintah::Contoh(contoh) => contoh::run(argumen, contoh),
        Perintah::Mulai(mulai) => mulai::run(argumen, mulai),
        Perintah::Impor(impor) => impor::run(argumen, impor),
        Perintah::ImporLaporan(impor) => impor_laporan::run(argumen, impor),
        Perintah::ImporNaskah(impor) => impor_naskah::run(argumen, impor),
        Perintah::Ekspor(ekspor) => ekspor::run(argumen, ekspor),
        Perintah::Laporan(laporan) => laporan::run(argumen, laporan),
        Perintah::Perjanjian(perjanjian) => laporan::run_perjanjian(argumen, perjanjian),

        Perintah::SalinNaskah(salin) => salin_naskah::run(argumen, salin),
        Perintah::SalinTahun(salin) => salin_tahun::run(argumen, salin),
        Perintah::Kunci(kunci) => kunci::run(argumen, kunci),
        Perintah::BukaKunci(buka) => kunci::run_buka(argumen, buka),
        Perintah::Beda(beda) => kunci::run_beda(argumen, beda),
        Perintah::Riwayat(riwayat) => riwayat::run(argumen, riwayat),
        Perintah::Cadangkan(cadangkan) => cadangan::run(argumen, cadangkan),
        Perintah::Pulihkan(pulihkan) => cadangan::run_pulihkan(argumen, pulihkan),
        Perintah::Jalankan(jalankan) => jalankan::run(argumen, jalankan),
        Perintah::Akun(perintah) => akun::run(argumen, perintah),
        Perintah::CetakDokumen(cetak) => cetak_dokumen::run(cetak),
    };
    done.map(|()| ExitCode::SUCCESS)
}

/// The home of `--dir`, with the database of `DATABASE_URL` where that is set.
fn home(argumen: &Argumen) -> Home {
    Home::new(argumen.dir(), std::env::var("DATABASE_URL").ok())
}

/// Does something with the open database, and closes it in any case.
fn with_store<T, F>(home: &Home, act: impl FnOnce(Store) -> F) -> Result<T, AppError>
where
    F: Future<Output = Result<T, AppError>>,
{
    keluaran::warnings(&home.warnings());
    block_on(async {
        let store = home.open().await?;
        let result = act(store.clone()).await;
        store.close().await;
        result
    })
}

/// The same for a database that must be there already: nothing is made by looking.
fn with_existing<T, F>(home: &Home, act: impl FnOnce(Store) -> F) -> Result<T, AppError>
where
    F: Future<Output = Result<T, AppError>>,
{
    if !home.exists() {
        return Err(app::Rejection::single(
            "PRT003",
            home.dir().display().to_string(),
            "Di folder ini belum ada basis data.",
            "Basis data dibuat oleh kinerja impor atau kinerja contoh.",
            "Pindah ke folder yang benar, sebut foldernya dengan --dir, atau impor dahulu.",
        )
        .into());
    }
    with_store(home, act)
}

/// The same for a server: on as many threads as there are cores.
fn with_server<T, F>(home: &Home, act: impl FnOnce(Store) -> F) -> Result<T, AppError>
where
    F: Future<Output = Result<T, AppError>>,
{
    keluaran::warnings(&home.warnings());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| AppError::failure("starting the runtime", error))?.block_on(async {
        let store = home.open().await?;
        let result = act(store.clone()).await;
        store.close().await;
        result
    })
}

fn block_on<T>(future: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| AppError::failure("starting the runtime", error))?.block_on(future)
}

async fn office(store: &Store, named: Option<&String>) -> Result<KodeWilayah, AppError> {
    app::pilih_instansi(store, named.map(String::as_str)).await
}

/// Who acts, and when: here alone a clock is asked.
fn pelaku(argumen: &Argumen) -> Pelaku {
    let account = || ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    let nama = argumen.oleh.clone().or_else(account).filter(|name| !name.trim().is_empty());
    Pelaku { nama: nama.unwrap_or_else(|| "operator".to_string()), waktu: now() }
}

/// Now, in UTC, to the second.
fn now() -> String {
    let now = time::OffsetDateTime::now_utc();
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        now.year(),
        u8::from(now.month()),
        now.day(),
        now.hour(),
        now.minute(),
        now.second()
    )
}
