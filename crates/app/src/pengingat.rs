//! Deadlines of an office's year: as a list, as a calendar, and as messages that a person pastes into WhatsApp.

use std::collections::{BTreeMap, BTreeSet};

use domain::calculation::{Realisasi, StatusDokumen, TahunKinerja, View};
use domain::problem::Rejection;
use domain::reference::tenggat_bawaan;
use domain::schema::Field;
use domain::value::{Kode, Periode, Tanggal, Triwulan};
use icalendar::{Calendar, Component as _, Event, Property};

use crate::{AppError, Waktu};

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JenisTenggat {
    /// A village document.
    DokumenDesa,
    /// The measurement of a quarter.
    Pengukuran,
    /// A report.
    Laporan,
}

/// A day by which something is due.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenggat {
    /// The last day.
    pub tanggal: Tanggal,
    /// What kind of thing.
    pub jenis: JenisTenggat,
    /// Stable name within the office and year: `laporan-2024/3`.
    pub id: String,
    /// What is due.
    pub judul: String,
    /// Where the day comes from, and what is missing.
    pub rincian: String,
    /// Nothing is missing any more, as of the date asked for.
    pub selesai: bool,
}

/// A text to be pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pesan {
    /// Code of the unit or the village.
    pub kode: String,
    /// Its name.
    pub untuk: String,
    /// The text, with line breaks.
    pub teks: String,
}

/// The deadlines of a year in the order of their days, as of a date.
pub fn tenggat(tahun: &TahunKinerja, per_tanggal: Tanggal) -> Vec<Tenggat> {
    let mut found = Vec::new();
    let year = tahun.view(Periode::Tahunan { tahun: tahun.tahun }, Some(per_tanggal));
    for jenis in jenis_dokumen(&year) {
        let (Some(window), states) = (year.jenis_dokumen(&jenis), year.dokumen_desa(&jenis)) else { continue };
        let (Some(tanggal), false) = (window.tenggat, states.is_empty()) else { continue };
        let missing: Vec<&str> =
            states.iter().filter(|state| state.tanggal.is_none()).map(|state| &*state.desa.nama).collect();
        found.push(Tenggat {
            tanggal,
            jenis: JenisTenggat::DokumenDesa,
            id: format!("dokumen-{jenis}"),
            judul: format!("{} Tahun {} dari desa", window.nama, window.tahun_isi),
            rincian: if missing.is_empty() {
                format!("Semua desa sudah menyerahkan. Sumber tenggat: {}.", window.sumber)
            } else {
                format!("Belum diterima dari: {}. Sumber tenggat: {}.", missing.join(", "), window.sumber)
            },
            selesai: missing.is_empty(),
        });
    }
    let measured = !year.indikator().is_empty();
    for triwulan in Triwulan::ALL {
        let periode = Periode::Triwulan { tahun: tahun.tahun, triwulan };
        let missing: Vec<String> =
            belum_terukur(&tahun.view(periode, None)).map(|(kode, _)| kode.to_string()).collect();
        found.extend(periode.end().map(|tanggal| Tenggat {
            tanggal,
            jenis: JenisTenggat::Pengukuran,
            id: format!("pengukuran-{}", periode.write()),
            judul: format!("Pengukuran kinerja {periode}"),
            rincian: if !measured {
                "Belum ada indikator; operator menambahkannya pada menu Perencanaan.".to_string()
            } else if missing.is_empty() {
                "Semua indikator sudah terisi.".to_string()
            } else {
                format!("Belum terisi: {}.", missing.join(", "))
            },
            selesai: measured && missing.is_empty(),
        }));
    }
    for laporan in &tahun.register.laporan {
        let planned = laporan.tanggal;
        found.extend(planned.or(laporan.periode.end()).map(|tanggal| Tenggat {
            tanggal,
            jenis: JenisTenggat::Laporan,
            id: format!("laporan-{}", laporan.periode.write()),
            judul: format!("Laporan Kinerja {}", laporan.periode),
            rincian: match planned {
                Some(_) => "Menurut tanggal laporan.".to_string(),
                None => "Tanggal laporan belum diisi; yang dipakai akhir periodenya.".to_string(),
            },
            selesai: planned.is_some_and(|date| date < per_tanggal),
        }));
    }
    found.sort();
    found
}

/// Indicators without a value in a period: by code, with the words for what is missing. What comes from elsewhere
/// later is not missing from anybody here.
fn belum_terukur<'a>(view: &View<'a>) -> impl Iterator<Item = (&'a Kode, &'a str)> + use<'a> {
    let results = view.hasil_indikator();
    let missing = results.into_iter().filter(|result| matches!(result.realisasi, Realisasi::BelumDiisi));
    missing.map(|result| (&result.indikator.kode, &*result.indikator.uraian))
}

/// Kinds of village documents that the office or the law names.
fn jenis_dokumen(view: &View<'_>) -> BTreeSet<Kode> {
    let own = view.register().tenggat_dokumen.iter().map(|row| row.jenis.clone());
    own.chain(tenggat_bawaan().iter().filter_map(|row| Kode::read(&row.jenis).ok())).collect()
}

/// The deadlines as an iCalendar of whole days, for telephones and mail programs. `instansi` is the office's code, for
/// ids that are the same in each version; `dibuat` is when it was made.
pub fn kalender(instansi: &str, nama: &str, tahun: i32, tenggat: &[Tenggat], dibuat: Waktu) -> String {
    let stamp = dibuat.to_string().replace(['-', ':'], "");
    let mut calendar = Calendar::new();
    calendar.name(&format!("Tenggat kinerja {nama} {tahun}"));
    for item in tenggat {
        let day = item.tanggal.write().replace('-', "");
        let event = Event::new()
            .uid(&format!("{}-{tahun}-{instansi}@kinerja", item.id.replace('/', "-")))
            .add_property("DTSTAMP", &stamp)
            .append_property(Property::new("DTSTART", &day).add_parameter("VALUE", "DATE").done())
            .summary(&item.judul)
            .description(&item.rincian)
            .done();
        calendar.push(event);
    }
    calendar.to_string()
}

/// For each unit what it still has to enter for a period: numbers of its indicators and facts of its fasilitasi. A unit
/// that has entered everything gets no message.
pub fn pesan_unit(tahun: &TahunKinerja, periode: Periode) -> Result<Vec<Pesan>, AppError> {
    let view = tahun.view(periode, None);
    let instansi = nama_instansi(&view)?;
    let mut lines: BTreeMap<&Kode, Vec<String>> = BTreeMap::new();
    let missing: BTreeSet<&Kode> = belum_terukur(&view).map(|(kode, _)| kode).collect();
    for indikator in view.indikator().into_iter().filter(|row| missing.contains(&row.kode)) {
        if let Some(unit) = &indikator.penanggung_jawab {
            lines.entry(unit).or_default().push(format!("realisasi {}: {}", indikator.kode, &*indikator.uraian));
        }
    }
    for item in &view.register().fasilitasi {
        let planned = item.rencana.is_none_or(|quarter| quarter <= periode.triwulan());
        if let (Some(unit), true, None) = (&item.penanggung_jawab, planned, item.terlaksana) {
            lines
                .entry(unit)
                .or_default()
                .push(format!("sudah terlaksana atau belum: {} ({})", &*item.uraian, item.kode));
        }
    }
    let message = |(kode, lines): (&Kode, Vec<String>)| {
        let unit = view.register().unit.iter().find(|unit| unit.kode == *kode)?;
        let head = unit.sebutan_kepala.as_deref().unwrap_or(&unit.nama);
        let due = periode.end().map(|date| format!(" (akhir periode {date})")).unwrap_or_default();
        let teks = format!(
            "Yth. {head},\n\nUntuk Laporan Kinerja {instansi} {periode}{due}, mohon melengkapi:\n{}\n\nTerima kasih.",
            numbered(&lines)
        );
        Some(Pesan { kode: kode.to_string(), untuk: unit.nama.to_string(), teks })
    };
    Ok(lines.into_iter().filter_map(message).collect())
}

/// For each village the documents that it still has to hand in, as of a date. A village that has handed in everything
/// gets no message.
pub fn pesan_desa(tahun: &TahunKinerja, per_tanggal: Tanggal) -> Result<Vec<Pesan>, AppError> {
    let view = tahun.view(Periode::Tahunan { tahun: tahun.tahun }, Some(per_tanggal));
    let instansi = nama_instansi(&view)?;
    let mut lines: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    for jenis in jenis_dokumen(&view) {
        let Some(window) = view.jenis_dokumen(&jenis) else { continue };
        for state in view.dokumen_desa(&jenis).into_iter().filter(|state| state.tanggal.is_none()) {
            let due = window.tenggat.map(|date| format!(", paling lambat {date}")).unwrap_or_default();
            let late = if state.status == StatusDokumen::BelumDiterima { " (sudah lewat)" } else { "" };
            let entry = lines.entry(state.desa.kode.to_string());
            let (_, texts) = entry.or_insert_with(|| (state.desa.nama.to_string(), Vec::new()));
            texts.push(format!("{} Tahun {}{due}{late}", window.nama, window.tahun_isi));
        }
    }
    let message = |(kode, (nama, lines)): (String, (String, Vec<String>))| Pesan {
        kode,
        teks: format!(
            "Yth. Kepala Desa {nama},\n\nSampai {per_tanggal}, dokumen berikut belum diterima {instansi}:\n{}\n\nMohon segera \
             diserahkan. Bila sudah diserahkan, mohon diabaikan. Terima kasih.",
            numbered(&lines)
        ),
        untuk: nama,
    };
    Ok(lines.into_iter().map(message).collect())
}

fn numbered(lines: &[String]) -> String {
    lines.iter().zip(1..).map(|(line, number)| format!("{number}. {line}")).collect::<Vec<_>>().join("\n")
}

fn nama_instansi<'a>(view: &View<'a>) -> Result<&'a str, AppError> {
    let found = view.instansi().map(|instansi| &*instansi.nama);
    found.ok_or_else(|| {
        let what = "Profil instansi belum diisi.";
        Rejection::single("KTR003", "instansi", what, "Pesan menyebut nama instansinya.", "Isi profil instansi.").into()
    })
}
