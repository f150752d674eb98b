//! Carrying narrative over from an earlier period.

use app::{HasilSalin, Salinan};
use askama::Template;
use axum::body::Bytes;
use domain::problem::Rejection;
use domain::value::Periode;

use super::{alamat_bagian, crumb, read_periode};
use crate::galat::{Hasil, halaman};
use crate::isian::Kiriman;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::Rangka;
use crate::tempat;

/// So many periods are offered.
const OFFERED: usize = 9;

/// The periods from which text can be carried over, the newest first, each with its word in the form.
pub(super) fn sources(h: &HalamanKantor) -> Vec<(String, String)> {
    let years = h.data.tahun_ada.iter().filter(|year| **year <= h.tempat.tahun());
    let mut periods: Vec<Periode> = years.flat_map(|year| tempat::periods(*year)).collect();
    let order = |periode: &Periode| (periode.end(), matches!(periode, Periode::Tahunan { .. }));
    periods.retain(|periode| order(periode) < order(&h.tempat.periode));
    periods.sort_by_key(|periode| std::cmp::Reverse(order(periode)));
    let word = |periode: Periode| (format!("{}/{}", periode.tahun(), tempat::slug(periode)), periode.to_string());
    periods.into_iter().take(OFFERED).map(word).collect()
}

#[derive(Template)]
#[template(path = "laporan_salin.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    dari: String,
    disalin: Vec<Disalin>,
    dilewati: Vec<(String, String)>,
}

struct Disalin {
    tempat: String,
    alamat: String,
    ganti: Vec<(String, String)>,
}

/// `POST .../laporan/salin`.
pub(crate) async fn salin(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.clone().kantor().await?;
    let kiriman = Kiriman::read(&body);
    let asked = kiriman.get("dari");
    let known = sources(&h).iter().any(|(word, _)| word == asked);
    let Some(dari) = read_periode(asked).filter(|_| known) else {
        let what = "Periode asal belum dipilih.";
        let why = "Naskah disalin dari periode sebelum ini.";
        return Err(
            app::AppError::from(Rejection::single("WEB010", "dari", what, why, "Pilih periode asalnya.")).into()
        );
    };
    let keadaan = &konteks.keadaan;
    let (home, kode) = (&keadaan.pengaturan.home, &h.tempat.kode);
    let done = app::salin(&keadaan.store, home, kode, dari, h.tempat.periode, &konteks.pelaku()?).await?;
    let (mut disalin, mut dilewati) = (Vec::new(), Vec::new());
    for Salinan { tempat, hasil } in done {
        match hasil {
            HasilSalin::Disalin(ganti) => {
                let bagian = tempat.strip_prefix("naskah ");
                let alamat =
                    bagian.map_or_else(|| h.tempat.alamat("data/analisis"), |bagian| alamat_bagian(&h, bagian));
                disalin.push(Disalin { tempat: report::teks::capitalized(&tempat), alamat, ganti });
            }
            HasilSalin::Dilewati(why) => dilewati.push((report::teks::capitalized(&tempat), why)),
        }
    }
    halaman(&Halaman {
        r: h.rangka("Naskah disalin", "laporan").below(crumb(&h)),
        alamat: h.tempat.alamat("laporan"),
        dari: dari.to_string(),
        disalin,
        dilewati,
    })
}
