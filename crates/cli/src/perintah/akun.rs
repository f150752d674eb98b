//! `kinerja akun`

use app::akun::{self, Akun, Penugasan, Peran, UbahAkun};
use app::{AppError, Rejection, Waktu};

use super::{with_existing, with_store};
use crate::argumen::{Argumen, BuatAkun, PerintahAkun};
use crate::keluaran::say;

pub fn run(argumen: &Argumen, perintah: &PerintahAkun) -> Result<(), AppError> {
    let home = super::home(argumen);
    let pelaku = super::pelaku(argumen);
    match perintah {
        PerintahAkun::Buat(buat) => {
            let baru = read(buat)?;
            let (akun, sandi) = with_store(&home, |store| async move { akun::buat(&store, &pelaku, baru).await })?;
            say!("Akun {} dibuat untuk {}.", akun.nama_pengguna, akun.nama);
            password(&sandi, "tujuh hari");
        }
        PerintahAkun::Daftar { wilayah } => {
            let list = with_existing(&home, |store| async move { akun::daftar(&store, wilayah).await })?;
            if list.is_empty() {
                say!("Belum ada akun. Buat yang pertama dengan kinerja akun buat.");
            }
            list.iter().for_each(show);
        }
        PerintahAkun::SetelUlang { nama_pengguna } => {
            let sandi = with_existing(&home, |store| async move {
                let akun = akun::ambil_menurut_nama(&store, nama_pengguna).await?;
                akun::setel_ulang(&store, &pelaku, &akun.id, Waktu::read(&pelaku.waktu)?).await
            })?;
            say!("Sandi akun {nama_pengguna} disetel ulang; semua sesinya berakhir.");
            password(&sandi, "satu hari");
        }
        PerintahAkun::Nonaktifkan { nama_pengguna } => {
            with_existing(&home, |store| async move {
                let akun = akun::ambil_menurut_nama(&store, nama_pengguna).await?;
                let menjadi = UbahAkun { nama: akun.nama, penugasan: akun.penugasan, aktif: false };
                akun::ubah(&store, &pelaku, &akun.id, menjadi).await
            })?;
            say!("Akun {nama_pengguna} tidak dapat masuk lagi; semua sesinya berakhir.");
        }
    }
    Ok(())
}

fn read(buat: &BuatAkun) -> Result<akun::BuatAkun, AppError> {
    let Some(peran) = Peran::parse(&buat.peran) else {
        let known: Vec<&str> = Peran::ALL.into_iter().map(Peran::word).collect();
        return Err(Rejection::single(
            "AKN012",
            "--peran",
            format!("Peran \"{}\" tidak dikenal.", buat.peran),
            format!("Yang dikenal: {}.", known.join(", ")),
            "Perbaiki perannya, misalnya --peran \"admin kecamatan\".",
        )
        .into());
    };
    let penugasan =
        Penugasan { peran, wilayah: buat.wilayah.clone(), unit: buat.unit.clone(), desa: buat.desa.clone() };
    Ok(akun::BuatAkun {
        nama_pengguna: buat.nama_pengguna.clone(),
        nama: buat.nama.clone(),
        penugasan: vec![penugasan],
    })
}

fn password(sandi: &str, holds: &str) {
    say!("Sandi sementara: {sandi}");
    say!("Sandi ini hanya ditunjukkan sekali, berlaku {holds}, dan harus diganti saat masuk.");
}

fn show(akun: &Akun) {
    let state = if akun.aktif { "" } else { "  nonaktif" };
    say!("{}  {}{state}", akun.nama_pengguna, akun.nama);
    for Penugasan { peran, wilayah, unit, desa } in &akun.penugasan {
        let unit = unit.as_ref().map(|unit| format!(", unit {unit}")).unwrap_or_default();
        let desa = desa.as_ref().map(|desa| format!(", desa {desa}")).unwrap_or_default();
        say!("    {} di {wilayah}{unit}{desa}", peran.word());
    }
}
