//! Files that are sent: read piece by piece, after the token of the form.

use axum::extract::{FromRequest, Multipart, Request};
use std::collections::BTreeMap;

use crate::galat::Galat;
use crate::jaga::CsrfDiharapkan;
use domain::problem::Rejection;

/// No file that is sent is larger, in bytes.
pub const BATAS: usize = 25 << 20;

/// A form with a file. Its first field is the token, as the templates write it.
#[derive(Debug, Default)]
pub struct Unggahan {
    /// Fields without files.
    pub isian: BTreeMap<String, String>,
    /// Files: name and content.
    pub berkas: Vec<(String, Vec<u8>)>,
}

impl<S: Send + Sync> FromRequest<S> for Unggahan {
    type Rejection = Galat;

    async fn from_request(request: Request, state: &S) -> Result<Self, Galat> {
        let expected = request.extensions().get::<CsrfDiharapkan>().cloned();
        // The guard has asked other kinds of bodies for their token.
        let mut form = Multipart::from_request(request, state).await.map_err(|_| too_large())?;
        let mut sent = Self::default();
        let mut checked = expected.is_none();
        let mut total = 0_usize;
        while let Some(mut field) = form.next_field().await.map_err(|_| too_large())? {
            let name = field.name().unwrap_or_default().to_string();
            let file = field.file_name().map(ToString::to_string);
            let mut bytes = Vec::new();
            while let Some(piece) = field.chunk().await.map_err(|_| too_large())? {
                total += piece.len();
                if total > BATAS {
                    return Err(too_large());
                }
                bytes.extend_from_slice(&piece);
            }
            if !checked {
                let token = expected.as_ref().map(|expected| expected.0.as_bytes());
                checked = name == "_csrf" && token == Some(bytes.as_slice());
                if !checked {
                    return Err(Galat::BukanDariSini);
                }
            }
            match file {
                Some(file) if !bytes.is_empty() => sent.berkas.push((plain_name(&file), bytes)),
                Some(_) => {}
                None => {
                    sent.isian.insert(name, String::from_utf8_lossy(&bytes).trim().to_string());
                }
            }
        }
        if checked { Ok(sent) } else { Err(Galat::BukanDariSini) }
    }
}

/// The name without folders that some browsers send along.
fn plain_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(120).collect()
}

fn too_large() -> Galat {
    Galat::Ditolak(Rejection::single(
        "WEB001",
        "berkas",
        "Berkas tidak dapat diterima.",
        "Berkas lebih besar dari 25 MB, atau kirimannya terputus.",
        "Perkecil berkasnya (misalnya pindai dengan ketajaman lebih rendah), lalu kirim lagi.",
    ))
}
