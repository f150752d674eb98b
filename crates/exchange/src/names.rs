//! Names that people mistype.

/// The name among `known` that `name` most probably means; `None` where nothing is near.
pub fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let name = name.to_lowercase();
    let limit = 1 + name.chars().count() / 4;
    known
        .map(|candidate| (strsim::damerau_levenshtein(&name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A name as tables and columns are called: small letters, `_` for spaces.
pub fn normal(name: &str) -> String {
    name.split(|character: char| character.is_whitespace() || character == '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join("_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_is_near() {
        let known = ["pegawai", "pagu", "pejabat"];
        assert_eq!(nearest("pegawi", known.into_iter()), Some("pegawai"));
        assert_eq!(nearest("Pagu", known.into_iter()), Some("pagu"));
        assert_eq!(nearest("inventaris", known.into_iter()), None);
        assert_eq!(normal(" Riwayat  Pegawai "), "riwayat_pegawai");
    }
}
