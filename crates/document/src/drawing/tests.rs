use rust_decimal::Decimal;

use super::*;
use crate::{Bar, BarChart, PictureKind, TreeDiagram, TreeNode};

fn node(number: usize, children: Vec<TreeNode>) -> TreeNode {
    TreeNode {
        title: vec![format!("{number}. Meningkatnya kualitas pelayanan publik kecamatan")],
        detail: vec!["Persentase permohonan layanan yang selesai tepat waktu".into(), "Target 2026: 87,50 %".into()],
        dashed: number.is_multiple_of(5),
        children,
        ..TreeNode::default()
    }
}

/// A tree of `count` nodes, each parent with up to `fan` children.
fn tree(count: usize, fan: usize) -> TreeDiagram {
    fn below(number: usize, count: usize, fan: usize) -> TreeNode {
        let first = (number - 1) * fan + 2;
        node(number, (first..(first + fan).min(count + 1)).map(|child| below(child, count, fan)).collect())
    }
    TreeDiagram { roots: vec![below(1, count, fan)] }
}

fn office() -> TreeDiagram {
    let leaf = |title: &str| TreeNode {
        title: vec![title.into()],
        detail: vec!["Contoh Pejabat, S.Sos.".into()],
        ..TreeNode::default()
    };
    let with = |title: &str, children| TreeNode { children, ..leaf(title) };
    let office = with(
        "Sekretariat",
        vec![leaf("Subbagian Umum dan Kepegawaian"), leaf("Subbagian Keuangan"), leaf("Subbagian Perencanaan")],
    );
    let mut below = vec![office];
    below.extend(
        ["Pemerintahan", "Pelayanan Umum", "Pemberdayaan Masyarakat dan Desa", "Ketenteraman dan Ketertiban Umum"]
            .map(|name| leaf(&format!("Seksi {name}"))),
    );
    TreeDiagram { roots: vec![with("Camat", below)] }
}

fn chart(groups: usize, series: usize) -> BarChart {
    BarChart {
        series: ["Target", "Realisasi", "Tahun lalu"].iter().take(series).map(|name| (*name).into()).collect(),
        unit: "%".into(),
        groups: (0..groups)
            .map(|group| Bar {
                label: format!("Triwulan {}", group + 1),
                values: (0..series)
                    .map(|one| {
                        (group + one != 3).then(|| Decimal::new(((group * 37 + one * 13) % 90 + 8) as i64 * 107, 2))
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn samples() -> Vec<(&'static str, Picture)> {
    vec![
        ("tree-1", Picture::Tree(tree(1, 1))),
        ("tree-4", Picture::Tree(tree(4, 3))),
        ("tree-8", Picture::Tree(tree(8, 7))),
        ("tree-25", Picture::Tree(tree(25, 3))),
        ("tree-60-wide", Picture::Tree(tree(60, 9))),
        ("tree-60-deep", Picture::Tree(tree(60, 2))),
        ("tree-office", Picture::Tree(office())),
        ("tree-none", Picture::Tree(TreeDiagram { roots: vec![] })),
        ("bars-4", Picture::Bars(chart(4, 2))),
        ("bars-30", Picture::Bars(chart(30, 2))),
        ("bars-7-3", Picture::Bars(chart(7, 3))),
        ("bars-none", Picture::Bars(chart(0, 0))),
    ]
}

fn words(svg: &str) -> String {
    let text: Vec<&str> = svg.split("</text>").filter_map(|part| part.rsplit_once('>')).map(|part| part.1).collect();
    text.join(" ")
}

/// Left, top, right, bottom of each box, in hundredths.
fn boxes(svg: &str) -> Vec<[i64; 4]> {
    let number = |tag: &str, name: &str| {
        let text = tag.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap();
        let value: Decimal = text.parse().unwrap();
        i64::try_from(value * Decimal::ONE_HUNDRED).unwrap()
    };
    svg.lines()
        .filter(|line| line.starts_with("<rect"))
        .map(|tag| {
            let (x, y) = (number(tag, "x"), number(tag, "y"));
            [x, y, x + number(tag, "width"), y + number(tag, "height")]
        })
        .collect()
}

#[test]
fn every_drawing_becomes_the_same_png_twice() {
    let folder =
        std::env::var_os("KINERJA_GAMBAR_CONTOH").filter(|folder| !folder.is_empty()).map(std::path::PathBuf::from);
    for (name, picture) in samples() {
        let drawing = to_svg(&picture).unwrap();
        assert_eq!(Some(&drawing), to_svg(&picture).as_ref(), "{name}");
        let width = if folder.is_some() { 1200 } else { 150 };
        let png = to_png(&drawing.svg, width).unwrap();
        assert!(png.starts_with(b"\x89PNG"), "{name}");
        if name == "tree-office" || name == "bars-4" {
            assert_eq!(png, to_png(&drawing.svg, width).unwrap(), "{name}");
        }
        if let Some(folder) = &folder {
            std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
        }
    }
}

#[test]
fn boxes_of_a_tree_stay_apart_and_inside() {
    for (name, picture) in samples() {
        let Picture::Tree(tree) = &picture else { continue };
        fn count(nodes: &[TreeNode]) -> usize {
            nodes.iter().map(|node| 1 + count(&node.children)).sum()
        }
        let drawing = to_svg(&picture).unwrap();
        let boxes = boxes(&drawing.svg);
        assert_eq!(boxes.len(), count(&tree.roots), "{name}");
        for (place, one) in boxes.iter().enumerate() {
            assert!(one[0] >= 0 && one[1] >= 0 && one[2] <= WIDTH, "{name}: {one:?}");
            assert!(one[3] <= i64::from(drawing.height_px) * 100, "{name}: {one:?}");
            for other in &boxes[place + 1..] {
                let apart = one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1];
                assert!(apart, "{name}: {one:?} {other:?}");
            }
        }
    }
}

#[test]
fn a_high_tree_comes_in_pieces_that_fit_a_page() {
    const PAGE: u32 = 860;
    for fan in [2, 3, 5, 9] {
        let tree = Picture::Tree(tree(60, fan));
        let pieces = to_pieces(&tree, PAGE);
        assert!(pieces.len() > 1);
        let mut found = 0;
        for piece in &pieces {
            assert!(piece.height_px <= PAGE, "{fan} children: {} px", piece.height_px);
            found += boxes(&piece.svg).len();
        }
        assert_eq!(found, 60, "{fan} children");
        let whole = words(&to_svg(&tree).unwrap().svg);
        let parts: Vec<String> = pieces.iter().map(|piece| words(&piece.svg)).collect();
        let sorted = |text: &str| {
            let mut words: Vec<String> = text.split_whitespace().map(Into::into).collect();
            words.sort();
            words
        };
        assert!(sorted(&whole) == sorted(&parts.join(" ")), "{fan} children: words are lost");
    }
    assert_eq!(to_pieces(&Picture::Tree(office()), PAGE).len(), 1);
    assert_eq!(to_pieces(&Picture::Tree(TreeDiagram { roots: vec![] }), PAGE).len(), 1);
}

#[test]
fn text_is_kept_and_wrapped_inside_its_box() {
    let drawing = to_svg(&Picture::Tree(office())).unwrap();
    let words = words(&drawing.svg);
    for name in ["Camat", "Seksi Pelayanan Umum", "Subbagian Keuangan"] {
        assert!(words.contains(name), "{name} in {words}");
    }
    let font = text::Font { size: 1000, bold: false };
    for line in font.wrap("Ketenteraman dan ketertiban umum lintas-sektoral", 9000) {
        assert!(font.width(&line) <= 9000, "{line}");
    }
    assert!(font.width("mmm") > font.width("iii"));
}

#[test]
fn hostile_text_stays_text() {
    let bad = "<script>&\u{0}\u{1b}\"'\u{fffe}]]>".to_string() + &"x".repeat(500);
    let node =
        TreeNode { title: vec![bad.clone()], detail: vec![bad.clone()], link: bad.clone(), ..TreeNode::default() };
    let tree = Picture::Tree(TreeDiagram { roots: vec![node] });
    let bars = Picture::Bars(BarChart {
        series: vec![bad.clone()],
        unit: bad.clone(),
        groups: vec![Bar { label: bad, values: vec![Some(Decimal::MAX), Some(Decimal::MIN), None] }],
    });
    for picture in [tree, bars] {
        let svg = to_svg(&picture).unwrap().svg;
        assert!(!svg.contains("<script"), "{svg}");
        to_png(&svg, 600).unwrap();
    }
}

#[test]
fn absent_value_is_words_and_zero_is_a_figure() {
    let chart = |value| BarChart {
        series: vec!["Realisasi".into()],
        unit: "%".into(),
        groups: vec![Bar { label: "Triwulan I".into(), values: vec![value] }],
    };
    let svg = |value| words(&to_svg(&Picture::Bars(chart(value))).unwrap().svg);
    assert!(svg(None).contains("belum ada"));
    assert!(!svg(Some(Decimal::ZERO)).contains("belum ada"));
    assert!(svg(Some(Decimal::new(123_450, 2))).contains("1.234,50"));
    assert!(svg(Some(Decimal::new(-250, 2))).contains("-2,50"));
}

#[test]
fn a_file_is_not_drawn() {
    assert_eq!(to_svg(&Picture::File { kind: PictureKind::Png, bytes: vec![] }), None);
}

#[test]
fn the_fonts_have_all_plain_letters() {
    let plain: String = (' '..='~').collect();
    assert_eq!(text::clean(&plain), plain);
    // A letter beyond them has each letter looked up.
    assert_eq!(text::clean(&format!("é{plain}漢\u{7}")), format!("é{plain}\u{25a1} "));
}

#[test]
fn a_drawing_gets_no_file_of_this_computer() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rahasia.png");
    let drawing = |inside: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">{inside}</svg>"
        )
    };
    std::fs::write(&file, to_png(&drawing("<rect width=\"9\" height=\"9\" fill=\"red\"/>"), 9).unwrap()).unwrap();
    let named = drawing(&format!("<image width=\"9\" height=\"9\" xlink:href=\"{}\"/>", file.display()));
    assert_eq!(to_png(&named, 9).unwrap(), to_png(&drawing(""), 9).unwrap());
}
