//! The day of each role, from the figures of a quarter to the comparison of its versions.

use app::akun::Peran;

use crate::Alat;
use crate::server::{OTHER, OWN, Server};
use crate::tab::Tab;

/// The smallest file that is a PDF by its content.
const PROOF: &[u8] =
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
                       trailer<</Root 1 0 R>>\n%%EOF\n";

const NILAI: &str = "[name='nilai_komponen.@IKT-2,a,3.nilai']";
const NILAI_BERIKUT: &str = "[name='nilai_komponen.@IKT-2,b,3.nilai']";

pub async fn a_quarter_from_its_figures_to_the_lock_and_the_comparison(alat: &Alat) {
    let server = alat.contoh.serve().await;
    let someone = async |peran| {
        let tab = alat.peramban.window().await;
        tab.sign_in(&server, &alat.contoh, peran).await;
        tab
    };
    let operator = someone(Peran::Operator).await;
    enters_and_prints(&server, &operator).await;
    let kasi = someone(Peran::Kasi).await;
    ticks_with_proof(&server, &kasi).await;
    let sekcam = someone(Peran::Sekcam).await;
    verifies(&server, &sekcam, "Angka cocok dengan bukti").await;
    let camat = someone(Peran::Camat).await;
    approves_and_locks(&server, &camat, None).await;
    meets_the_lock(&server, &operator).await;
    let reviewer = someone(Peran::ReviewerKabupaten).await;
    unlocks(&server, &reviewer).await;
    corrects(&server, &operator).await;
    verifies(&server, &sekcam, "Ralat dibaca").await;
    approves_and_locks(&server, &camat, Some("Salah ketik pada IKT-2")).await;
    compares(&server, &reviewer).await;
    for tab in [operator, kasi, sekcam, camat, reviewer] {
        tab.unharmed().await;
        tab.close().await;
    }
}

async fn enters_and_prints(server: &Server, tab: &Tab) {
    tab.open(&server.at("")).await;
    tab.follow("Pengukuran").await;
    let before = tab.text("#capaian-IKT-2").await;
    // Typed: the figure that follows from it is seen before anything is saved.
    tab.write(NILAI, "6").await;
    tab.until("document.querySelector('#realisasi-IKT-2').innerText.includes('85,71 %')").await;
    assert_ne!(tab.text("#capaian-IKT-2").await, before);
    // Pasted from a spreadsheet: two cells below each other.
    tab.click(NILAI).await;
    tab.paste("5\r\n6\r\n").await;
    tab.until(&format!("document.querySelector(\"{NILAI}\").value === '5'")).await;
    tab.until(&format!("document.querySelector(\"{NILAI_BERIKUT}\").value === '6'")).await;
    tab.until("document.querySelector('#realisasi-IKT-2').innerText.includes('83,33 %')").await;
    tab.follow("Simpan").await;
    tab.says("Perubahan tersimpan").await;
    assert_eq!(tab.text("#realisasi-IKT-2").await, "83,33 %");
    // The drawer tells where the number comes from.
    tab.click("a[data-laci]:has(#realisasi-IKT-2)").await;
    tab.until("document.querySelector('dialog[open]')?.innerText.includes('operator.sukamaju')").await;
    tab.press("Tutup").await;
    tab.follow("Laporan").await;
    tab.choose("#format", "pdf").await;
    tab.press("Unduh").await;
    let (name, bytes) = tab.downloaded().await;
    assert!(name.ends_with(".pdf") && bytes.starts_with(b"%PDF-") && bytes.len() > 50_000, "{name}: {}", bytes.len());
}

async fn ticks_with_proof(server: &Server, tab: &Tab) {
    tab.open(&server.at("fasilitasi?keadaan=belum-terlaksana")).await;
    tab.choose("[name='fasilitasi.@F-36.terlaksana']", "ya").await;
    tab.write("[name='fasilitasi.@F-36.tanggal_terlaksana']", "20/9/2024").await;
    tab.key("Tab").await;
    tab.says("dibaca 20/09/2024").await;
    tab.choose("[name='fasilitasi.@F-36.ditindaklanjuti']", "ya").await;
    tab.write("[name='fasilitasi.@F-36.tanggal_ditindaklanjuti']", "25 September 2024").await;
    tab.follow("Simpan").await;
    tab.says("Perubahan tersimpan").await;
    prove(server, tab).await;
    tab.open(&server.at("fasilitasi")).await;
    assert!(tab.text("a[aria-label^='Bukti F-36']").await.starts_with('1'));
}

/// Hands in a file that proves an item.
pub async fn prove(server: &Server, tab: &Tab) {
    tab.open(&server.at("fasilitasi")).await;
    tab.follow_to("a[aria-label^='Bukti F-36']").await;
    let folder = tempfile::tempdir().unwrap();
    let proof = folder.path().join("berita-acara.pdf");
    std::fs::write(&proof, PROOF).unwrap();
    tab.choose_file("#berkas", &proof.display().to_string()).await;
    tab.write("#uraian", "Berita acara pembinaan").await;
    tab.write("#tanggal", "20/9/2024").await;
    tab.follow("Unggah").await;
    tab.says("Berita acara pembinaan").await;
}

/// The sekcam verifies, with a note.
pub async fn verifies(server: &Server, tab: &Tab, note: &str) {
    tab.open(&server.at("laporan")).await;
    tab.write("#teks-1", note).await;
    tab.follow("Nyatakan diverifikasi").await;
    tab.says("diverifikasi").await;
    tab.says(note).await;
}

/// The camat approves.
pub async fn approves(server: &Server, tab: &Tab) {
    tab.open(&server.at("laporan")).await;
    tab.follow("Setujui").await;
}

async fn approves_and_locks(server: &Server, tab: &Tab, reason: Option<&str>) {
    approves(server, tab).await;
    if let Some(reason) = reason {
        tab.write("[name=alasan]", reason).await;
    }
    tab.follow("Kunci laporan").await;
    tab.says("Laporan periode ini dikunci").await;
}

async fn meets_the_lock(server: &Server, tab: &Tab) {
    tab.open(&server.at("pengukuran")).await;
    tab.says("sudah dikunci").await;
    tab.until(&format!("!document.querySelector(\"{NILAI}\")")).await;
}

async fn unlocks(server: &Server, tab: &Tab) {
    tab.open(&server.at("laporan")).await;
    tab.write("[name=alasan]", "Angka IKT-2 salah ketik").await;
    tab.follow("Buka kunci").await;
    tab.says("alasannya tercatat").await;
}

async fn corrects(server: &Server, tab: &Tab) {
    tab.open(&server.at("pengukuran")).await;
    tab.write(NILAI, "6").await;
    tab.follow("Simpan").await;
    tab.says("Perubahan tersimpan").await;
}

async fn compares(server: &Server, tab: &Tab) {
    tab.open(&server.at("laporan")).await;
    tab.follow("Arsip dan beda").await;
    tab.says("Salah ketik pada IKT-2").await;
    tab.follow("dengan sebelumnya").await;
    tab.says("83,33").await;
    tab.says("100,00").await;
}

pub async fn wrong_roles_and_other_offices_are_refused(alat: &Alat) {
    let server = alat.contoh.serve().await;
    let other = server.url(&format!("/kantor/{OTHER}/2024/tw3"));
    for (peran, allowed, refused) in [
        (Peran::Operator, "pengukuran", "pengaturan/akun"),
        (Peran::Kasi, "fasilitasi", "kepegawaian"),
        (Peran::Desa, "dokumen-desa", "pengukuran"),
        (Peran::PetugasLayanan, "inovasi", "kepegawaian"),
        (Peran::Evaluator, "laporan", "pengaturan/token"),
    ] {
        let tab = alat.peramban.window().await;
        tab.sign_in(&server, &alat.contoh, peran).await;
        tab.open(&server.at(allowed)).await;
        tab.until("document.querySelector('nav.menu')").await;
        tab.unharmed().await;
        for address in [server.at(refused), other.clone()] {
            tab.open(&address).await;
            let status: i64 = tab.ask("performance.getEntriesByType('navigation')[0].responseStatus").await.unwrap();
            assert_eq!(status, 403, "{} {address}", peran.word());
            tab.until("!document.querySelector('main table') && document.querySelector('main h1')").await;
        }
        tab.close().await;
    }
    // Nobody in particular is sent to the door, and comes back to where the address led.
    let tab = alat.peramban.window().await;
    tab.open(&server.at("pengukuran")).await;
    tab.until("location.pathname === '/masuk'").await;
    let (name, password) = alat.contoh.account(Peran::Camat);
    tab.write("#nama", name).await;
    tab.write("#sandi", password).await;
    tab.follow_to("main button.utama").await;
    tab.until(&format!("location.pathname === '/kantor/{OWN}/2024/tw3/pengukuran'")).await;
    tab.close().await;
}
