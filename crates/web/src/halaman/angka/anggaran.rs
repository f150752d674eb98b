//! A line of the budget.

use domain::calculation::{Anggaran, BarisAnggaran, View};

use domain::schema::{Field, Record};
use domain::value::{KodeNomenklatur, Rupiah};

use super::{Asal, Tabel, entries};
use crate::galat::Galat;
use crate::konteks::HalamanKantor;
use crate::rangka::Tautan;
use crate::tampilan::{self, jumlah, persen, rupiah};

/// What the sum of all lines is called in addresses.
const ALL: &str = "jumlah";

pub(super) async fn asal(h: &HalamanKantor, view: &View<'_>, kunci: &str) -> Result<Asal, Galat> {
    let anggaran = view.anggaran();
    let kode = KodeNomenklatur::read(kunci).ok();
    let line = match &kode {
        Some(kode) => anggaran.baris(kode),
        None if kunci == ALL => anggaran.jumlah.as_ref(),
        None => None,
    };
    let line = line.ok_or(Galat::TidakAda)?;
    let children: Vec<&BarisAnggaran> =
        anggaran.baris.iter().filter(|other| parent_is(&anggaran, other, kode.as_ref())).collect();
    let mut a = Asal {
        judul: if kunci == ALL { "Anggaran seluruhnya".to_string() } else { format!("{kunci} {}", line.nama) },
        menu: ("anggaran", "Anggaran"),
        nilai: rupiah(line.realisasi),
        fakta: facts(line),
        kalimat: words(view, &anggaran, line),
        tautan: vec![Tautan::new("Halaman anggaran", h.tempat.alamat("anggaran"))],
        ..Asal::default()
    };
    if children.is_empty() {
        a.tabel = vec![stored(h, view, kunci)];
        a.entri = entered(h, kunci).await?;
    } else {
        a.tabel = vec![parts(h, &children)];
    }
    Ok(a)
}

/// True where a line stands directly below another; below none, where it is one of the highest.
fn parent_is(anggaran: &Anggaran<'_>, line: &BarisAnggaran, above: Option<&KodeNomenklatur>) -> bool {
    let parent = line.kode.parent();
    match above {
        Some(above) => parent.as_ref() == Some(above),
        None => parent.is_none_or(|parent| anggaran.baris(&parent).is_none()),
    }
}

fn facts(line: &BarisAnggaran) -> Vec<(&'static str, String)> {
    vec![
        ("Pagu", rupiah(line.pagu)),
        ("Anggaran kas s.d. periode ini", rupiah(line.kas)),
        ("Realisasi s.d. periode ini", rupiah(line.realisasi)),
        ("Sisa pagu", rupiah(line.sisa())),
        ("Realisasi dibagi pagu", persen(line.serapan().as_ref())),
    ]
}

fn words(view: &View<'_>, anggaran: &Anggaran<'_>, line: &BarisAnggaran) -> Vec<String> {
    let mut words = Vec::new();
    if let (Some(pagu), Some(realisasi), Some(sisa)) = (line.pagu, line.realisasi, line.sisa()) {
        words.push(format!("Sisa = pagu − realisasi = {pagu} − {realisasi} = {sisa}"));
        let serapan = persen(line.serapan().as_ref());
        words.push(format!("Realisasi dibagi pagu = {realisasi} ÷ {pagu} × 100 % = {serapan}"));
    }
    let base = anggaran.dasar.map_or_else(|| "dasar pagu belum diisi".to_string(), |dasar| dasar.nama.to_string());
    words.push(format!(
        "Pagu menurut {base}; serapan kantor dihitung terhadap {}.",
        view.parameter("anggaran.dasar_serapan")
    ));
    words
}

fn parts(h: &HalamanKantor, children: &[&BarisAnggaran]) -> Tabel {
    let row = |line: &&BarisAnggaran| {
        let address = h.tempat.alamat(&format!("angka/anggaran/{}", line.kode));
        let cells = vec![jumlah(line.pagu), jumlah(line.realisasi), persen(line.serapan().as_ref())];
        (Tautan::new(format!("{} {}", line.kode, line.nama), address), cells)
    };
    Tabel {
        judul: "Jumlah dari".to_string(),
        kepala: vec!["Kode dan nama", "Pagu (Rp)", "Realisasi (Rp)", "%"],
        baris: children.iter().map(row).collect(),
    }
}

/// The stored rows that count for a sub kegiatan in the period.
fn stored(h: &HalamanKantor, view: &View<'_>, kode: &str) -> Tabel {
    let register = &h.data.tahun.register;
    let last_month = view.periode.triwulan().last_month();
    let mut baris: Vec<(Tautan, Vec<String>)> = Vec::new();
    let mut add = |what: String, source: &str, amount: Rupiah| {
        baris.push((Tautan::new(what, ""), vec![source.to_string(), amount.to_string()]));
    };
    let base = view.dasar_pagu();
    for row in register.pagu.iter().filter(|row| row.sub_kegiatan.as_str() == kode) {
        if base.is_some_and(|base| base.tahap == row.tahap && base.berlaku_sejak == row.berlaku_sejak) {
            add(format!("Pagu {}", row.tahap), &row.sumber_dana, row.jumlah);
        }
    }
    for row in register.realisasi_anggaran.iter().filter(|row| row.sub_kegiatan.as_str() == kode) {
        let when = match (row.bulan, row.sampai_tanggal) {
            (Some(month), _) if month.number() <= last_month => {
                format!("Realisasi bulan {}", domain::value::month_name(month.number()))
            }
            (None, Some(date)) if view.reached(date) => format!("Realisasi s.d. {date}"),
            _ => continue,
        };
        add(when, &row.sumber_dana, row.jumlah);
    }
    Tabel { judul: "Isian".to_string(), kepala: vec!["Isian", "Sumber dana", "Jumlah (Rp)"], baris }
}

async fn entered(h: &HalamanKantor, kode: &str) -> Result<Vec<super::Entri>, Galat> {
    let rows = h.data.tahun.register.realisasi_anggaran.iter().filter(|row| row.sub_kegiatan.as_str() == kode);
    let cells = rows.map(|row| {
        let when = match (row.bulan, row.sampai_tanggal) {
            (Some(month), _) => format!("bulan {}", month.number()),
            (None, date) => format!("s.d. {}", tampilan::tanggal(date)),
        };
        (row.key(), format!("Realisasi {when}, {}", &*row.sumber_dana))
    });
    entries(h, "realisasi_anggaran", "jumlah", cells.collect()).await
}
