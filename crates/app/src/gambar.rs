//! The pictures of an office, its emblem and its ready-made kop surat: handed in, looked at, taken off.

use document::{Block, Document, Figure, Metadata, PageSetup, Paper, Picture, PictureFault, PictureKind, safe_picture};
use domain::problem::Rejection;
use domain::register::Instansi;
use domain::schema::Record as _;
use domain::value::KodeWilayah;
use exchange::folder::{self, AttachmentKind};
use store::Store;

use crate::berkas::{cannot_use, sha256, write_whole};
use crate::{AppError, Home, Pelaku, Perubahan, Sel, Ubah, ubah};

/// Bytes of the largest picture that is taken: 2 MB.
pub const GAMBAR_TERBESAR: usize = 2 << 20;

/// What a picture of an office is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JenisGambar {
    /// The emblem on the cover and in the kop surat.
    Logo,
    /// A ready-made kop surat, in place of the one that is set from the profile.
    Kop,
}

impl JenisGambar {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Logo, Self::Kop];

    /// The column of the profile that names its file.
    pub fn kolom(self) -> &'static str {
        match self {
            Self::Logo => "logo",
            Self::Kop => "kop",
        }
    }

    /// What people call it.
    pub fn nama(self) -> &'static str {
        match self {
            Self::Logo => "lambang",
            Self::Kop => "gambar kop surat",
        }
    }

    /// The name of its file in the profile.
    pub fn berkas(self, instansi: &Instansi) -> Option<&str> {
        let name = match self {
            Self::Logo => &instansi.logo,
            Self::Kop => &instansi.kop,
        };
        name.as_ref().map(|name| &**name)
    }
}

/// A picture that somebody hands in, as it may be kept; what cannot be printed is refused.
pub fn periksa_gambar(isi: &[u8]) -> Result<Picture, AppError> {
    if isi.is_empty() || isi.len() > GAMBAR_TERBESAR {
        return Err(refused(
            "Ukuran berkas gambar ini tidak dapat diterima.",
            "Berkasnya tidak boleh kosong, dan paling besar 2 MB.",
            "Perkecil gambarnya, misalnya menjadi 1.000 piksel lebarnya, lalu unggah lagi.",
        ));
    }
    let Some(kind) = kind(isi) else {
        return Err(refused(
            "Berkas ini bukan gambar yang dapat dicetak.",
            "Yang diterima: PNG, JPEG, dan SVG; isinya diperiksa, bukan namanya.",
            "Simpan gambarnya sebagai PNG, lalu unggah lagi.",
        ));
    };
    safe(kind, isi)
}

/// A picture with nothing in it that a print or a browser must not see.
fn safe(kind: PictureKind, isi: &[u8]) -> Result<Picture, AppError> {
    safe_picture(kind, isi).map_err(|fault| match fault {
        PictureFault::Unreadable => refused(
            "Gambar ini tidak dapat dibaca.",
            "Berkasnya rusak atau terpotong.",
            "Buka gambarnya pada komputer Anda, simpan ulang sebagai PNG, lalu unggah lagi.",
        ),
        PictureFault::Size => refused(
            "Ukuran gambar ini tidak dapat dicetak.",
            "Lebar dan tingginya masing-masing paling banyak 5.000 piksel.",
            "Perkecil gambarnya, lalu unggah lagi.",
        ),
        PictureFault::Embedded => refused(
            "Gambar SVG ini memuat gambar lain di dalamnya.",
            "Gambar lain di dalam SVG tidak diambil, sehingga hasil cetaknya tidak akan lengkap.",
            "Simpan gambarnya sebagai PNG, lalu unggah lagi.",
        ),
        PictureFault::TooComplex => refused(
            "Gambar SVG ini terlalu rumit.",
            "Saringan (filter), pola (pattern), dan bentuk yang sangat banyak tidak dapat dicetak dengan pasti.",
            "Simpan gambarnya sebagai PNG, lalu unggah lagi.",
        ),
    })
}

/// A page with a picture, to print once before the picture is kept.
pub fn contoh_gambar(picture: &Picture) -> Document {
    let figure = Figure {
        id: "gambar".to_string(),
        caption: None,
        alt: "Gambar kantor".to_string(),
        picture: picture.clone(),
        width_percent: 100,
    };
    Document {
        metadata: Metadata {
            title: "Gambar kantor".to_string(),
            author: String::new(),
            subject: String::new(),
            keywords: Vec::new(),
            date: (2024, 1, 1),
        },
        page: PageSetup::new(Paper::A4),
        watermark: None,
        page_notice: None,
        footer: String::new(),
        blocks: vec![Block::Figure(figure)],
    }
}

/// Puts a picture into the profile, or takes it off with `None`. Its file is named by its content, so that nothing is
/// overwritten and the act can be undone.
pub async fn pasang_gambar(
    store: &Store,
    home: &Home,
    kode: &KodeWilayah,
    tahun: i32,
    jenis: JenisGambar,
    gambar: Option<&Picture>,
    pelaku: &Pelaku,
) -> Result<Ubah, AppError> {
    let register = store.load(kode, tahun).await?.map(|(register, _)| register);
    let Some(instansi) = register.as_ref().and_then(|register| register.instansi.first()) else {
        return Err(refused(
            "Profil kantor ini belum ada.",
            "Gambar disimpan pada profilnya.",
            "Mulai dahulu kantornya.",
        ));
    };
    let name = match gambar {
        Some(Picture::File { kind, bytes }) => keep(home, kode, jenis, *kind, bytes)?,
        _ => String::new(),
    };
    let catatan = format!("{} {}", jenis.nama(), if name.is_empty() { "dilepas" } else { "dipasang" });
    let sebelum: Sel =
        Instansi::TABLE.columns.iter().map(|column| column.name.to_string()).zip(instansi.write()).collect();
    let mut sesudah = sebelum.clone();
    sesudah.insert(jenis.kolom().to_string(), name);
    let change = Perubahan { tabel: Instansi::TABLE.name.to_string(), sebelum: Some(sebelum), sesudah: Some(sesudah) };
    ubah(store, kode, tahun, &[change], &catatan, pelaku).await
}

/// A picture of the office by the name of its file. A drawing may have come in with an office folder: it is looked at as
/// when it is handed in.
pub fn ambil_gambar(files: &std::path::Path, name: &str) -> Result<Picture, AppError> {
    let bytes = folder::attachment(files, name)?;
    match kind(&bytes) {
        Some(PictureKind::Svg) => safe(PictureKind::Svg, &bytes),
        Some(kind) => Ok(Picture::File { kind, bytes }),
        None => Err(Rejection::single(
            "KTR002",
            format!("berkas/{name}"),
            "Berkas ini bukan gambar yang dapat dicetak.",
            "Yang dapat dicetak: PNG, JPEG, dan SVG; isinya diperiksa, bukan namanya.",
            "Ganti gambarnya, atau kosongkan kolom logo dan kop pada profil instansi.",
        )
        .into()),
    }
}

fn kind(bytes: &[u8]) -> Option<PictureKind> {
    match AttachmentKind::of(bytes) {
        AttachmentKind::Png => Some(PictureKind::Png),
        AttachmentKind::Jpeg => Some(PictureKind::Jpeg),
        AttachmentKind::Svg => Some(PictureKind::Svg),
        AttachmentKind::Other => None,
    }
}

/// Writes the file of a picture; its name.
fn keep(
    home: &Home,
    kode: &KodeWilayah,
    jenis: JenisGambar,
    kind: PictureKind,
    bytes: &[u8],
) -> Result<String, AppError> {
    let ending = match kind {
        PictureKind::Png => "png",
        PictureKind::Jpeg => "jpg",
        PictureKind::Svg => "svg",
    };
    let digest = sha256(bytes);
    let name = format!("{}-{}.{ending}", jenis.kolom(), digest.get(..16).unwrap_or_default());
    let path = home.office(kode).join("berkas").join(&name);
    if !std::fs::read(&path).is_ok_and(|kept| kept == bytes) {
        write_whole(&path, bytes).map_err(|error| cannot_use(&path, &error))?;
    }
    Ok(name)
}

fn refused(what: &str, why: &str, action: &str) -> AppError {
    Rejection::single("GBR001", "gambar", what, why, action).into()
}
