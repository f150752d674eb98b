//! The months of a kegiatan: anggaran kas and realisasi of its sub kegiatan, each source of funds on a line of its own;
//! and its pagu.

use app::{Perubahan, Problem};
use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use domain::calculation::{BarisBulan, DuaBelas, TahunKinerja, jumlah_rupiah};
use domain::reference::nomenklatur;
use domain::register::table;
use domain::schema::Field;
use domain::value::{KodeNomenklatur, Rupiah, Tingkat, month_name};

use super::pagu;
use crate::galat::{Galat, Hasil, halaman};
use crate::halaman::data;
use crate::isian::{Baris, Catatan, Cells, Kiriman, Kisi, Sel, Terima, terima_bila};
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::jumlah;

#[derive(Template)]
#[template(path = "anggaran_bulan.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    kepala: Vec<&'static str>,
    kisi: Vec<KisiBulan>,
    /// What the base of the pagu is called, and the pagu.
    pagu: Option<(String, Kisi)>,
    dasar: String,
    posisi: Kisi,
    buka_posisi: bool,
    lain: Vec<Tautan>,
    boleh: bool,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

/// The grid of one table.
struct KisiBulan {
    nama: &'static str,
    judul: &'static str,
    baris: Vec<SatuBaris>,
    hitungan: Hitungan,
    galat: Vec<String>,
}

struct SatuBaris {
    kode: String,
    nama: String,
    sumber: String,
    pagu: String,
    /// One cell for each month, with its row.
    sel: Vec<(Sel, Baris)>,
    /// Id of its total.
    id: String,
    jumlah: String,
}

/// What is summed while one types.
#[derive(Template)]
#[template(path = "anggaran_hitung.html")]
struct Potongan {
    keluaran: Vec<(String, String)>,
}

/// Totals of a grid.
struct Hitungan {
    /// By line.
    baris: Vec<(String, String)>,
    /// By month.
    bulan: Vec<(String, String)>,
    semua: (String, String),
}

/// The two grids: table, heading, its months of a line.
type Bulanan = (&'static str, &'static str, fn(&BarisBulan) -> &DuaBelas);
const KISI: [Bulanan; 2] = [
    ("anggaran_kas", "Anggaran kas per bulan (Rp)", |line| &line.kas),
    ("realisasi_anggaran", "Realisasi per bulan (Rp)", |line| &line.realisasi),
];

/// Lines that a grid has: spending that is recorded by day stands in a table of its own.
fn shown(name: &str, line: &BarisBulan) -> bool {
    name == "anggaran_kas" || line.posisi.is_empty()
}

impl Hitungan {
    fn new((name, _, months): Bulanan, lines: &[BarisBulan]) -> Self {
        let own = || lines.iter().filter(|line| shown(name, line));
        let sum = |amounts: &mut dyn Iterator<Item = Option<Rupiah>>| {
            jumlah_rupiah(amounts).map_or("–".to_string(), |amount| amount.to_string())
        };
        let by_month = |at: usize| sum(&mut own().map(|line| months(line).get(at).copied().flatten()));
        Self {
            baris: own().map(|line| (id(name, line), sum(&mut months(line).iter().copied()))).collect(),
            bulan: (0..12).map(|at| (format!("{name}-bulan-{}", at + 1), by_month(at))).collect(),
            semua: (format!("{name}-semua"), sum(&mut own().flat_map(|line| months(line).iter().copied()))),
        }
    }

    fn keluaran(self) -> impl Iterator<Item = (String, String)> {
        self.baris.into_iter().chain(self.bulan).chain([self.semua])
    }
}

/// Id of the total of a line.
fn id(name: &str, line: &BarisBulan) -> String {
    let plain = |text: &str| text.replace(|one: char| !one.is_ascii_alphanumeric(), "-");
    format!("{name}-{}-{}", plain(line.kode.as_str()), plain(&line.sumber_dana))
}

fn kegiatan(kunci: &str) -> Result<KodeNomenklatur, Galat> {
    let kode = KodeNomenklatur::read(kunci).map_err(|_| Galat::TidakAda)?;
    if kode.tingkat() == Tingkat::Kegiatan { Ok(kode) } else { Err(Galat::TidakAda) }
}

/// The year with what is typed, as far as it can be read.
fn tried(h: &HalamanKantor, kiriman: &Kiriman) -> TahunKinerja {
    let own = |change: &Perubahan| KISI.iter().any(|(name, _, _)| *name == change.tabel);
    let changes: Vec<Perubahan> = kiriman.changes().into_iter().map(|(_, change)| change).filter(own).collect();
    let year = &h.data.tahun;
    let (register, _) = app::coba(&year.register, &changes);
    TahunKinerja { tahun: year.tahun, register, ringkasan: year.ringkasan.clone() }
}

fn show(h: &HalamanKantor, kunci: &str, year: &TahunKinerja, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let kode = kegiatan(kunci)?;
    let view = h.view();
    let lines = view.bulanan(Some(&kode));
    if lines.is_empty() && nomenklatur(&kode).is_none() {
        return Err(Galat::TidakAda);
    }
    let now = year.view(h.tempat.periode, None).bulanan(Some(&kode));
    let boleh = h.may(Hak::UbahAnggaran);
    let mut kisi = Vec::new();
    for grid in KISI {
        kisi.push(months(h, grid, &lines, &now, boleh, notes)?);
    }
    let alamat = h.tempat.alamat("anggaran");
    let others = view.anggaran();
    let others = others.at(Tingkat::Kegiatan).map(|row| Tautan {
        nama: format!("{} {}", row.kode, row.nama),
        alamat: format!("{alamat}/{}", row.kode),
        kini: row.kode == kode,
    });
    halaman(&Halaman {
        r: h.rangka(format!("{kode} {}", view.nama_anggaran(&kode)), "anggaran")
            .below(vec![Tautan::new("Anggaran", alamat.clone())]),
        lain: others.collect(),
        alamat: format!("{alamat}/{kode}"),
        kepala: (1..=12).map(month_name).collect(),
        kisi,
        pagu: pagu::grid(&view, &h.data.tahun.register, &kode, boleh, notes)?,
        dasar: h.tempat.alamat(&data::path("dasar_pagu")),
        posisi: positions(h, &lines, boleh, notes)?,
        buka_posisi: lines.iter().any(|line| !line.posisi.is_empty()),
        boleh,
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

fn months(
    h: &HalamanKantor,
    grid: Bulanan,
    lines: &[BarisBulan],
    now: &[BarisBulan],
    boleh: bool,
    notes: &Catatan,
) -> Result<KisiBulan, Galat> {
    let (name, judul, _) = grid;
    let register = &h.data.tahun.register;
    let schema = table(name).ok_or(Galat::Gagal)?;
    let (_, stored) = register.rows_of(name).ok_or(Galat::Gagal)?;
    let own: Vec<&BarisBulan> = lines.iter().filter(|line| shown(name, line)).collect();
    // Codes are one whatever their zeros, but rows are called by the code as this table writes it.
    let written: Vec<String> = own
        .iter()
        .map(|line| {
            let texts = stored.iter().filter_map(|row| row.first());
            let same = |text: &&String| KodeNomenklatur::read(text).is_ok_and(|kode| kode == line.kode);
            texts.into_iter().find(same).cloned().unwrap_or_else(|| line.kode.write())
        })
        .collect();
    let key = |kode: &str, line: &BarisBulan, bulan: usize| -> Cells {
        let cell = |name: &str, text: &str| (name.to_string(), text.to_string());
        [cell("sub_kegiatan", kode), cell("sumber_dana", &line.sumber_dana), cell("bulan", &bulan.to_string())].into()
    };
    let keys: Vec<Cells> =
        own.iter().zip(&written).flat_map(|(line, kode)| (1..=12).map(move |bulan| key(kode, line, bulan))).collect();
    let stored = stored.into_iter().filter(|row| row.first().is_some_and(|kode| written.contains(kode))).collect();
    let may = |_: &Cells| boleh;
    let kisi = Kisi::new(schema, &["jumlah"], stored, register, may).with_rows(keys, may).with(notes);
    let hitungan = Hitungan::new(grid, now);
    let view = h.view();
    let row = |(line, kode): (&&BarisBulan, &String)| {
        let cell = |bulan: u8| {
            let month = bulan.to_string();
            let mut key = vec![kode.as_str(), line.sumber_dana.as_str(), month.as_str()];
            // Spending has the day of a position in its key, which months do not have.
            key.resize(schema.key.len(), "");
            let row = kisi.baris(&key)?;
            let mut sel = row.sel("jumlah")?.clone();
            sel.label = format!("{}, {} {}", month_name(bulan), line.kode, line.sumber_dana);
            Some((sel, row.clone()))
        };
        let id = id(name, line);
        SatuBaris {
            kode: line.kode.to_string(),
            nama: view.nama_anggaran(&line.kode),
            sumber: line.sumber_dana.clone(),
            pagu: jumlah(line.pagu),
            sel: (1..=12).filter_map(cell).collect(),
            jumlah: hitungan
                .baris
                .iter()
                .find(|(known, _)| *known == id)
                .map_or("–".into(), |(_, text)| text.clone()),
            id,
        }
    };
    let baris = own.iter().zip(&written).map(row).collect();
    Ok(KisiBulan { nama: name, judul, baris, galat: kisi.galat, hitungan })
}

/// Spending that is recorded as a position on a day.
fn positions(h: &HalamanKantor, lines: &[BarisBulan], boleh: bool, notes: &Catatan) -> Result<Kisi, Galat> {
    let register = &h.data.tahun.register;
    let (schema, stored) = register.rows_of("realisasi_anggaran").ok_or(Galat::Gagal)?;
    let place = schema.columns.iter().position(|column| column.name == "sampai_tanggal").ok_or(Galat::Gagal)?;
    let within =
        |text: &String| KodeNomenklatur::read(text).is_ok_and(|kode| lines.iter().any(|line| line.kode == kode));
    let own = stored
        .into_iter()
        .filter(|row| row.first().is_some_and(within) && row.get(place).is_some_and(|date| !date.is_empty()));
    let columns = ["sub_kegiatan", "sumber_dana", "sampai_tanggal", "jumlah"];
    let mut kisi = Kisi::new(schema, &columns, own.collect(), register, |_| boleh);
    kisi.id = "kisi-posisi".to_string();
    if boleh {
        kisi = kisi.with_new(&Cells::new());
    }
    let mut kisi = kisi.with(notes);
    // Months that are typed anew belong to the grid above.
    kisi.baris.retain(|baris| !baris.sebelum.is_empty() || !baris.awalan.contains('@'));
    kisi.galat.clear();
    Ok(kisi)
}

/// `GET .../anggaran/{kunci}`.
pub(crate) async fn lihat(konteks: Konteks, Path((_, _, _, kunci)): Path<(String, String, String, String)>) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, &kunci, &h.data.tahun, &Catatan::default(), Vec::new())
}

/// `POST .../anggaran/{kunci}/hitung`: sums and answers, saves nothing.
pub(crate) async fn hitung(
    konteks: Konteks,
    Path((_, _, _, kunci)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let kode = kegiatan(&kunci)?;
    let year = tried(&h, &Kiriman::read(&body));
    let lines = year.view(h.tempat.periode, None).bulanan(Some(&kode));
    let outputs = KISI.into_iter().flat_map(|grid| Hitungan::new(grid, &lines).keluaran());
    halaman(&Potongan { keluaran: outputs.collect() })
}

/// `POST .../anggaran/{kunci}`.
pub(crate) async fn simpan(
    konteks: Konteks,
    Path((_, _, _, kunci)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let kode = kegiatan(&kunci)?;
    let address = h.tempat.alamat(&format!("anggaran/{kode}"));
    let kiriman = Kiriman::read(&body);
    match terima_bila(h, &kiriman, pagu::foreign(&kiriman, &kode), &address).await? {
        Terima::Selesai(answer) => Ok(answer),
        Terima::Tampil { halaman: h, catatan, peringatan, tersimpan } => {
            let typed = (!tersimpan).then(|| tried(&h, &kiriman));
            let year = typed.as_ref().unwrap_or(&h.data.tahun);
            show(&h, &kunci, year, &catatan, peringatan)
        }
    }
}
