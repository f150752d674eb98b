//! What a handler knows of its request: who asks, where, and what is there.

use std::sync::Arc;

use app::Pelaku;
use app::akun::{Akun, Sesi, TokenApi};
use axum::extract::{FromRequestParts, Query};
use axum::http::Method;
use axum::http::request::Parts;
use domain::calculation::View;
use domain::register::Register;
use domain::schema::Field;
use domain::value::KodeWilayah;

use crate::galat::Galat;
use crate::halaman::kabupaten;
use crate::isian::Cells;
use crate::izin::{self, Hak};
use crate::keadaan::{DataTahun, Keadaan};
use crate::rangka::{Rangka, Tautan, pesan};
use crate::tampilan;
use crate::tempat::{self, Tempat};

/// Put into the request by the guard of its route.
#[derive(Debug, Clone)]
pub(crate) struct Diperiksa {
    pub keadaan: Keadaan,
    pub sesi: Option<Arc<Sesi>>,
    pub token: String,
    pub api: Option<Arc<TokenApi>>,
    pub tempat: Option<Tempat>,
}

/// A request that its guard has let through.
#[derive(Debug, Clone)]
pub struct Konteks {
    /// What every request shares.
    pub keadaan: Keadaan,
    /// Who is signed in.
    pub sesi: Option<Arc<Sesi>>,
    /// The token of the session's cookie; empty where nobody is signed in.
    pub token: String,
    /// The token of another program, where one asks instead of a person.
    pub api: Option<Arc<TokenApi>>,
    /// The path that was asked for; a form is called by it in drafts.
    pub jalan: String,
    tempat: Option<Tempat>,
    pesan: Option<&'static str>,
}

impl Diperiksa {
    /// The request at a path, with a word of what was just done.
    pub(crate) fn konteks(self, jalan: String, pesan: Option<&'static str>) -> Konteks {
        let Self { keadaan, sesi, token, api, tempat } = self;
        Konteks { keadaan, sesi, token, api, jalan, tempat, pesan }
    }
}

impl FromRequestParts<Keadaan> for Konteks {
    type Rejection = Galat;

    async fn from_request_parts(parts: &mut Parts, _: &Keadaan) -> Result<Self, Galat> {
        let checked = parts.extensions.get::<Diperiksa>().cloned().ok_or(Galat::Gagal)?;
        let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).map(|query| query.0).unwrap_or_default();
        // A form that is sent again from a page with a message asks for a new one.
        let mut said = query.iter().filter(|_| parts.method == Method::GET);
        let word = said.find(|(name, _)| name == "pesan").map(|(_, word)| word.as_str());
        Ok(checked.konteks(parts.uri.path().to_string(), word.and_then(pesan)))
    }
}

impl Konteks {
    /// Who is signed in; refused where nobody is.
    pub fn sesi(&self) -> Result<&Sesi, Galat> {
        self.sesi.as_deref().ok_or(Galat::Dilarang)
    }

    /// The account that asks.
    pub fn akun(&self) -> Result<&Akun, Galat> {
        self.sesi().map(|sesi| &sesi.akun)
    }

    /// Who acts now, for the history.
    pub fn pelaku(&self) -> Result<Pelaku, Galat> {
        let nama = match &self.api {
            Some(token) => format!("token {}", token.nama),
            None => self.akun()?.nama_pengguna.clone(),
        };
        Ok(Pelaku { nama, waktu: self.keadaan.now() })
    }

    /// True where the one who asks has a right at the office of the page.
    pub fn may(&self, hak: Hak) -> bool {
        self.tempat.as_ref().is_some_and(|tempat| self.may_at(hak, &tempat.kode))
    }

    /// True where the one who asks, a person or a program, has a right at an office.
    pub fn may_at(&self, hak: Hak, kode: &KodeWilayah) -> bool {
        match (&self.api, &self.sesi) {
            (Some(token), _) => token.kantor == *kode && izin::token_may(token.lingkup, hak),
            (None, Some(sesi)) => izin::may(&sesi.akun, hak, kode),
            (None, None) => false,
        }
    }

    /// True where the one who asks may change these rows of a table.
    pub fn may_change<'a>(
        &self,
        kode: &KodeWilayah,
        table: &str,
        rows: impl IntoIterator<Item = &'a Cells>,
        register: &Register,
    ) -> bool {
        match (&self.api, &self.sesi) {
            // A token is nobody's own: it changes whole tables or none.
            (Some(_), _) => self.may_at(izin::change_of(table), kode),
            (None, Some(sesi)) => {
                self.may_at(izin::change_of(table), kode) && izin::may_change(&sesi.akun, kode, table, rows, register)
            }
            (None, None) => false,
        }
    }

    /// The region whose time is shown: of the page's office, else where the one who asks has a role.
    pub fn wilayah(&self) -> Option<KodeWilayah> {
        let duty = || self.sesi.as_ref()?.akun.penugasan.first();
        let own = || duty().and_then(|duty| KodeWilayah::read(&duty.wilayah).ok());
        self.tempat.as_ref().map(|tempat| tempat.kode.clone()).or_else(own)
    }

    /// The same request at another place.
    pub(crate) fn at(mut self, tempat: Tempat) -> Self {
        self.tempat = Some(tempat);
        self
    }

    /// The office, year and period of the page.
    pub fn tempat(&self) -> Result<&Tempat, Galat> {
        self.tempat.as_ref().ok_or(Galat::TidakAda)
    }

    /// The office of the page.
    pub fn kode(&self) -> Result<&KodeWilayah, Galat> {
        self.tempat().map(|tempat| &tempat.kode)
    }

    /// The office of the page in its year and period.
    pub async fn kantor(self) -> Result<HalamanKantor, Galat> {
        let tempat = self.tempat()?.clone();
        let data = self.keadaan.year(&tempat.kode, tempat.tahun()).await?.ok_or(Galat::TidakAda)?;
        Ok(HalamanKantor { konteks: self, tempat, data })
    }

    /// The frame of a page that belongs to no office.
    pub fn rangka(&self, judul: impl Into<String>) -> Rangka {
        let mut rangka = Rangka::bare(judul);
        if let Some(sesi) = &self.sesi {
            rangka.masuk = true;
            rangka.csrf = sesi.csrf.clone();
            rangka.nama = sesi.akun.nama.clone();
        }
        rangka.pesan = self.pesan;
        rangka
    }
}

/// A page of an office in a year and a period.
#[derive(Debug)]
pub struct HalamanKantor {
    /// The request.
    pub konteks: Konteks,
    /// Office, year and period.
    pub tempat: Tempat,
    /// The loaded year.
    pub data: Arc<DataTahun>,
}

/// Menu entries: path below the place, words, and the right that shows them.
pub const MENU: &[(&str, &str, Hak)] = &[
    ("", "Beranda", Hak::Lihat),
    ("perencanaan", "Perencanaan", Hak::Lihat),
    ("perjanjian", "Perjanjian Kinerja", Hak::Lihat),
    ("pengukuran", "Pengukuran", Hak::Lihat),
    ("fasilitasi", "Fasilitasi dan koordinasi", Hak::Lihat),
    ("dokumen-desa", "Dokumen Desa", Hak::LihatDokumenDesa),
    ("anggaran", "Anggaran", Hak::Lihat),
    ("kepegawaian", "Kepegawaian", Hak::LihatPegawai),
    ("inovasi", "Inovasi dan layanan", Hak::Lihat),
    ("laporan", "Laporan", Hak::Lihat),
    ("evaluasi", "Evaluasi", Hak::Lihat),
    ("periksa", "Periksa dokumen", Hak::Lihat),
    ("pengaturan", "Pengaturan", Hak::Lihat),
    ("panduan", "Panduan", Hak::Bantuan),
];

/// What the pages of a menu entry change.
const ISIAN: [(&str, Hak); 8] = [
    ("perencanaan", Hak::UbahPerencanaan),
    ("perjanjian", Hak::UbahPerjanjian),
    ("pengukuran", Hak::UbahPengukuran),
    ("fasilitasi", Hak::UbahFasilitasi),
    ("dokumen-desa", Hak::UbahDokumenDesa),
    ("anggaran", Hak::UbahAnggaran),
    ("kepegawaian", Hak::UbahPegawai),
    ("inovasi", Hak::UbahInovasi),
];

impl HalamanKantor {
    /// The year as of the page's period.
    pub fn view(&self) -> View<'_> {
        self.data.tahun.view(self.tempat.periode, None)
    }

    /// True where the one who asks has a right here.
    pub fn may(&self, hak: Hak) -> bool {
        self.konteks.may(hak)
    }

    /// The state of the period's report.
    pub fn keadaan(&self) -> app::Keadaan {
        self.data.keadaan.get(&self.tempat.periode).copied().unwrap_or(app::Keadaan::Draf)
    }

    /// True where the period's report is locked: what belongs to the period cannot change.
    pub fn terkunci(&self) -> bool {
        self.keadaan() == app::Keadaan::Dikunci
    }

    /// The frame; `halaman` is the path of the menu entry under which the page stands.
    pub fn rangka(&self, judul: impl Into<String>, halaman: &str) -> Rangka {
        let view = self.view();
        let mut rangka = self.konteks.rangka(judul);
        if let Some(instansi) = view.instansi() {
            rangka.kantor_nama = instansi.nama.to_string();
            rangka.kantor_wilayah = instansi.kabupaten.to_string();
            rangka.tanda = instansi.tanda_halaman.as_ref().map(ToString::to_string);
        }
        rangka.beranda = self.tempat.alamat("");
        rangka.keadaan = Some(self.keadaan().to_string());
        rangka.terkunci = self.terkunci() && !["", "periksa", "panduan"].contains(&halaman);
        rangka.warna = view.parameter("tampilan.warna").to_string();
        rangka.cari = if self.may(Hak::Lihat) { self.tempat.alamat("cari") } else { String::new() };
        rangka.per_tanggal = tampilan::tanggal(view.per_tanggal);
        rangka.pengisi = self.filled_by(halaman);
        rangka.tahun = self.years(halaman);
        rangka.periode = self.periods(halaman);
        let shown = MENU.iter().filter(|(_, _, hak)| self.may(*hak));
        let up = self.tempat.kode.parent().filter(|_| self.may(Hak::LihatKabupaten));
        let up = up.map(|kode| Tautan::new("Semua kantor", kabupaten::alamat(&kode, self.tempat.periode)));
        let shown = shown.map(|(path, words, _)| Tautan {
            nama: (*words).to_string(),
            alamat: self.tempat.alamat(path),
            kini: *path == halaman,
        });
        rangka.menu = up.into_iter().chain(shown).collect();
        rangka
    }

    /// Who fills in the pages of a menu entry, in words for those who do not.
    fn filled_by(&self, halaman: &str) -> String {
        let others = ISIAN.iter().find(|(menu, hak)| *menu == halaman && !self.may(*hak));
        let Some((_, hak)) = others else { return String::new() };
        let roles: Vec<&str> = hak.peran().iter().map(|peran| peran.word()).collect();
        let accounts =
            if self.may(Hak::KelolaAkun) { " Akunnya dibuat pada menu Pengaturan, Akun dan peran." } else { "" };
        format!("Bagian ini diisi oleh {}.{accounts}", roles.join(" atau "))
    }

    fn years(&self, halaman: &str) -> Vec<Tautan> {
        let link = |tahun: &i32| {
            let periode = tempat::periods(*tahun)
                .into_iter()
                .find(|periode| tempat::slug(*periode) == tempat::slug(self.tempat.periode))
                .unwrap_or(self.tempat.periode);
            Tautan {
                nama: tahun.to_string(),
                alamat: self.tempat.at(periode).alamat(halaman),
                kini: *tahun == self.tempat.tahun(),
            }
        };
        self.data.tahun_ada.iter().map(link).collect()
    }

    fn periods(&self, halaman: &str) -> Vec<Tautan> {
        let link = |periode| Tautan {
            nama: match periode {
                domain::value::Periode::Triwulan { triwulan, .. } => format!("TW {triwulan}"),
                domain::value::Periode::Tahunan { .. } => "Setahun".to_string(),
            },
            alamat: self.tempat.at(periode).alamat(halaman),
            kini: periode == self.tempat.periode,
        };
        tempat::periods(self.tempat.tahun()).into_iter().map(link).collect()
    }
}
