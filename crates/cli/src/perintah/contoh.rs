//! `kinerja contoh`

use app::{
    AppError, Contoh as Hasil, Field, Format, Kantor, Kekurangan, KodeWilayah, Periode, Permintaan, PermintaanPeriksa,
};

use super::{jalankan, laporan, tulis, with_store};
use crate::argumen::{Argumen, Contoh, Jalankan};
use crate::keluaran::say;

pub fn run(argumen: &Argumen, contoh: &Contoh) -> Result<(), AppError> {
    let home = super::home(argumen);
    let pelaku = super::pelaku(argumen);
    let offices = with_store(&home, |store| {
        let (home, pelaku) = (&home, &pelaku);
        async move {
            let mut offices = Vec::new();
            for made in app::siapkan_contoh(&store, home, pelaku).await? {
                let kantor = Kantor::from_store(&store, made.kode(), home.office(made.kode())).await?;
                offices.push((made, kantor));
            }
            Ok(offices)
        }
    })?;
    say!("Dua instansi contoh siap di {}.", home.dir().display());
    for (made, kantor) in &offices {
        let Some(periode) = newest_report(kantor) else { continue };
        if let Hasil::Dibiarkan(kode) = made {
            say!("Instansi {kode} sudah diubah orang, jadi dibiarkan seperti adanya.");
        }
        print(argumen, made.kode(), kantor, periode)?;
    }
    check(argumen)?;
    say!("\nYang dapat dicoba selanjutnya:");
    let dir = home.dir().display();
    say!("  kinerja --dir {dir} laporan --instansi 99.99.01 --tahun 2024 --triwulan 2 --format pdf");
    say!("  kinerja --dir {dir} perjanjian --instansi 99.99.01 --tahun 2024");
    say!("  kinerja --dir {dir} ekspor --instansi 99.99.01 --tahun 2024 sukamaju-2024.xlsx");
    say!("  kinerja mulai --kecamatan 35.08.02 --tahun 2024");
    if contoh.tanpa_server { Ok(()) } else { serve(argumen) }
}

/// Checks the report that is flawed on purpose, and writes it with what was found as comments.
fn check(argumen: &Argumen) -> Result<(), AppError> {
    let Some((name, bytes)) = app::laporan_cacat() else { return Ok(()) };
    let folder = super::home(argumen).prints();
    let path = folder.join(&name);
    tulis::folder(&folder)?;
    tulis::whole(&path, &bytes)?;
    let result = app::periksa(vec![(name, bytes)], &PermintaanPeriksa::default(), &mut |_| {})?;
    let found = &result.pemeriksaan.ringkasan;
    say!(
        "\nSebuah laporan yang sengaja keliru diperiksa: {} kesalahan, {} peringatan, {} catatan, dari {} sebab.",
        found.kesalahan,
        found.peringatan,
        found.catatan,
        found.penyebab_utama
    );
    for (name, copy) in result.salinan() {
        let copy = copy.map_err(|cause| AppError::failure("annotating the flawed example", cause))?;
        let annotated = folder.join(super::periksa::copy_name(name));
        tulis::whole(&annotated, &copy)?;
        say!("  Dengan komentar di tempat tiap temuan: {}", annotated.display());
    }
    say!("  Daftar temuannya: kinerja periksa {}", path.display());
    say!("  Periksalah juga laporan kantor Anda: kinerja periksa LAPORAN.docx --format docx");
    Ok(())
}

/// Serves the examples, with an account for each role.
fn serve(argumen: &Argumen) -> Result<(), AppError> {
    let home = super::home(argumen);
    super::with_server(&home, |store| async move {
        let accounts = app::akun_contoh(&store, &super::pelaku(argumen)).await?;
        say!("\nAkun contoh (kata sandi dibuat baru setiap kali, dan hanya ditunjukkan di sini):");
        for (akun, sandi) in &accounts {
            let roles: Vec<&str> = akun.penugasan.iter().map(|duty| duty.peran.word()).collect();
            say!("  {:<22} {sandi}   {}", akun.nama_pengguna, roles.join(", "));
        }
        jalankan::serve(&super::home(argumen), store, &Jalankan::default()).await
    })
}

/// The report to show: the year's where the newest year has one, else its last quarter's.
fn newest_report(kantor: &Kantor) -> Option<Periode> {
    let register = kantor.years.values().next_back()?;
    register.laporan.iter().map(|laporan| laporan.periode).max()
}

fn print(argumen: &Argumen, kode: &KodeWilayah, kantor: &Kantor, periode: Periode) -> Result<(), AppError> {
    let request = Permintaan {
        periode,
        formats: vec![Format::Docx, Format::Pdf, Format::Xlsx],
        paper: app::Paper::A4,
        is_final: false,
        per_tanggal: None,
    };
    let (made, kekurangan) = app::print_laporan(kantor, &request)?;
    let pages = made.pages.map(|pages| format!(", {pages} halaman")).unwrap_or_default();
    say!("\nLaporan Kinerja {} {periode}{pages}:", office_name(kantor));
    tulis::cetakan(&made, &super::home(argumen).prints(), &laporan::name("lkj", periode, Some(kode)))?;
    let required = kekurangan.iter().filter(|item: &&Kekurangan| item.wajib).count();
    say!("  {} hal perlu dilengkapi, {required} di antaranya wajib (daftarnya di akhir draf).", kekurangan.len());
    Ok(())
}

fn office_name(kantor: &Kantor) -> String {
    let newest = kantor.years.values().next_back().and_then(|register| register.instansi.first());
    newest.map(|instansi| instansi.nama.write()).unwrap_or_default()
}
