//! Agreements below the head of the office: what a unit promises by the tree of performance, with whom, and with which
//! budget.

use std::collections::{BTreeMap, BTreeSet};

use super::{BarisAnggaran, PenandaTangan, View};
use crate::register::{Indikator, PeranPejabat, SimpulKinerja, Unit};
use crate::value::{Kode, KodeNomenklatur, Rupiah, Tanggal, Target};

/// What the leader of a unit promises to the leader of the unit above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PerjanjianUnit<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// Its leader on the day.
    pub pertama: Option<PenandaTangan>,
    /// The leader of the unit above on the day.
    pub kedua: Option<PenandaTangan>,
    /// Conditions with their measures and targets, in the order of the tree.
    pub janji: Vec<Janji<'a>>,
    /// Sub kegiatan that serve nodes of the unit and of the units below it, in the order of their codes.
    pub anggaran: Vec<BarisAnggaran>,
}

impl PerjanjianUnit<'_> {
    /// The post of the leader: `Kepala Seksi Tata Pemerintahan`.
    pub fn sebutan(&self) -> String {
        sebutan(self.unit)
    }

    /// Pagu of all sub kegiatan; `None` where none is known.
    pub fn jumlah(&self) -> Option<Rupiah> {
        self.anggaran.iter().filter_map(|line| line.pagu).reduce(Rupiah::plus)
    }
}

/// A condition with its measure and its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Janji<'a> {
    /// The condition, as in the tree, else the sasaran of the indicator.
    pub kondisi: &'a str,
    /// The indicator of the register by which it is measured.
    pub indikator: Option<&'a Indikator>,
    /// Its measure in words; empty where none is recorded.
    pub ukuran: &'a str,
    /// Unit of the target; empty where none is recorded.
    pub satuan: &'a str,
    /// Target of the year.
    pub target: Option<&'a Target>,
}

impl<'a> View<'a> {
    /// Units whose leaders have an agreement with the one above: all but the topmost, in the order of the structure.
    pub fn unit_berperjanjian(&self) -> Vec<&'a Unit> {
        let mut found = Vec::new();
        let mut next: Vec<&Unit> = self.unit_below(None);
        next.reverse();
        while let Some(unit) = next.pop() {
            if unit.induk.is_some() {
                found.push(unit);
            }
            next.extend(self.unit_below(Some(unit)).into_iter().rev());
        }
        found
    }

    /// Who leads a unit on a day: the holder of the office for the topmost unit, else the one who serves in it under the
    /// title of its leader, else the only one in it with an eselon.
    pub fn kepala_unit(&self, unit: &Unit, day: Option<Tanggal>) -> Option<PenandaTangan> {
        if unit.induk.is_none() {
            return self.penanda_tangan(PeranPejabat::Kepala, day);
        }
        let on_that_day = View { per_tanggal: day.or(self.per_tanggal), ..*self };
        let staff: Vec<_> = on_that_day.kepegawaian().pegawai;
        let own = || staff.iter().filter(|one| one.riwayat.unit.as_ref() == Some(&unit.kode));
        let title = unit.sebutan_kepala.as_deref().map(str::to_lowercase);
        let titled =
            own().find(|one| title.is_some() && one.riwayat.jabatan.as_deref().map(str::to_lowercase) == title);
        let mut ranked = own().filter(|one| one.riwayat.eselon.is_some());
        let person = titled.or_else(|| ranked.next().filter(|_| ranked.next().is_none()))?;
        Some(PenandaTangan {
            jabatan: sebutan(unit),
            nama: person.pegawai.nama.to_string(),
            pangkat: person.riwayat.golongan.and_then(|golongan| golongan.pangkat()).map(str::to_string),
            nip: person.pegawai.nip.clone(),
        })
    }

    /// What a unit promises, on the day of the agreement in force; `None` for a unit that is not there or the topmost.
    ///
    /// A unit answers for the nodes that it owns. One that owns none, but whose units below do, answers for the topmost
    /// of theirs. Where the tree names the unit nowhere, it answers for the indicators that name it.
    pub fn perjanjian_unit(&self, kode: &Kode) -> Option<PerjanjianUnit<'a>> {
        let unit = self.register().unit.iter().find(|unit| unit.kode == *kode)?;
        let above = self.register().unit.iter().find(|other| Some(&other.kode) == unit.induk.as_ref())?;
        let day = self.perjanjian().map(|agreement| agreement.tanggal);
        let below = self.subtree(unit);
        let served = self.simpul_berurut();
        let inside = |node: &SimpulKinerja| node.pemilik.as_ref().is_some_and(|owner| below.contains(owner));
        let mut nodes: Vec<&SimpulKinerja> =
            served.iter().copied().filter(|node| node.pemilik.as_ref() == Some(kode)).collect();
        if nodes.is_empty() {
            let parent = |node: &SimpulKinerja| served.iter().find(|other| Some(&other.kode) == node.induk.as_ref());
            let top = |node: &&SimpulKinerja| inside(node) && !parent(node).is_some_and(|parent| inside(parent));
            nodes = served.iter().copied().filter(top).collect();
        }
        let mut janji: Vec<Janji<'a>> = nodes.into_iter().map(|node| self.promise(node)).collect();
        if janji.is_empty() {
            let own = self.indikator().into_iter().filter(|one| one.penanggung_jawab.as_ref() == Some(kode));
            janji = own.map(|indikator| self.promise_of(indikator)).collect();
        }
        let codes: BTreeSet<&KodeNomenklatur> =
            served.iter().filter(|node| inside(node)).flat_map(|node| &node.sub_kegiatan).collect();
        Some(PerjanjianUnit {
            unit,
            pertama: self.kepala_unit(unit, day),
            kedua: self.kepala_unit(above, day),
            janji,
            anggaran: self.lines_of(&codes),
        })
    }

    /// What all units promise together by the nodes of the tree: every sub kegiatan that serves one.
    pub fn anggaran_pohon(&self) -> Vec<BarisAnggaran> {
        self.lines_of(&self.register().pohon_kinerja.iter().flat_map(|node| &node.sub_kegiatan).collect())
    }

    /// The nodes of the tree, parents before children, siblings in their order. A node whose parent is not there stands
    /// among the topmost ones.
    pub fn simpul_berurut(&self) -> Vec<&'a SimpulKinerja> {
        let nodes = &self.register().pohon_kinerja;
        let known: BTreeSet<&Kode> = nodes.iter().map(|node| &node.kode).collect();
        let mut below: BTreeMap<Option<&Kode>, Vec<&SimpulKinerja>> = BTreeMap::new();
        for node in nodes {
            below.entry(node.induk.as_ref().filter(|parent| known.contains(parent))).or_default().push(node);
        }
        for siblings in below.values_mut() {
            siblings.sort_by_key(|node| std::cmp::Reverse(node.urut));
        }
        let mut next = below.remove(&None).unwrap_or_default();
        let mut found = Vec::with_capacity(nodes.len());
        while let Some(node) = next.pop() {
            found.push(node);
            next.extend(below.remove(&Some(&node.kode)).unwrap_or_default());
        }
        found
    }

    fn promise(&self, node: &'a SimpulKinerja) -> Janji<'a> {
        if let Some(indikator) = node.indikator.as_ref().and_then(|kode| self.indikator_by_kode(kode)) {
            return Janji { kondisi: &node.kondisi, ..self.promise_of(indikator) };
        }
        let own = self.register().target_simpul.iter().find(|row| row.simpul == node.kode);
        Janji {
            kondisi: &node.kondisi,
            indikator: None,
            ukuran: node.ukuran.as_deref().unwrap_or_default(),
            satuan: own.map_or("", |row| &row.satuan),
            target: own.map(|row| &row.target),
        }
    }

    fn promise_of(&self, indikator: &'a Indikator) -> Janji<'a> {
        let register = self.register();
        let goal = register.sasaran.iter().find(|row| Some(&row.kode) == indikator.sasaran.as_ref());
        let aim = register.tujuan.iter().find(|row| Some(&row.kode) == indikator.tujuan.as_ref());
        Janji {
            kondisi: goal.map(|row| &*row.uraian).or(aim.map(|row| &*row.uraian)).unwrap_or_default(),
            indikator: Some(indikator),
            ukuran: &indikator.uraian,
            satuan: &indikator.satuan,
            target: self.target(&indikator.kode).map(|(target, _)| target),
        }
    }

    /// The unit and all units below it.
    fn subtree(&self, unit: &'a Unit) -> BTreeSet<&'a Kode> {
        let mut found = BTreeSet::new();
        let mut next = vec![unit];
        while let Some(unit) = next.pop() {
            if found.insert(&unit.kode) {
                next.extend(self.unit_below(Some(unit)));
            }
        }
        found
    }

    fn lines_of(&self, codes: &BTreeSet<&KodeNomenklatur>) -> Vec<BarisAnggaran> {
        let budget = self.anggaran();
        let line = |kode: &&KodeNomenklatur| {
            budget.baris(kode).cloned().unwrap_or_else(|| BarisAnggaran {
                kode: (*kode).clone(),
                nama: self.nama_anggaran(kode),
                pagu: None,
                kas: None,
                realisasi: None,
            })
        };
        codes.iter().map(line).collect()
    }
}

fn sebutan(unit: &Unit) -> String {
    unit.sebutan_kepala.as_ref().map_or_else(|| format!("Kepala {}", &*unit.nama), ToString::to_string)
}
