//! Lists of contents, tables and figures; the renderer fills them.

use document::{Block, ContentsKind};

use crate::composer::Composer;

pub(super) fn contents(composer: &mut Composer<'_>) {
    composer.push(Block::Contents(ContentsKind::Headings));
}

pub(super) fn tables(composer: &mut Composer<'_>) {
    composer.push(Block::Contents(ContentsKind::Tables));
}

pub(super) fn figures(composer: &mut Composer<'_>) {
    composer.push(Block::Contents(ContentsKind::Figures));
}
