//! The way of a report: draft, verified, approved, locked; and back.

use domain::alur::Keadaan;
use domain::problem::Rejection;
use domain::schema::Field;
use domain::value::{KodeWilayah, Periode};
use store::{Store, WorkflowEvent};

use crate::{AppError, Pelaku};

/// The state of a report. One without steps is a draft.
pub async fn keadaan(store: &Store, kode: &KodeWilayah, periode: Periode) -> Result<Keadaan, AppError> {
    let last = riwayat_alur(store, kode, periode).await?.pop();
    Ok(last.map_or(Keadaan::Draf, |event| event.keadaan))
}

/// The steps of a report with their remarks, the oldest first.
pub async fn riwayat_alur(store: &Store, kode: &KodeWilayah, periode: Periode) -> Result<Vec<WorkflowEvent>, AppError> {
    let mut events = store.workflow(kode).await?;
    events.retain(|event| event.periode == periode);
    Ok(events)
}

/// The states of all reports of an office that have taken a step.
pub async fn semua_keadaan(store: &Store, kode: &KodeWilayah) -> Result<Vec<(Periode, Keadaan)>, AppError> {
    let events = store.workflow(kode).await?;
    let states: std::collections::BTreeMap<Periode, Keadaan> =
        events.into_iter().map(|event| (event.periode, event.keadaan)).collect();
    Ok(states.into_iter().collect())
}

/// Moves a report one state on, or back to the draft, which needs a remark. Locking is [`crate::kunci_laporan`],
/// unlocking [`buka_kunci`].
pub async fn pindahkan(
    store: &Store,
    kode: &KodeWilayah,
    periode: Periode,
    ke: Keadaan,
    catatan: &str,
    pelaku: &Pelaku,
) -> Result<(), AppError> {
    let dari = keadaan(store, kode, periode).await?;
    let refused = |what: String, why: &str, action: &str| -> AppError {
        Rejection::single("ALR001", format!("laporan {}", periode.write()), what, why, action).into()
    };
    if !dari.berikutnya().contains(&ke) {
        return Err(match (dari, ke) {
            (Keadaan::Dikunci, _) => refused(
                "Laporan ini sudah dikunci.".to_string(),
                "Laporan yang dikunci hanya berubah setelah kuncinya dibuka dengan alasan.",
                "Buka dahulu kuncinya.",
            ),
            (_, Keadaan::Dikunci) => refused(
                format!("Laporan ini tidak dapat langsung berpindah dari {dari} ke {ke}."),
                "Mengunci berarti menyimpan laporan seperti tercetak.",
                "Kunci laporannya dari halaman laporan, atau dengan kinerja kunci.",
            ),
            _ => refused(
                format!("Laporan ini tidak dapat berpindah dari {dari} ke {ke}."),
                "Laporan maju selangkah demi selangkah, atau kembali menjadi draf.",
                "Muat ulang halamannya, lalu pilih langkah berikutnya.",
            ),
        });
    }
    let kind = match ke {
        Keadaan::Diverifikasi => "verifikasi",
        Keadaan::Disetujui => "setujui",
        Keadaan::Draf | Keadaan::Dikunci => "kembalikan",
    };
    if ke == Keadaan::Draf && catatan.trim().is_empty() {
        return Err(refused(
            "Catatan pengembalian kosong.".to_string(),
            "Penyusun perlu tahu apa yang harus diperbaiki.",
            "Tuliskan apa yang perlu diperbaiki.",
        ));
    }
    Ok(store.move_workflow(&pelaku.act(kind, catatan.trim(), None), kode, periode, dari, ke).await?)
}

/// Opens the lock of a period, with a reason; its report is a draft again. What was locked stays as it was printed.
pub async fn buka_kunci(
    store: &Store,
    kode: &KodeWilayah,
    periode: Periode,
    alasan: &str,
    pelaku: &Pelaku,
) -> Result<(), AppError> {
    let refused = |what: &str, why: &str, action: &str| -> AppError {
        Rejection::single("ALR002", format!("laporan {}", periode.write()), what, why, action).into()
    };
    if keadaan(store, kode, periode).await? != Keadaan::Dikunci {
        return Err(refused(
            "Laporan ini tidak sedang dikunci.",
            "Yang dapat dibuka hanya kunci yang terpasang.",
            "Periksa periodenya.",
        ));
    }
    if alasan.trim().is_empty() {
        return Err(refused(
            "Alasan membuka kunci kosong.",
            "Perubahan sesudah laporan ditandatangani harus dapat dipertanggungjawabkan.",
            "Tuliskan alasannya.",
        ));
    }
    let act = pelaku.act("buka kunci", alasan.trim(), None);
    Ok(store.move_workflow(&act, kode, periode, Keadaan::Dikunci, Keadaan::Draf).await?)
}
