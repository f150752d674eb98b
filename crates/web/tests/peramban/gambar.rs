//! The pictures of the manual, of the invented example office: the same program draws the same pictures.

use std::path::Path;

use app::akun::Peran;
use chromiumoxide::cdp::browser_protocol::page::CaptureScreenshotFormat;
use chromiumoxide::page::ScreenshotParams;

use crate::Alat;
use crate::halaman::check_a_document;
use crate::hari::{approves, prove, verifies};
use crate::server::Server;
use crate::tab::Tab;

/// As wide as a page of the manual can show legibly.
const SIZE: (i64, i64) = (1100, 640);

/// Legible still, and a page of the manual with its picture stays within the budget of a page.
const QUALITY: i64 = 25;

/// Pages as they open: name of the picture, who looks, page.
const PAGES: &[(&str, Peran, &str)] = &[
    ("beranda", Peran::Operator, ""),
    ("pengukuran", Peran::Operator, "pengukuran"),
    ("laporan", Peran::Operator, "laporan"),
    ("naskah", Peran::Operator, "laporan/bagian/kata-pengantar"),
    ("fasilitasi", Peran::Kasi, "fasilitasi?keadaan=belum-terlaksana"),
    ("dokumen-desa", Peran::Desa, "dokumen-desa"),
    ("pengingat", Peran::Operator, "pengingat"),
    ("kantor", Peran::Operator, "pengaturan/kantor"),
    ("kepegawaian", Peran::Operator, "kepegawaian"),
    ("perencanaan", Peran::Operator, "perencanaan"),
    ("anggaran", Peran::Operator, "anggaran/7.01.01.2.01"),
    ("inovasi", Peran::Operator, "inovasi/INV-1"),
    ("akun", Peran::AdminKecamatan, "pengaturan/akun"),
];

/// Draws all pictures into a folder.
pub async fn draw(alat: &Alat, folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let server = alat.contoh.serve().await;
    let tab = alat.peramban.window().await;
    tab.size(SIZE).await;
    tab.open(&server.url("/masuk")).await;
    keep(&tab, folder, "masuk").await;
    tab.close().await;
    for (name, peran, page) in PAGES {
        let tab = someone(alat, &server, *peran).await;
        tab.open(&server.at(page)).await;
        keep(&tab, folder, name).await;
        tab.close().await;
    }
    let kasi = someone(alat, &server, Peran::Kasi).await;
    prove(&server, &kasi).await;
    keep(&kasi, folder, "bukti").await;
    let operator = someone(alat, &server, Peran::Operator).await;
    operator.open(&server.at("pengukuran")).await;
    operator.click("a[data-laci]:has(#realisasi-IKT-2)").await;
    operator.until("document.querySelector('dialog[open] h2, dialog[open] h1')").await;
    keep(&operator, folder, "asal-angka").await;
    check_a_document(&server, &operator).await;
    keep(&operator, folder, "periksa").await;
    let sekcam = someone(alat, &server, Peran::Sekcam).await;
    sekcam.open(&server.at("laporan")).await;
    keep(&sekcam, folder, "verifikasi").await;
    verifies(&server, &sekcam, "Angka cocok dengan bukti").await;
    let camat = someone(alat, &server, Peran::Camat).await;
    approves(&server, &camat).await;
    keep(&camat, folder, "kunci").await;
    for tab in [kasi, operator, sekcam, camat] {
        tab.close().await;
    }
}

async fn someone(alat: &Alat, server: &Server, peran: Peran) -> Tab {
    let tab = alat.peramban.window().await;
    tab.size(SIZE).await;
    tab.dark(false).await;
    tab.sign_in(server, &alat.contoh, peran).await;
    tab
}

/// What the window shows, without the cursor that blinks.
async fn keep(tab: &Tab, folder: &Path, name: &str) {
    tab.calm().await;
    tab.until("(document.activeElement?.blur(), scrollTo(0, 0), true)").await;
    let shot = ScreenshotParams::builder().format(CaptureScreenshotFormat::Webp).quality(QUALITY).build();
    std::fs::write(folder.join(format!("{name}.webp")), tab.page.screenshot(shot).await.unwrap()).unwrap();
}
