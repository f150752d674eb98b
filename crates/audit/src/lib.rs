//! What contradicts itself in a report that somebody wrote.
//!
//! A [`reader::Naskah`] is recognised ([`dokumen`]), checked by the rules ([`rules`]), and what they find is put into
//! clusters by cause. A value is called wrong only if no value that rounds to what is written satisfies the rule.

mod acuan;
pub mod angka;
pub mod dokumen;
pub mod fakta;
mod kalimat;
mod kelompok;
mod komentar;
mod lembar;
mod orang;
pub mod persamaan;
pub mod rules;
mod rumus;
mod salinan;
mod temuan;
mod terpakai;
pub mod tulis;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use reader::Naskah;

pub use acuan::{Acuan, Lama, Pengecualian};
pub use komentar::annotate;
pub use temuan::{Berkas, Bukti, Hasil, JenisSaran, Kepastian, Lokasi, Ringkasan, Saran, Temuan, Tingkat};
pub use terpakai::{Terpakai, terpakai};

use dokumen::Dokumen;

/// What was found in one or several files that belong together.
#[derive(Debug, Clone)]
pub struct Pemeriksaan {
    /// The files.
    pub berkas: Vec<Berkas>,
    /// The counts.
    pub ringkasan: Ringkasan,
    /// The findings, clusters together, the root of each first.
    pub temuan: Vec<Temuan>,
    /// True where the findings were compared with those of an earlier run.
    pub dengan_acuan: bool,
    /// What the earlier run had and this one has no more.
    pub hilang: Vec<Lama>,
    /// Exceptions that no finding needed.
    pub tidak_terpakai: Vec<Pengecualian>,
}

/// Which rules are asked.
#[derive(Debug, Clone, Default)]
pub struct Pilihan {
    /// Only these codes or families; empty for all but the optional ones.
    pub hanya: Vec<String>,
    /// Not these codes or families.
    pub abaikan: Vec<String>,
}

impl Pilihan {
    fn asks(&self, rule: &rules::Rule) -> bool {
        let named = |list: &[String]| list.iter().any(|name| rule.is_named(name));
        let wanted = if self.hanya.is_empty() { !rule.opsional } else { named(&self.hanya) };
        wanted && !named(&self.abaikan)
    }

    /// Names of no rule and no family.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let names = self.hanya.iter().chain(&self.abaikan).map(String::as_str);
        names.filter(|name| !rules::RULES.iter().any(|rule| rule.is_named(name)))
    }
}

/// Checks files that belong together.
pub fn periksa(naskah: &[Naskah], pilihan: &Pilihan) -> Pemeriksaan {
    periksa_sambil(naskah, pilihan, &mut |_, _| {})
}

/// Nothing is sure in a table whose columns were found by where its texts stand.
fn doubt(dokumen: &Dokumen<'_>, temuan: &mut [Temuan]) {
    let guessed: BTreeSet<_> = dokumen
        .tabel
        .iter()
        .filter(|tabel| tabel.tabel.rata)
        .map(|tabel| (tabel.berkas, tabel.tabel.letak.tabel))
        .collect();
    for one in temuan {
        let mut places = one.bukti.iter().map(|bukti| &bukti.lokasi).chain([&one.lokasi]);
        if places.any(|lokasi| lokasi.letak.tabel.is_some() && guessed.contains(&(lokasi.berkas, lokasi.letak.tabel))) {
            one.kepastian = Kepastian::Dugaan;
        }
    }
}

/// At most so many rules are asked at the same time.
const BERSAMA: usize = 4;

/// As deep a stack as a program begins with on most systems.
const STACK: usize = 8 << 20;

/// Asks rules that know nothing of each other at the same time; the answers come in the order of the rules.
fn ask<T: Send>(
    rules: &[&'static rules::Rule],
    kemajuan: &mut dyn FnMut(usize, usize),
    work: &(dyn Fn(&'static rules::Rule) -> T + Sync),
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || {
        let at = next.fetch_add(1, Ordering::Relaxed);
        rules.get(at).map(|rule| (at, *rule))
    };
    let rest = || -> Vec<(usize, T)> { std::iter::from_fn(|| take().map(|(at, rule)| (at, work(rule)))).collect() };
    let others = thread::available_parallelism().map_or(1, usize::from).min(BERSAMA) - 1;
    let mut answers = thread::scope(|scope| {
        // Where no thread can be had, this one asks all.
        let spawn = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, rest).ok();
        let others: Vec<_> = (0..others).filter_map(spawn).collect();
        let mut answers = Vec::new();
        while let Some((at, rule)) = take() {
            kemajuan(at, rules.len());
            answers.push((at, work(rule)));
        }
        for other in others {
            match other.join() {
                Ok(more) => answers.extend(more),
                Err(cause) => std::panic::resume_unwind(cause),
            }
        }
        answers
    });
    answers.sort_by_key(|(at, _)| *at);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// Like [`periksa`], telling before each rule how many are done, of how many.
pub fn periksa_sambil(naskah: &[Naskah], pilihan: &Pilihan, kemajuan: &mut dyn FnMut(usize, usize)) -> Pemeriksaan {
    let dokumen = Dokumen::recognise(naskah);
    let mut temuan = Vec::new();
    let mut berlaku = Vec::new();
    let mut batas = Vec::new();
    let mut ringkasan = Ringkasan::default();
    let asked: Vec<&'static rules::Rule> = rules::RULES.iter().filter(|rule| pilihan.asks(rule)).collect();
    let answers = ask(&asked, kemajuan, &|rule| {
        let mut hasil = Hasil::of(rule);
        (rule.check)(&dokumen, &mut hasil);
        (hasil.limits(), hasil.finish())
    });
    for (rule, (limits, (found, held, counts))) in asked.iter().zip(answers) {
        batas.extend(limits);
        temuan.extend(found);
        if !rules::QUICK.contains(&rule.kode) {
            berlaku.extend(held);
        }
        ringkasan.aturan_diperiksa += counts.aturan_diperiksa;
        ringkasan.dilewati += counts.dilewati;
        ringkasan.tidak_terpenuhi += counts.tidak_terpenuhi;
    }
    doubt(&dokumen, &mut temuan);
    // Where equations are broken, those that hold around them tell the cause.
    let tables: BTreeSet<_> = temuan
        .iter()
        .filter_map(|one: &Temuan| one.persamaan.as_ref()?.suku.first())
        .map(|suku| (suku.bukti.lokasi.berkas, suku.bukti.lokasi.letak.tabel))
        .collect();
    let quick: Vec<&'static rules::Rule> =
        asked.iter().copied().filter(|rule| rules::QUICK.contains(&rule.kode)).collect();
    let again = ask(&quick, &mut |_, _| {}, &|rule| {
        let mut hasil = Hasil::again(rule, tables.clone());
        if !tables.is_empty() {
            (rule.check)(&dokumen, &mut hasil);
        }
        hasil.finish().1
    });
    berlaku.extend(again.into_iter().flatten());
    salinan::fold(&dokumen, &mut temuan);
    temuan.extend(rules::limits(batas));
    let ringkasan = kelompok::arrange(&dokumen, &mut temuan, &berlaku, ringkasan);
    Pemeriksaan {
        berkas: naskah.iter().map(temuan::describe).collect(),
        ringkasan,
        temuan,
        dengan_acuan: false,
        hilang: Vec::new(),
        tidak_terpakai: Vec::new(),
    }
}
