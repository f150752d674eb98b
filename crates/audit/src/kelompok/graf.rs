//! The smallest set of cells whose change mends all broken equations, found greedily.
//!
//! Cells are nodes, equations hang them together. A single cell that mends several equations is the best explanation.
//! Where a wrong cell was carried into a sum that holds, no single cell helps: then all cells of that sum that broken
//! equations ask to change are changed together, if the sum still holds.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::persamaan::{Bentuk, Cocok, Persamaan};
use crate::temuan::Tempat;

/// More broken equations than this are no slips but a table that was misread; no cause is looked for.
const MOST: usize = 300;

/// What was found for each broken equation, in their order.
#[derive(Debug, Default)]
pub(super) struct Penjelasan {
    /// The cell that is the cause, for each broken equation; `None` where nothing explains it.
    pub(super) akar: Vec<Option<Tempat>>,
    /// What a changed cell would hold.
    pub(super) perubahan: BTreeMap<Tempat, Decimal>,
    /// Results whose difference follows from several cells of the equation of that index among those that hold.
    pub(super) turunan: BTreeMap<Tempat, usize>,
}

struct Graf<'p> {
    nodes: BTreeMap<Tempat, usize>,
    nilai: Vec<Decimal>,
    persamaan: Vec<(&'p Persamaan, Vec<usize>)>,
    of_node: Vec<Vec<usize>>,
}

type Langkah = BTreeMap<usize, Decimal>;

impl<'p> Graf<'p> {
    fn of(all: impl Iterator<Item = &'p Persamaan>) -> Self {
        let mut graf = Self { nodes: BTreeMap::new(), nilai: Vec::new(), persamaan: Vec::new(), of_node: Vec::new() };
        for persamaan in all {
            let mut cells = Vec::with_capacity(persamaan.suku.len());
            for suku in &persamaan.suku {
                let place = (suku.bukti.lokasi.berkas, suku.bukti.lokasi.letak.clone());
                let next = graf.nilai.len();
                let node = *graf.nodes.entry(place).or_insert(next);
                if node == next {
                    graf.nilai.push(suku.nilai);
                    graf.of_node.push(Vec::new());
                }
                if let Some(list) = graf.of_node.get_mut(node) {
                    list.push(graf.persamaan.len());
                }
                cells.push(node);
            }
            graf.persamaan.push((persamaan, cells));
        }
        graf
    }

    fn values(&self, eq: usize, step: &Langkah) -> Vec<Decimal> {
        let cells = self.persamaan.get(eq).map(|(_, cells)| cells.as_slice()).unwrap_or_default();
        cells.iter().map(|node| step.get(node).or(self.nilai.get(*node)).copied().unwrap_or_default()).collect()
    }

    fn holds(&self, eq: usize, step: &Langkah) -> bool {
        self.persamaan.get(eq).is_none_or(|(persamaan, _)| persamaan.check_with(&self.values(eq, step)) != Cocok::Tidak)
    }

    fn cells(&self, eq: usize) -> &[usize] {
        self.persamaan.get(eq).map(|(_, cells)| cells.as_slice()).unwrap_or_default()
    }

    fn result(&self, eq: usize) -> Option<usize> {
        self.cells(eq).first().copied()
    }

    /// What the cell at this position of an equation would have to be; never a negative amount where none stands.
    fn needed(&self, eq: usize, position: usize) -> Option<Decimal> {
        let (persamaan, cells) = self.persamaan.get(eq)?;
        let value = persamaan.needed(position, &self.values(eq, &Langkah::new()))?;
        let now = self.nilai.get(*cells.get(position)?)?;
        (now.is_sign_negative() || !value.is_sign_negative()).then_some(value)
    }

    /// Equations that a step mends less those that it breaks, and in how many mended ones it changes the result.
    fn gain(&self, step: &Langkah) -> (i64, i64) {
        let touched: BTreeSet<usize> =
            step.keys().filter_map(|node| self.of_node.get(*node)).flatten().copied().collect();
        let none = Langkah::new();
        touched.into_iter().fold((0, 0), |(gain, results), eq| match (self.holds(eq, &none), self.holds(eq, step)) {
            (false, true) => {
                (gain + 1, results + i64::from(self.result(eq).is_some_and(|node| step.contains_key(&node))))
            }
            (true, false) => (gain - 1, results),
            _ => (gain, results),
        })
    }

    /// The best change of one cell; of equal ones that in the shortest equation, since a long sum may be wrong by any of
    /// its cells.
    fn single(&self, broken: &[usize]) -> Option<((i64, i64), Langkah)> {
        let mut best: Option<((i64, i64), Langkah)> = None;
        let mut broken = broken.to_vec();
        broken.sort_by_key(|eq| self.cells(*eq).len());
        for eq in &broken {
            for (position, node) in self.cells(*eq).iter().enumerate() {
                let Some(value) = self.needed(*eq, position) else { continue };
                let step = Langkah::from([(*node, value)]);
                let gain = self.gain(&step);
                if best.as_ref().is_none_or(|(most, _)| gain > *most) {
                    best = Some((gain, step));
                }
            }
        }
        best
    }

    /// The change of one cell that mends most of the broken equations it stands in.
    fn wish(&self, node: usize, broken: &BTreeSet<usize>) -> Option<Decimal> {
        let mut best: Option<((i64, i64), Decimal)> = None;
        for eq in self.of_node.get(node)?.iter().filter(|eq| broken.contains(eq)) {
            let position = self.cells(*eq).iter().position(|cell| cell == &node)?;
            let Some(value) = self.needed(*eq, position) else { continue };
            let gain = self.gain(&Langkah::from([(node, value)]));
            if best.as_ref().is_none_or(|(most, _)| gain > *most) {
                best = Some((gain, value));
            }
        }
        best.map(|(_, value)| value)
    }

    /// Equations that hold, and the changes of several of their cells under which they still hold.
    fn joint<'g>(
        &'g self,
        held: impl Iterator<Item = usize> + 'g,
        broken: &'g BTreeSet<usize>,
    ) -> impl Iterator<Item = (usize, Langkah)> + 'g {
        held.filter(|eq| self.persamaan.get(*eq).is_some_and(|(persamaan, _)| persamaan.bentuk == Bentuk::Jumlah))
            .filter_map(|eq| {
                let step: Langkah = self
                    .cells(eq)
                    .iter()
                    .filter_map(|node| self.wish(*node, broken).map(|value| (*node, value)))
                    .collect();
                (step.len() >= 2 && self.holds(eq, &Langkah::new()) && self.holds(eq, &step)).then_some((eq, step))
            })
    }

    fn apply(&mut self, step: &Langkah) {
        for (node, value) in step {
            if let Some(now) = self.nilai.get_mut(*node) {
                *now = *value;
            }
        }
    }
}

/// Explains broken equations.
pub(super) fn explain<'p>(broken: &[&'p Persamaan], held: &'p [Persamaan]) -> Penjelasan {
    let mut penjelasan = Penjelasan { akar: vec![None; broken.len()], ..Penjelasan::default() };
    if broken.is_empty() || broken.len() > MOST {
        return penjelasan;
    }
    let mut graf = Graf::of(broken.iter().copied().chain(held));
    let all = 0..broken.len();
    let near: BTreeSet<usize> = all.clone().flat_map(|eq| graf.cells(eq).to_vec()).collect();
    let around: BTreeSet<usize> = near
        .iter()
        .filter_map(|node| graf.of_node.get(*node))
        .flatten()
        .copied()
        .filter(|eq| *eq >= broken.len())
        .collect();
    let mut root: BTreeMap<usize, usize> = BTreeMap::new();
    let mut akar: Vec<Option<usize>> = vec![None; broken.len()];
    for _ in 0..broken.len() * 2 {
        let open: Vec<usize> = all.clone().filter(|eq| !graf.holds(*eq, &Langkah::new())).collect();
        let set: BTreeSet<usize> = open.iter().copied().collect();
        let single = graf.single(&open);
        let (along, step) = match single {
            Some((gain, step)) if gain.0 >= 2 => (None, step),
            other => {
                let best = graf
                    .joint(around.iter().copied(), &set)
                    .map(|(eq, step)| (graf.gain(&step), eq, step))
                    .filter(|(gain, _, _)| gain.0 >= 1)
                    .max_by_key(|(gain, eq, _)| (*gain, usize::MAX - eq));
                match (best, other) {
                    (Some((_, eq, step)), _) => (Some(eq), step),
                    // One that breaks as many as it mends: a percentage was computed from the wrong cell.
                    (None, Some((gain, step))) if gain.0 >= 0 => (None, step),
                    _ => break,
                }
            }
        };
        let carried = along.and_then(|eq| graf.result(eq)).filter(|node| step.contains_key(node));
        let first = along.and_then(|eq| graf.cells(eq).iter().copied().skip(1).find(|node| step.contains_key(node)));
        for node in step.keys() {
            let to = if carried == Some(*node) { first.unwrap_or(*node) } else { *node };
            let to = root.get(&to).copied().unwrap_or(to);
            root.entry(*node).or_insert(to);
        }
        if let (Some(node), Some(eq)) = (carried, along) {
            note(&mut penjelasan, &graf, node, eq, broken.len());
        }
        graf.apply(&step);
        for eq in open {
            if graf.holds(eq, &Langkah::new()) && akar.get(eq).is_some_and(Option::is_none) {
                let own = graf.result(eq).and_then(|node| root.get(&node));
                let other = graf.cells(eq).iter().find(|node| step.contains_key(node)).and_then(|node| root.get(node));
                if let Some(slot) = akar.get_mut(eq) {
                    *slot = own.or(other).copied();
                }
            }
        }
    }
    leftovers(&mut penjelasan, &graf, &around, &mut akar);
    let places: BTreeMap<usize, &Tempat> = graf.nodes.iter().map(|(place, node)| (*node, place)).collect();
    let place = |node: &usize| places.get(node).map(|place| (*place).clone());
    penjelasan.akar = akar.iter().map(|node| node.as_ref().and_then(place)).collect();
    penjelasan.perubahan =
        root.keys().filter_map(|node| Some((place(node)?, graf.nilai.get(*node).copied()?))).collect();
    penjelasan
}

/// What nothing mends: the result of an equation that holds follows from its other cells, if all of them are asked to
/// change and the equation would still hold.
fn leftovers(penjelasan: &mut Penjelasan, graf: &Graf<'_>, around: &BTreeSet<usize>, akar: &mut [Option<usize>]) {
    let broken = akar.len();
    let open: BTreeSet<usize> = (0..broken).filter(|eq| akar.get(*eq).is_some_and(Option::is_none)).collect();
    let by_result: BTreeMap<usize, usize> =
        open.iter().filter_map(|eq| graf.result(*eq).map(|node| (node, *eq))).collect();
    for (eq, step) in graf.joint(around.iter().copied(), &open) {
        let Some(node) = graf.result(eq).filter(|node| step.contains_key(node)) else { continue };
        let first = graf.cells(eq).iter().skip(1).find(|node| by_result.contains_key(node));
        let (Some(first), Some(follower)) = (first, by_result.get(&node)) else { continue };
        if let Some(slot @ None) = akar.get_mut(*follower) {
            *slot = Some(*first);
            note(penjelasan, graf, node, eq, broken);
        }
        if let Some(slot @ None) = by_result.get(first).and_then(|eq| akar.get_mut(*eq)) {
            *slot = Some(*first);
        }
    }
}

fn note(penjelasan: &mut Penjelasan, graf: &Graf<'_>, node: usize, eq: usize, broken: usize) {
    let place = graf.nodes.iter().find(|(_, number)| **number == node).map(|(place, _)| place.clone());
    if let (Some(place), Some(index)) = (place, eq.checked_sub(broken)) {
        penjelasan.turunan.insert(place, index);
    }
}
