//! The budget: its tree as of the period, plan against spending month by month, where they part, and sources of funds.

pub(crate) mod bulan;
mod pagu;

use askama::Template;
use domain::calculation::{BarisAnggaran, SampaiBulan, View};
use domain::reference::nomenklatur_lengkap;
use domain::value::{Rupiah, Tingkat, month_name};

use crate::galat::{Hasil, halaman};
use crate::halaman::data;
use crate::izin::Hak;
use crate::konteks::Konteks;
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::{jumlah, nama_kolom, persen};

/// Tables behind the page.
const TABEL: [&str; 5] = ["dasar_pagu", "pagu", "anggaran_kas", "realisasi_anggaran", "nama_anggaran"];
/// So many deviations are named.
const TERBESAR: usize = 10;

#[derive(Template)]
#[template(path = "anggaran.html")]
struct Halaman {
    r: Rangka,
    dasar: String,
    sampai: String,
    baris: Vec<Baris>,
    jumlah: Option<Baris>,
    sumber: Vec<(String, String, String, String)>,
    gambar: Option<String>,
    bulan: Vec<[String; 4]>,
    deviasi: Vec<Deviasi>,
    tanpa_kas: usize,
    /// Kegiatan of the nomenclature that have no amounts yet.
    lain: Vec<Tautan>,
    tabel: Vec<(Tautan, usize)>,
    boleh: bool,
}

/// A line of the tree.
struct Baris {
    kode: String,
    nama: String,
    /// Depth below the programmes: 0 to 2.
    dalam: u8,
    pagu: String,
    kas: String,
    realisasi: String,
    sisa: String,
    serapan: String,
    /// Where the months of a kegiatan are entered; empty for other lines.
    alamat: String,
}

/// A sub kegiatan that is spent otherwise than planned.
struct Deviasi {
    nama: String,
    alamat: String,
    kas: String,
    realisasi: String,
    selisih: String,
    persen: String,
    kurang: bool,
}

fn line(alamat: &str, row: &BarisAnggaran) -> Baris {
    let tingkat = row.tingkat();
    Baris {
        kode: row.kode.to_string(),
        nama: row.nama.clone(),
        dalam: match tingkat {
            Tingkat::Kegiatan => 1,
            Tingkat::SubKegiatan => 2,
            Tingkat::Urusan | Tingkat::Bidang | Tingkat::Program => 0,
        },
        pagu: jumlah(row.pagu),
        kas: jumlah(row.kas),
        realisasi: jumlah(row.realisasi),
        sisa: row.sisa().map_or("–".to_string(), |amount| amount.to_string()),
        serapan: persen(row.serapan().as_ref()),
        alamat: if tingkat == Tingkat::Kegiatan { format!("{alamat}/{}", row.kode) } else { String::new() },
    }
}

/// Sub kegiatan whose spending differs most from what was planned for the period.
fn deviations(alamat: &str, rows: &[BarisAnggaran]) -> Vec<Deviasi> {
    let mut found: Vec<(Rupiah, &BarisAnggaran)> = rows
        .iter()
        .filter(|row| row.tingkat() == Tingkat::SubKegiatan)
        .filter_map(|row| Some((row.deviasi()?, row)))
        .filter(|(amount, _)| *amount != Rupiah::ZERO)
        .collect();
    let size = |amount: Rupiah| amount.max(Rupiah::ZERO.minus(amount));
    found.sort_by_key(|(amount, _)| std::cmp::Reverse(size(*amount)));
    let one = |(amount, row): (Rupiah, &BarisAnggaran)| Deviasi {
        nama: format!("{} {}", row.kode, row.nama),
        alamat: row.kode.parent().map_or(String::new(), |kegiatan| format!("{alamat}/{kegiatan}")),
        kas: jumlah(row.kas),
        realisasi: jumlah(row.realisasi),
        selisih: amount.to_string(),
        persen: persen(row.kas.and_then(|kas| amount.over(kas)).as_ref()),
        kurang: amount < Rupiah::ZERO,
    };
    found.into_iter().take(TERBESAR).map(one).collect()
}

fn months(view: &View<'_>) -> Vec<[String; 4]> {
    let row = |month: SampaiBulan| {
        let apart = month.realisasi.zip(month.kas).map(|(spent, planned)| spent.minus(planned));
        let known = |amount: Option<Rupiah>| amount.map_or("–".to_string(), |amount| amount.to_string());
        [month_name(month.bulan).to_string(), known(month.kas), known(month.realisasi), known(apart)]
    };
    view.sampai_bulan().into_iter().map(row).collect()
}

/// `GET .../anggaran`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    let view = h.view();
    let alamat = h.tempat.alamat("anggaran");
    let budget = view.anggaran();
    let drawn = report::gambar_serapan(view);
    let title = "Anggaran kas dan realisasi sampai dengan akhir tiap bulan";
    let unplanned = |row: &&BarisAnggaran| row.tingkat() == Tingkat::SubKegiatan && row.kas.is_none();
    let register = &h.data.tahun.register;
    let boleh = h.may(Hak::UbahAnggaran);
    let others = nomenklatur_lengkap().filter(|entry| boleh && entry.kode.tingkat() == Tingkat::Kegiatan);
    let others = others.filter(|entry| budget.baris(&entry.kode).is_none());
    let counted = |name: &str| register.rows_of(name).map_or(0, |(_, rows)| rows.len());
    halaman(&Halaman {
        r: h.rangka("Anggaran", "anggaran"),
        dasar: budget.dasar.map(|dasar| dasar.nama.to_string()).unwrap_or_default(),
        sampai: report::teks::until(h.tempat.periode),
        baris: budget.baris.iter().map(|row| line(&alamat, row)).collect(),
        jumlah: budget.jumlah.as_ref().map(|row| Baris { nama: "Jumlah".to_string(), ..line("", row) }),
        sumber: budget
            .sumber_dana
            .iter()
            .map(|row| {
                let share = row.realisasi.zip(row.pagu).and_then(|(spent, pagu)| spent.over(pagu));
                (row.nama.clone(), jumlah(row.pagu), jumlah(row.realisasi), persen(share.as_ref()))
            })
            .collect(),
        gambar: drawn.map(|(picture, alt)| document::html::picture(&picture, "serapan", title, &alt)),
        bulan: months(&view),
        deviasi: deviations(&alamat, &budget.baris),
        tanpa_kas: budget.baris.iter().filter(unplanned).count(),
        tabel: TABEL
            .iter()
            .map(|name| (Tautan::new(nama_kolom(name), h.tempat.alamat(&data::path(name))), counted(name)))
            .collect(),
        lain: others
            .map(|entry| Tautan::new(format!("{} {}", entry.kode, entry.nama), format!("{alamat}/{}", entry.kode)))
            .collect(),
        boleh,
    })
}
