//! Documents of villages by their short names.

use super::{Sebutan, Token};

const NAMA: [(&str, &str); 6] = [
    ("rkp", "RKPDes"),
    ("apb", "APBDes"),
    ("lpp", "LPPDes"),
    ("rpjm", "RPJMDes"),
    ("lkpp", "LKPPDes"),
    ("ipp", "IPPDes"),
];

/// Documents that are named: `RKPDes`, `RKPDesa`, `RKP Desa`. A changed one (`Perubahan APBDes`) is another document
/// with other times and is left out.
pub(crate) fn documents(tokens: &[Token]) -> Vec<Sebutan<&'static str>> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before)).map_or("", |token| token.teks.as_str());
        if matches!(before, "perubahan" | "p") || token.teks.starts_with("p-") {
            continue;
        }
        let text = token.teks.replace('-', "");
        let after = tokens.get(at + 1).map_or("", |token| token.teks.as_str());
        for (short, isi) in NAMA {
            let joined = text.strip_prefix(short).is_some_and(|rest| matches!(rest, "des" | "desa"));
            let apart = text == short && matches!(after, "desa" | "des");
            if joined || apart {
                found.push(Sebutan { isi, dari: at, sampai: at + usize::from(apart) });
            }
        }
    }
    found
}
