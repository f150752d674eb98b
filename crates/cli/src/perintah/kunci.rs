//! `kinerja kunci`, `kinerja buka-kunci`, `kinerja beda`

use app::{AppError, Periode, Permintaan};

use super::{laporan, periode, with_existing};
use crate::argumen::{Argumen, Beda, BukaKunci, Kertas, Kunci};
use crate::keluaran::say;

pub fn run(argumen: &Argumen, kunci: &Kunci) -> Result<(), AppError> {
    let home = super::home(argumen);
    let pelaku = super::pelaku(argumen);
    let request = request(periode::of(&kunci.periode)?, kunci.kertas);
    let locked = with_existing(&home, |store| {
        let (home, pelaku, request) = (&home, &pelaku, &request);
        async move {
            let kode = super::office(&store, kunci.instansi.as_ref()).await?;
            app::kunci_laporan(&store, home, &kode, request, kunci.alasan.trim(), pelaku).await
        }
    })?;
    let what = if locked.revisi == 0 { String::new() } else { format!(" sebagai ralat ke-{}", locked.revisi) };
    say!("Laporan {} dikunci{what}.", request.periode);
    say!("  sidik isi      : {}", locked.sha256);
    say!("  kepala riwayat : {}", locked.history_head);
    Ok(())
}

pub fn run_buka(argumen: &Argumen, buka: &BukaKunci) -> Result<(), AppError> {
    let home = super::home(argumen);
    let pelaku = super::pelaku(argumen);
    let periode = periode::of(&buka.periode)?;
    with_existing(&home, |store| {
        let pelaku = &pelaku;
        async move {
            let kode = super::office(&store, buka.instansi.as_ref()).await?;
            app::buka_kunci(&store, &kode, periode, &buka.alasan, pelaku).await
        }
    })?;
    say!("Kunci laporan {periode} dibuka; isinya dapat diubah lagi.");
    say!("Laporan yang sudah dikunci tetap tersimpan. Kunci lagi dengan alasan ralat sesudah diperbaiki.");
    Ok(())
}

pub fn run_beda(argumen: &Argumen, beda: &Beda) -> Result<(), AppError> {
    let home = super::home(argumen);
    let request = request(periode::of(&beda.periode)?, Kertas::A4);
    let differences = with_existing(&home, |store| {
        let (home, request) = (&home, &request);
        async move {
            let kode = super::office(&store, beda.instansi.as_ref()).await?;
            app::beda_terkunci(&store, home, &kode, request).await
        }
    })?;
    if differences.is_empty() {
        say!("Tidak ada beda: register hari ini mencetak laporan yang sama.");
    }
    for difference in &differences {
        match difference {
            app::Beda::Terkunci(line) => say!("- {line}"),
            app::Beda::Sekarang(line) => say!("+ {line}"),
        }
    }
    Ok(())
}

fn request(periode: Periode, kertas: Kertas) -> Permintaan {
    Permintaan { periode, formats: Vec::new(), paper: laporan::paper(kertas), is_final: true, per_tanggal: None }
}
