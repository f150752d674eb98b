//! A document kept as data, so that it can be printed again exactly as it was, even by a newer program.

use serde::{Deserialize, Serialize};

use crate::Document;

/// The newest way of keeping a document. A change that older data cannot be read with gets the next number, and
/// [`read`] goes on reading the older ones.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Written<'d> {
    versi: u32,
    dokumen: &'d Document,
}

#[derive(Deserialize)]
struct Read {
    versi: u32,
    dokumen: Document,
}

/// A document as JSON. The error is in English, for the log.
pub fn write(document: &Document) -> Result<Vec<u8>, String> {
    serde_json::to_vec(&Written { versi: VERSION, dokumen: document }).map_err(|error| error.to_string())
}

/// A document from what [`write()`] gave. The error is in English, for the log.
pub fn read(bytes: &[u8]) -> Result<Document, String> {
    let read: Read = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    match read.versi {
        VERSION => Ok(read.dokumen),
        other => Err(format!("stored document of version {other}, this program reads {VERSION}")),
    }
}

/// Bytes of pictures as base64 text.
pub(crate) mod bytes {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Picture, PictureKind, sample};

    #[test]
    fn every_block_comes_back_equal() {
        let mut document = sample::everything();
        if let Some(crate::Block::Letterhead(head)) = document.blocks.first_mut() {
            head.logo = Some(Picture::File { kind: PictureKind::Png, bytes: vec![0, 255, 13, 10] });
        }
        assert_eq!(read(&write(&document).unwrap()), Ok(document));
    }

    #[test]
    fn what_a_newer_program_wrote_is_refused() {
        let text = String::from_utf8(write(&sample::everything()).unwrap()).unwrap();
        assert!(read(text.replacen("\"versi\":1", "\"versi\":2", 1).as_bytes()).is_err());
        assert!(read(b"\0\0").is_err());
    }
}
