//! A person: what stays, what changed since when, and trainings.

use app::Problem;
use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use domain::schema::Field;
use domain::value::Kode;

use super::{AKHIR, MENU, RIWAYAT};
use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Catatan, Cells, Kiriman, Kisi, terima_tampil};
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::{KOSONG, tanggal};

#[derive(Template)]
#[template(path = "pegawai.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    hari: String,
    /// Why the person does not serve on that day.
    tidak: Option<String>,
    /// The state on that day, in words.
    kini: Vec<(&'static str, String)>,
    pokok: Kisi,
    riwayat: Kisi,
    diklat: Kisi,
    boleh: bool,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

pub(super) fn show(h: &HalamanKantor, kunci: &str, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let kode = Kode::read(kunci).map_err(|_| Galat::TidakAda)?;
    let register = &h.data.tahun.register;
    let person = register.pegawai.iter().find(|person| person.kode == kode).ok_or(Galat::TidakAda)?;
    let boleh = h.may(Hak::UbahPegawai);
    let grid = |name: &str, column: &str, shown: &[&str]| {
        let own = |cells: &Cells| cells.get(column).is_some_and(|text| *text == kode.write());
        Kisi::of(register, name, shown, own, |_| boleh).ok_or(Galat::Gagal)
    };
    let fixed: Cells = [("pegawai".to_string(), kode.write())].into();
    let grown = |kisi: Kisi| if boleh { kisi.with_new(&fixed) } else { kisi };
    let view = h.view();
    let text = |text: Option<String>| text.unwrap_or_else(|| KOSONG.to_string());
    let state = view.riwayat(person).map(|riwayat| {
        let rank = domain::calculation::PegawaiSaatItu { pegawai: person, riwayat }.pangkat();
        vec![
            ("Status", riwayat.status.to_string()),
            ("Pangkat dan golongan", if rank.is_empty() { "–".to_string() } else { rank }),
            ("Jabatan", text(riwayat.jabatan.as_ref().map(ToString::to_string))),
            ("Pendidikan", riwayat.pendidikan.to_string()),
        ]
    });
    let serves = view.kepegawaian().pegawai.iter().any(|one| one.pegawai.kode == kode);
    halaman(&Halaman {
        r: h.rangka(&*person.nama, MENU).below(vec![Tautan::new("Kepegawaian", h.tempat.alamat(MENU))]),
        alamat: h.tempat.alamat(&format!("{MENU}/{kode}")),
        hari: tanggal(view.per_tanggal),
        tidak: (!serves && state.is_some()).then(|| super::absent(&view, person)),
        kini: state.unwrap_or_default(),
        pokok: grid("pegawai", "kode", &[])?.read_only(&["kode"]).last(&AKHIR).with(notes),
        riwayat: grown(grid("riwayat_pegawai", "pegawai", &RIWAYAT)?).with(notes),
        diklat: grown(grid("diklat", "pegawai", &["tingkat", "lulus"])?).with(notes),
        boleh,
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

/// `GET .../kepegawaian/{kunci}`.
pub(crate) async fn lihat(konteks: Konteks, Path((_, _, _, kunci)): Path<(String, String, String, String)>) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, &kunci, &Catatan::default(), Vec::new())
}

/// `POST .../kepegawaian/{kunci}`.
pub(crate) async fn simpan(
    konteks: Konteks,
    Path((_, _, _, kunci)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let kode = Kode::read(&kunci).map_err(|_| Galat::TidakAda)?;
    let address = h.tempat.alamat(&format!("{MENU}/{kode}"));
    let again = |h: &_, notes: &_, warnings| show(h, &kunci, notes, warnings);
    terima_tampil(h, &Kiriman::read(&body), &address, again).await
}
