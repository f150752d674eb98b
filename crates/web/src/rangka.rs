//! The frame around every page: head, menu, period, crumbs.

/// A link.
#[derive(Debug, Clone, Default)]
pub struct Tautan {
    /// What it says.
    pub nama: String,
    /// Where it leads.
    pub alamat: String,
    /// True where one is there.
    pub kini: bool,
}

impl Tautan {
    /// A link to another place.
    pub fn new(nama: impl Into<String>, alamat: impl Into<String>) -> Self {
        Self { nama: nama.into(), alamat: alamat.into(), kini: false }
    }
}

/// What the frame shows.
#[derive(Debug, Clone, Default)]
pub struct Rangka {
    /// Title of the page.
    pub judul: String,
    /// True where someone is signed in.
    pub masuk: bool,
    /// Token of the session's forms.
    pub csrf: String,
    /// Name of the person.
    pub nama: String,
    /// Where the emblem leads.
    pub beranda: String,
    /// Name of the office; empty on pages of no office.
    pub kantor_nama: String,
    /// Its kabupaten.
    pub kantor_wilayah: String,
    /// Notice on every page of an example office.
    pub tanda: Option<String>,
    /// Colour of the office.
    pub warna: String,
    /// Years of the office.
    pub tahun: Vec<Tautan>,
    /// Periods of the year.
    pub periode: Vec<Tautan>,
    /// State of the period.
    pub keadaan: Option<String>,
    /// True on pages that change a period whose report is locked.
    pub terkunci: bool,
    /// Address of the search; empty where there is nothing to search.
    pub cari: String,
    /// Menu of the office.
    pub menu: Vec<Tautan>,
    /// Pages above this one.
    pub remah: Vec<Tautan>,
    /// What was just done.
    pub pesan: Option<&'static str>,
    /// Who fills in what the pages of this menu entry show; empty for those who do.
    pub pengisi: String,
    /// The day as of which figures are shown.
    pub per_tanggal: String,
}

impl Rangka {
    /// The frame of a page that belongs to no office and needs nobody signed in.
    pub fn bare(judul: impl Into<String>) -> Self {
        Self { judul: judul.into(), beranda: "/".to_string(), warna: "biru".to_string(), ..Self::default() }
    }

    /// The same page below others.
    pub fn below(mut self, remah: Vec<Tautan>) -> Self {
        self.remah = remah;
        self
    }
}

/// What a page says after something was done; the address carries the word, never a text.
pub fn pesan(word: &str) -> Option<&'static str> {
    PESAN.iter().find(|(known, _)| *known == word).map(|(_, text)| *text)
}

const PESAN: &[(&str, &str)] = &[
    ("tersimpan", "Perubahan tersimpan."),
    ("tanpa-perubahan", "Tidak ada yang berubah, jadi tidak ada yang disimpan."),
    ("dibatalkan", "Perubahan itu dibatalkan; pembatalannya tercatat dalam riwayat."),
    ("diunggah", "Berkas tersimpan."),
    ("gambar-dilepas", "Gambar dilepas; dari Riwayat perubahan dapat dikembalikan."),
    ("dipindahkan", "Keadaan periode ini diperbarui."),
    ("dikunci", "Laporan periode ini dikunci."),
    ("dibuka", "Kunci periode ini dibuka; alasannya tercatat."),
    ("diimpor", "Impor selesai."),
    ("keluar-semua", "Semua sesi lain sudah diakhiri."),
    ("sandi-diganti", "Kata sandi diganti."),
    ("akun-dibuat", "Akun dibuat."),
    ("akun-diubah", "Akun diperbarui."),
];
