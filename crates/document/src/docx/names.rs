//! Names inside the file that are made from ids: bookmarks and tags of content controls.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Block, Document};

/// Word refuses longer tags.
const LONGEST_TAG: usize = 64;

/// Word refuses longer names of bookmarks.
const LONGEST_BOOKMARK: usize = 40;

/// The tag of the content control that holds a figure or a part with this id. An id of up to 64 characters is its
/// own tag; a longer one is cut and ends in a digest of the whole, so that two long ids stay apart.
pub fn tag(id: &str) -> String {
    if units(id) <= LONGEST_TAG { id.into() } else { shortened(id, LONGEST_TAG) }
}

/// Word counts UTF-16 units.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

fn shortened(id: &str, longest: usize) -> String {
    let digest = format!("~{:016x}", fnv1a(id));
    let mut room = longest.saturating_sub(digest.len());
    let mut short = String::new();
    for character in id.chars() {
        let Some(rest) = room.checked_sub(character.len_utf16()) else { break };
        room = rest;
        short.push(character);
    }
    short + &digest
}

/// FNV-1a, 64 bits: stable over releases, which the hashers of the standard library are not.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The bookmark of every heading, table and figure of a document, by id.
pub(super) fn bookmarks(document: &Document) -> BTreeMap<String, String> {
    let mut names = Bookmarks::default();
    names.collect(&document.blocks);
    names.by_id
}

#[derive(Default)]
struct Bookmarks {
    by_id: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl Bookmarks {
    fn collect(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => self.add(&heading.id),
                Block::Table(table) => self.add(&table.id),
                Block::Figure(figure) => self.add(&figure.id),
                Block::Part(part) => self.collect(&part.blocks),
                Block::List(list) => list.items.iter().for_each(|item| self.collect(item)),
                Block::Paragraph(_)
                | Block::Equation(_)
                | Block::Signature(_)
                | Block::Letterhead(_)
                | Block::Contents(_)
                | Block::Note(_)
                | Block::PageBreak
                | Block::Orientation(_)
                | Block::Space(_) => {}
            }
        }
    }

    /// Word allows letters, digits and `_`, makes no difference between capitals and small letters, and hides
    /// names that start with `_` from the list of bookmarks.
    fn add(&mut self, id: &str) {
        if self.by_id.contains_key(id) {
            return;
        }
        let letters: String =
            id.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect();
        let base: String = format!("_i_{letters}").chars().take(LONGEST_BOOKMARK - 5).collect();
        let mut name = base.clone();
        let mut count = 1_u32;
        while !self.taken.insert(name.to_ascii_lowercase()) {
            count += 1;
            name = format!("{base}_{count}");
        }
        self.by_id.insert(id.into(), name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_fit_and_long_ids_stay_apart() {
        assert_eq!(tag("capaian IKU-1"), "capaian IKU-1");
        let long = "x".repeat(64);
        assert_eq!(tag(&long), long);
        let (one, other) = (tag(&format!("{long}-satu")), tag(&format!("{long}-dua")));
        assert_eq!((units(&one), units(&other)), (64, 64));
        assert_ne!(one, other);
        assert_eq!(units(&tag(&"\u{1d400}".repeat(40))), 63);
    }

    #[test]
    fn bookmarks_differ_even_where_ids_look_alike() {
        let mut names = Bookmarks::default();
        let long = "b".repeat(80);
        for id in ["a-b", "a_b", "A-B", "a-b", &format!("{long}1"), &format!("{long}2")] {
            names.add(id);
        }
        let names: Vec<_> = names.by_id.into_values().collect();
        assert_eq!(names.len(), 5);
        assert!(names.iter().all(|name| name.len() <= LONGEST_BOOKMARK));
        let distinct: BTreeSet<_> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        assert_eq!(distinct.len(), 5);
    }
}
