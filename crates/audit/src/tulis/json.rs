//! JSON, stable and versioned; its fields are in Bahasa Indonesia as users see them.

use serde_json::{Value, json as object};

use super::tempat::{cell, file, keadaan, kepastian, tingkat};
use crate::temuan::{Bukti, JenisSaran, Lokasi, Temuan};
use crate::{Lama, Pemeriksaan, Pengecualian};

/// What was found, as JSON of version 1. `sha256` gives the digest of each file, in order.
pub fn json(pemeriksaan: &Pemeriksaan, sha256: &[String]) -> Value {
    let berkas = pemeriksaan.berkas.iter().enumerate().map(|(index, berkas)| {
        object!({
            "nama": berkas.nama,
            "sha256": sha256.get(index),
            "format": berkas.format,
            "halaman": berkas.halaman,
            "tabel": berkas.tabel,
            "sel_angka": berkas.sel_angka,
        })
    });
    let ringkasan = &pemeriksaan.ringkasan;
    object!({
        "versi": 1,
        "berkas": berkas.collect::<Vec<_>>(),
        "ringkasan": {
            "aturan_diperiksa": ringkasan.aturan_diperiksa,
            "dilewati": ringkasan.dilewati,
            "tidak_terpenuhi": ringkasan.tidak_terpenuhi,
            "kesalahan": ringkasan.kesalahan,
            "peringatan": ringkasan.peringatan,
            "catatan": ringkasan.catatan,
            "penyebab_utama": ringkasan.penyebab_utama,
            "diketahui": ringkasan.diketahui,
            "dikecualikan": ringkasan.dikecualikan,
        },
        "temuan": pemeriksaan.temuan.iter().map(|temuan| finding(pemeriksaan, temuan)).collect::<Vec<_>>(),
        "hilang": pemeriksaan.hilang.iter().map(gone).collect::<Vec<_>>(),
        "pengecualian_tidak_terpakai": pemeriksaan.tidak_terpakai.iter().map(unused).collect::<Vec<_>>(),
    })
}

fn gone(lama: &Lama) -> Value {
    object!({ "sidik_jari": lama.sidik_jari, "kode": lama.kode, "pesan": lama.pesan })
}

fn unused(one: &Pengecualian) -> Value {
    object!({ "temuan": one.temuan, "aturan": one.aturan, "berkas": one.berkas, "alasan": one.alasan })
}

fn finding(pemeriksaan: &Pemeriksaan, temuan: &Temuan) -> Value {
    object!({
        "kode": temuan.kode,
        "tingkat": tingkat(temuan.tingkat),
        "kepastian": kepastian(temuan.kepastian),
        "keadaan": keadaan(temuan),
        "alasan_pengecualian": temuan.pengecualian,
        "judul": temuan.judul,
        "pesan": temuan.pesan,
        "tertulis": temuan.tertulis,
        "seharusnya": temuan.seharusnya,
        "selisih": temuan.selisih,
        "hitungan": temuan.hitungan,
        "lokasi": lokasi(pemeriksaan, &temuan.lokasi),
        "bukti": temuan.bukti.iter().map(|bukti| proof(pemeriksaan, bukti)).collect::<Vec<_>>(),
        "kelompok": temuan.kelompok,
        "penyebab_utama": temuan.penyebab_utama,
        "dugaan_sebab": temuan.dugaan_sebab,
        "saran": temuan.saran.iter().map(|saran| object!({
            "jenis": match saran.jenis {
                JenisSaran::Format => "format",
                JenisSaran::Angka => "angka",
                JenisSaran::Nama => "nama",
            },
            "dari": saran.dari,
            "ke": saran.ke,
            "aman": saran.aman,
        })).collect::<Vec<_>>(),
        "dasar": temuan.dasar,
        "sidik_jari": temuan.sidik_jari,
    })
}

fn proof(pemeriksaan: &Pemeriksaan, bukti: &Bukti) -> Value {
    object!({
        "lokasi": lokasi(pemeriksaan, &bukti.lokasi),
        "mentah": bukti.mentah,
        "nilai": bukti.nilai,
        "peran": bukti.peran,
    })
}

fn lokasi(pemeriksaan: &Pemeriksaan, lokasi: &Lokasi) -> Value {
    object!({
        "berkas": file(pemeriksaan, lokasi),
        "halaman": lokasi.letak.halaman,
        "baris_berkas": lokasi.letak.baris_berkas,
        "paragraf": lokasi.letak.paragraf,
        "tabel": lokasi.tabel,
        "baris": lokasi.letak.baris,
        "kolom": lokasi.kolom,
        "sel": cell(&lokasi.letak),
        "kutipan": lokasi.kutipan,
    })
}
