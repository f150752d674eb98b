//! SARIF 2.1.0, for the tools that show what checkers found.

use reader::Naskah;
use serde_json::{Value, json as object};

use super::tempat::{cell, file, inside, keadaan, kepastian};
use crate::rules::{RULES, Rule};
use crate::temuan::{Lokasi, Temuan, Tingkat};
use crate::{Lama, Pemeriksaan};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What was found, as one run. `sha256` gives the digest of each file, in order.
pub fn sarif(pemeriksaan: &Pemeriksaan, naskah: &[Naskah], sha256: &[String]) -> Value {
    let results = pemeriksaan.temuan.iter().map(|temuan| result(pemeriksaan, temuan));
    let artifacts = pemeriksaan.berkas.iter().enumerate().map(|(index, berkas)| {
        let hashes = sha256.get(index).map(|digest| object!({ "sha-256": digest }));
        without_nulls(object!({ "location": { "uri": uri(&berkas.nama) }, "hashes": hashes }))
    });
    let unread: Vec<Value> = naskah
        .iter()
        .enumerate()
        .flat_map(|(index, naskah)| naskah.catatan.iter().map(move |note| (index, naskah, note)))
        .filter(|(.., note)| !note.terbaca)
        .map(|(index, naskah, note)| {
            let place =
                object!({ "physicalLocation": { "artifactLocation": { "uri": uri(&naskah.nama), "index": index } } });
            object!({ "level": "error", "message": { "text": note.pesan }, "locations": [place] })
        })
        .collect();
    object!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Kinerja",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(descriptor).collect::<Vec<_>>(),
            } },
            "language": "id",
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts.collect::<Vec<_>>(),
            "invocations": [{ "executionSuccessful": unread.is_empty(), "toolExecutionNotifications": unread }],
            "results": results.chain(pemeriksaan.hilang.iter().map(absent)).collect::<Vec<_>>(),
        }],
    })
}

fn descriptor(rule: &Rule) -> Value {
    let plain: Vec<&str> = rule.halaman.lines().filter(|line| !line.starts_with("```")).collect();
    object!({
        "id": rule.kode,
        "shortDescription": { "text": format!("{}.", rule.judul) },
        "fullDescription": { "text": format!("{}. Dasar: {}.", rule.judul, rule.dasar) },
        "help": { "text": plain.join("\n").replace("**", ""), "markdown": rule.halaman },
        "defaultConfiguration": { "level": level(rule.tingkat), "enabled": !rule.opsional },
        "properties": { "tags": [rule.keluarga()] },
    })
}

fn result(pemeriksaan: &Pemeriksaan, temuan: &Temuan) -> Value {
    let mut text = temuan.pesan.clone();
    for (label, more) in [("Hitungan", &temuan.hitungan), ("Dugaan sebab", &temuan.dugaan_sebab)] {
        if let Some(more) = more {
            text.push_str(&format!(" {label}: {}.", more.trim_end_matches('.')));
        }
    }
    let baseline = pemeriksaan.dengan_acuan.then_some(if temuan.diketahui { "unchanged" } else { "new" });
    let suppressions = match &temuan.pengecualian {
        Some(reason) => object!([{ "kind": "external", "status": "accepted", "justification": reason }]),
        None => object!([]),
    };
    let others = temuan.bukti.iter().filter(|bukti| bukti.lokasi != temuan.lokasi);
    let related = others.zip(1..).map(|(bukti, id)| {
        let text = format!("{}: {}", bukti.peran, bukti.mentah);
        location(pemeriksaan, &bukti.lokasi, Some((id, text)))
    });
    without_nulls(object!({
        "ruleId": temuan.kode,
        "ruleIndex": RULES.iter().position(|rule| rule.kode == temuan.kode),
        "level": level(temuan.tingkat),
        "message": { "text": text },
        "locations": [location(pemeriksaan, &temuan.lokasi, None)],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { "sidikJari/v1": temuan.sidik_jari },
        "baselineState": baseline,
        "suppressions": suppressions,
        "properties": {
            "kepastian": kepastian(temuan.kepastian),
            "keadaan": keadaan(temuan),
            "kelompok": temuan.kelompok,
            "penyebabUtama": temuan.penyebab_utama,
            "tertulis": temuan.tertulis,
            "seharusnya": temuan.seharusnya,
        },
    }))
}

/// What an earlier run had and this one has no more.
fn absent(lama: &Lama) -> Value {
    object!({
        "ruleId": lama.kode,
        "message": { "text": lama.pesan },
        "partialFingerprints": { "sidikJari/v1": lama.sidik_jari },
        "baselineState": "absent",
    })
}

/// A line in a text file; in other files the place as people look for it. What is there can be said, with a number.
fn location(pemeriksaan: &Pemeriksaan, lokasi: &Lokasi, said: Option<(u32, String)>) -> Value {
    let region = lokasi.letak.baris_berkas.map(|line| match lokasi.kutipan.as_str() {
        "" => object!({ "startLine": line }),
        text => object!({ "startLine": line, "snippet": { "text": text } }),
    });
    let name = inside(lokasi);
    let logical = (!name.is_empty()).then(|| {
        object!([{
            "name": cell(&lokasi.letak),
            "fullyQualifiedName": name,
            "kind": if lokasi.letak.baris.is_some() || lokasi.letak.sel.is_some() { "element" } else { "text" },
        }])
    });
    let artifact = object!({ "uri": uri(file(pemeriksaan, lokasi)), "index": lokasi.berkas });
    without_nulls(object!({
        "physicalLocation": { "artifactLocation": artifact, "region": region },
        "logicalLocations": logical,
        "id": said.as_ref().map(|(id, _)| id),
        "message": said.as_ref().map(|(_, text)| object!({ "text": text })),
    }))
}

fn level(tingkat: Tingkat) -> &'static str {
    match tingkat {
        Tingkat::Kesalahan => "error",
        Tingkat::Peringatan => "warning",
        Tingkat::Catatan => "note",
    }
}

/// A file name as a relative reference (RFC 3986).
fn uri(name: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(byte).collect()
}

/// A field that is not there is left out: the format has no nulls.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key, without_nulls(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect::<Vec<_>>().into(),
        other => other,
    }
}
