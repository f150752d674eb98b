//! Village documents: the matrix of villages and kinds, the page of a village and that of a kind.

use app::Problem;
use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use domain::calculation::{JenisDokumen, StatusDokumenDesa, View};
use domain::register::Desa;
use domain::schema::Field;
use domain::value::{Kode, KodeWilayah};

use super::beranda::tone;
use super::bukti;
use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Baris, Catatan, Cells, Kiriman, Kisi, terima_tampil};
use crate::izin::{self, Hak};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::tanggal;

#[derive(Template)]
#[template(path = "dokumen_desa.html")]
struct Matriks {
    r: Rangka,
    tanggal_dihitung: String,
    jenis: Vec<SatuJenis>,
    desa: Vec<(Tautan, Vec<SelMatriks>)>,
    /// How many villages were on time for each kind, with where that comes from; empty for a desa.
    jumlah: Vec<(String, String)>,
    semua_kolom: String,
}

struct SatuJenis {
    nama: String,
    alamat: String,
    masa: String,
    sumber: String,
    longgar: String,
}

struct SelMatriks {
    nada: &'static str,
    keadaan: String,
    tanggal: String,
}

/// A form of documents: of one village, or of one kind.
#[derive(Template)]
#[template(path = "dokumen_desa_isi.html")]
struct Isi {
    r: Rangka,
    alamat: String,
    kepala: &'static str,
    tanggal_dihitung: String,
    baris: Vec<BarisDokumen>,
    boleh: bool,
    galat: Vec<String>,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

struct BarisDokumen {
    nama: String,
    masa: String,
    sumber: String,
    nada: &'static str,
    keadaan: String,
    baris: Baris,
    bukti: usize,
    alamat_bukti: String,
}

/// Which rows a form holds.
enum Pilihan {
    Desa(KodeWilayah),
    Jenis(Kode),
}

/// The villages that the one who asks may see.
fn villages<'a>(h: &HalamanKantor, view: &View<'a>) -> Result<Vec<&'a Desa>, Galat> {
    let akun = h.konteks.akun()?;
    Ok(view.desa().into_iter().filter(|desa| izin::sees_desa(akun, &h.tempat.kode, &desa.kode)).collect())
}

fn window(jenis: &JenisDokumen) -> String {
    let opens = jenis.buka.map(|date| format!("mulai {date}, ")).unwrap_or_default();
    jenis.tenggat.map_or_else(|| "tenggat belum ditentukan".to_string(), |date| format!("{opens}paling lambat {date}"))
}

/// `GET .../dokumen-desa`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    let view = h.view();
    let whole = h.may(Hak::Lihat);
    let known: Vec<(Kode, JenisDokumen)> = view
        .jenis_terpakai()
        .into_iter()
        .filter_map(|kode| view.jenis_dokumen(&kode).map(|jenis| (kode, jenis)))
        .collect();
    let columns: Vec<Vec<StatusDokumenDesa<'_>>> = known.iter().map(|(kode, _)| view.dokumen_desa(kode)).collect();
    let cell = |row: Option<&StatusDokumenDesa<'_>>| SelMatriks {
        nada: row.map_or("netral", |row| tone(row.status)),
        keadaan: row.map_or_else(|| "–".to_string(), |row| row.status.to_string()),
        tanggal: row.map(|row| tanggal(row.tanggal)).unwrap_or_default(),
    };
    let row = |desa: &Desa| {
        let cells = columns.iter().map(|column| cell(column.iter().find(|row| row.desa.kode == desa.kode)));
        let address = h.tempat.alamat(&format!("dokumen-desa/{}", desa.kode));
        (Tautan::new(desa.nama.to_string(), address), cells.collect())
    };
    let timely = |(column, (kode, _)): (&Vec<StatusDokumenDesa<'_>>, &(Kode, JenisDokumen))| {
        let count = column.iter().filter(|row| row.tepat_waktu).count();
        (format!("{count} dari {}", column.len()), h.tempat.alamat(&format!("angka/dokumen-desa/{kode}")))
    };
    halaman(&Matriks {
        tanggal_dihitung: view.parameter("dokumen_desa.tanggal_dihitung").to_string(),
        desa: villages(&h, &view)?.into_iter().map(row).collect(),
        jumlah: if whole { columns.iter().zip(&known).map(timely).collect() } else { Vec::new() },
        jenis: known
            .iter()
            .map(|(kode, jenis)| SatuJenis {
                nama: format!("{} {}", jenis.nama, jenis.tahun_isi),
                alamat: h.tempat.alamat(&format!("dokumen-desa/jenis/{kode}")),
                masa: window(jenis),
                sumber: jenis.sumber.clone(),
                longgar: tanggal(jenis.tenggat_hukum),
            })
            .collect(),
        semua_kolom: if whole { h.tempat.alamat("data/dokumen_desa") } else { String::new() },
        r: h.rangka("Dokumen Desa", "dokumen-desa"),
    })
}

fn show(h: &HalamanKantor, pilihan: &Pilihan, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let view = h.view();
    let register = view.register();
    let akun = h.konteks.akun()?;
    let mut villages = villages(h, &view)?;
    let mut kinds = view.jenis_terpakai();
    let (judul, alamat, kepala) = match pilihan {
        Pilihan::Desa(kode) => {
            villages.retain(|desa| desa.kode == *kode);
            let desa = villages.first().ok_or(Galat::TidakAda)?;
            (format!("Dokumen Desa {}", &*desa.nama), format!("dokumen-desa/{kode}"), "Dokumen")
        }
        Pilihan::Jenis(kode) => {
            kinds.retain(|known| known == kode);
            let jenis = view.jenis_dokumen(kode).filter(|_| !kinds.is_empty()).ok_or(Galat::TidakAda)?;
            (format!("{} {}", jenis.nama, jenis.tahun_isi), format!("dokumen-desa/jenis/{kode}"), "Desa")
        }
    };
    let mut pairs = Vec::new();
    for desa in &villages {
        pairs.extend(kinds.iter().map(|jenis| (*desa, jenis)));
    }
    let (schema, mut rows) = register.rows_of("dokumen_desa").ok_or(Galat::Gagal)?;
    rows.retain(|row| {
        let is = |at: usize, text: &str| row.get(at).is_some_and(|cell| cell == text);
        pairs.iter().any(|(desa, jenis)| is(0, desa.kode.as_str()) && is(1, jenis.as_str()))
    });
    let may_table = h.may(Hak::UbahDokumenDesa);
    let may = |cells: &Cells| may_table && izin::own_row(akun, &h.tempat.kode, "dokumen_desa", cells, register);
    let key = |(desa, jenis): &(&Desa, &Kode)| {
        Cells::from([("desa".to_string(), desa.kode.write()), ("jenis".to_string(), jenis.write())])
    };
    let shown = ["nomor", "ditetapkan", "diundangkan", "diterima", "keterangan"];
    let kisi = Kisi::new(schema, &shown, rows, register, may).with_rows(pairs.iter().map(key), may).with(notes);
    let line = |(desa, kode): &(&Desa, &Kode)| {
        let jenis = view.jenis_dokumen(kode)?;
        let status = view.dokumen_desa(kode).into_iter().find(|row| row.desa.kode == desa.kode)?;
        let key = [desa.kode.as_str(), kode.as_str()];
        Some(BarisDokumen {
            nama: match pilihan {
                Pilihan::Desa(_) => format!("{} {}", jenis.nama, jenis.tahun_isi),
                Pilihan::Jenis(_) => desa.nama.to_string(),
            },
            masa: window(&jenis),
            sumber: jenis.sumber.clone(),
            nada: tone(status.status),
            keadaan: status.status.to_string(),
            baris: kisi.baris(&key)?.clone(),
            bukti: bukti::jumlah(h, "dokumen_desa", &key),
            alamat_bukti: bukti::alamat(h, "dokumen_desa", &key),
        })
    };
    let baris: Vec<BarisDokumen> = pairs.iter().filter_map(line).collect();
    halaman(&Isi {
        r: h.rangka(judul, "dokumen-desa").below(vec![Tautan::new("Dokumen Desa", h.tempat.alamat("dokumen-desa"))]),
        alamat: h.tempat.alamat(&alamat),
        kepala,
        tanggal_dihitung: view.parameter("dokumen_desa.tanggal_dihitung").to_string(),
        boleh: baris.iter().any(|line| line.baris.boleh),
        baris,
        galat: kisi.galat,
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

async fn save_rows(konteks: Konteks, pilihan: Pilihan, body: Bytes) -> Hasil {
    let h = konteks.kantor().await?;
    let kiriman = Kiriman::read(&body);
    let page = match &pilihan {
        Pilihan::Desa(kode) => format!("dokumen-desa/{kode}"),
        Pilihan::Jenis(kode) => format!("dokumen-desa/jenis/{kode}"),
    };
    let address = h.tempat.alamat(&page);
    terima_tampil(h, &kiriman, &address, |h, notes, warnings| show(h, &pilihan, notes, warnings)).await
}

fn village(text: &str) -> Result<Pilihan, Galat> {
    KodeWilayah::read(text).map(Pilihan::Desa).map_err(|_| Galat::TidakAda)
}

fn kind(text: &str) -> Result<Pilihan, Galat> {
    Kode::read(text).map(Pilihan::Jenis).map_err(|_| Galat::TidakAda)
}

type Bagian = Path<(String, String, String, String)>;

/// `GET .../dokumen-desa/{desa}`.
pub(crate) async fn desa(konteks: Konteks, Path((_, _, _, desa)): Bagian) -> Hasil {
    show(&konteks.kantor().await?, &village(&desa)?, &Catatan::default(), Vec::new())
}

/// `POST .../dokumen-desa/{desa}`.
pub(crate) async fn simpan_desa(konteks: Konteks, Path((_, _, _, desa)): Bagian, body: Bytes) -> Hasil {
    save_rows(konteks, village(&desa)?, body).await
}

/// `GET .../dokumen-desa/jenis/{jenis}`.
pub(crate) async fn jenis(konteks: Konteks, Path((_, _, _, jenis)): Bagian) -> Hasil {
    show(&konteks.kantor().await?, &kind(&jenis)?, &Catatan::default(), Vec::new())
}

/// `POST .../dokumen-desa/jenis/{jenis}`.
pub(crate) async fn simpan_jenis(konteks: Konteks, Path((_, _, _, jenis)): Bagian, body: Bytes) -> Hasil {
    save_rows(konteks, kind(&jenis)?, body).await
}
