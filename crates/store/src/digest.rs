//! SHA-256 over fields whose borders cannot be moved.

use sha2::{Digest as _, Sha256};

/// The digest of bytes, as 64 hexadecimal digits.
pub(crate) fn of_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The digest of a list of texts. What is digested is the purpose and then each text, each with its length in
/// bytes (64 bits, most significant first) before it.
pub(crate) fn of_fields<'a>(purpose: &'a str, fields: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for field in std::iter::once(purpose).chain(fields) {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field.as_bytes());
    }
    hex(&hasher.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_of_fields_count() {
        assert_eq!(of_bytes(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let digests = [
            of_fields("a", ["b", "c"]),
            of_fields("a", ["bc", ""]),
            of_fields("a", ["bc"]),
            of_fields("ab", ["c"]),
            of_fields("a", ["c", "b"]),
        ];
        for (index, digest) in digests.iter().enumerate() {
            assert!(!digests[..index].contains(digest), "{index}");
        }
    }
}
