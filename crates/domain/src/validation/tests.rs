//! Every code of the validation, with a register that triggers it and the same register mended, which does not.

use std::collections::BTreeMap;

use super::validate;
use crate::problem::{Place, Problems};
use crate::register::Register;
use crate::schema::{RawRow, RawValue};

/// A sound register, as `table|column=value;;column=value` lines.
const SOUND: &[&str] = &[
    "instansi|kode=99.99.01;;nama=Kecamatan Uji;;kabupaten=Kabupaten Uji;;provinsi=Uji;;sebutan_kepala=Camat Uji;;sebutan_kepala_daerah=Bupati Uji;;tempat=Uji",
    "unit|kode=U1;;urut=1;;nama=Camat",
    "unit|kode=U2;;urut=1;;induk=U1;;nama=Seksi",
    "pohon_kinerja|kode=N1;;urut=1;;tingkat=output;;kondisi=Kondisi",
    "desa|kode=99.99.01.2001;;nama=Satu;;jenis=desa",
    "desa|kode=99.99.01.1001;;nama=Dua;;jenis=kelurahan",
    "pegawai|kode=P1;;urut=1;;nama=Contoh Satu;;jenis_kelamin=L;;nip=198001012005011001",
    "pegawai|kode=P2;;urut=2;;nama=Contoh Dua;;jenis_kelamin=P;;mulai=2020-01-01;;berhenti=2025-01-01",
    "riwayat_pegawai|pegawai=P1;;berlaku_sejak=2020-01-01;;status=PNS;;golongan=III/a;;pendidikan=S1",
    "riwayat_pegawai|pegawai=P2;;berlaku_sejak=2020-01-01;;status=non-PNS;;pendidikan=S1",
    "pejabat|peran=kepala;;sejak=2020-01-01;;sampai=2024-05-31;;status=definitif;;pegawai=P1",
    "pejabat|peran=kepala;;sejak=2024-06-01;;status=Plt.;;nama=Contoh",
    "parameter|nama=capaian.pembanding;;nilai=tahunan;;berlaku_sejak=2024-01-01;;sumber=uji",
    "tujuan|kode=T1;;urut=1;;uraian=Tujuan;;tahun_awal=2024;;tahun_akhir=2026",
    "sasaran|kode=S1;;urut=1;;tujuan=T1;;uraian=Sasaran;;tahun_awal=2024;;tahun_akhir=2026",
    "indikator|kode=A;;urut=1;;sasaran=S1;;uraian=A;;satuan=%;;rumus=positif;;akumulasi=kumulatif;;tahun_awal=2024;;tahun_akhir=2026",
    "indikator|kode=B;;urut=2;;tujuan=T1;;uraian=B;;satuan=indeks;;rumus=predikat;;akumulasi=nilai akhir;;skala=IPP-100;;tahun_awal=2024;;tahun_akhir=2026",
    "indikator|kode=C;;urut=3;;sasaran=S1;;uraian=C;;satuan=%;;rumus=rentang;;akumulasi=nilai akhir;;tahun_awal=2024;;tahun_akhir=2026",
    "komponen|indikator=A;;kode=a;;urut=1;;peran=pembilang;;uraian=a;;sumber=isian",
    "komponen|indikator=A;;kode=b;;urut=2;;peran=pembilang;;uraian=b;;sumber=dokumen desa tepat waktu;;jenis_dokumen=RKPDES",
    "nilai_komponen|indikator=A;;komponen=a;;triwulan=1;;nilai=1",
    "perjanjian|versi=0;;tanggal=2024-01-10;;tempat=Uji",
    "perjanjian|versi=1;;tanggal=2024-07-10;;tempat=Uji;;alasan=pergantian pejabat",
    "perjanjian_target|versi=0;;urut=1;;indikator=A;;target=93",
    "perjanjian_target|versi=0;;urut=2;;indikator=B;;target=68,50 (B-)",
    "perjanjian_target|versi=0;;urut=3;;indikator=C;;target=80 s.d. 90",
    "perjanjian_anggaran|versi=0;;urut=1;;program=7.01.01;;nama=Program;;jumlah=1000;;sumber_dana=DAU",
    "target_triwulan|indikator=A;;triwulan=1;;target=20;;tertinggi=25",
    "target_simpul|simpul=N1;;target=4;;satuan=laporan",
    "pengukuran|indikator=C;;triwulan=1;;realisasi=85",
    "jenis_fasilitasi|kode=FAS;;urut=1;;nama=fasilitasi",
    "fasilitasi|kode=F1;;urut=1;;jenis=FAS;;uraian=Butir;;terlaksana=ya;;tanggal_terlaksana=2024-02-01;;ditindaklanjuti=ya",
    "tenggat_dokumen|jenis=RKPDES;;nama=RKP Desa;;dasar=daerah;;berlaku_sejak=2024-01-01;;selisih_tahun=1;;buka=01-07;;tenggat=30-09;;sumber=uji",
    "dokumen_desa|desa=99.99.01.2001;;jenis=RKPDES;;ditetapkan=2024-09-01;;diundangkan=2024-09-02",
    "dasar_pagu|tahap=murni;;berlaku_sejak=2024-01-01;;nama=DPA",
    "pagu|sub_kegiatan=7.01.01.2.01.0001;;sumber_dana=DAU;;tahap=murni;;berlaku_sejak=2024-01-01;;jumlah=1000",
    "realisasi_anggaran|sub_kegiatan=7.01.01.2.01.0001;;sumber_dana=DAU;;sampai_tanggal=2024-03-31;;jumlah=10",
    "realisasi_anggaran|sub_kegiatan=7.01.01.2.01.0001;;sumber_dana=DAU;;sampai_tanggal=2024-06-30;;jumlah=20",
    "laporan|periode=2024/1;;kerangka=x;;tanggal=2024-04-05",
    "bukti|kode=K1;;tabel=fasilitasi;;kunci=F1;;uraian=Foto",
];

/// Code, the line of [`SOUND`] by its beginning, and what stands there instead (empty: the line is left out).
const BROKEN: &[(&str, &str, &str)] = &[
    ("REG102", "unit|kode=U1", "unit|kode=U1;;urut=1;;induk=U2;;nama=Camat"),
    ("REG103", "pohon_kinerja", "pohon_kinerja|kode=N1;;urut=1;;induk=N1;;tingkat=output;;kondisi=Kondisi"),
    ("REG104", "parameter", "parameter|nama=capaian.apa;;nilai=tahunan;;berlaku_sejak=2024-01-01;;sumber=uji"),
    ("REG105", "parameter", "parameter|nama=capaian.pembanding;;nilai=bulanan;;berlaku_sejak=2024-01-01;;sumber=uji"),
    ("REG106", "pejabat|peran=kepala;;sejak=2024", "pejabat|peran=kepala;;sejak=2024-06-01;;status=Plt."),
    (
        "REG107",
        "pejabat|peran=kepala;;sejak=2020",
        "pejabat|peran=kepala;;sejak=2020-01-01;;sampai=2019-01-01;;status=definitif;;pegawai=P1",
    ),
    (
        "REG108",
        "pejabat|peran=kepala;;sejak=2020",
        "pejabat|peran=kepala;;sejak=2020-01-01;;status=definitif;;pegawai=P1",
    ),
    ("REG110", "pegawai|kode=P1", "pegawai|kode=P1;;urut=1;;nama=Contoh Satu;;jenis_kelamin=P;;nip=198001012005011001"),
    ("REG111", "pegawai|kode=P2", "pegawai|kode=P2;;urut=2;;nama=Contoh Dua;;jenis_kelamin=L;;nip=198001012005011001"),
    (
        "REG112",
        "pegawai|kode=P2",
        "pegawai|kode=P2;;urut=2;;nama=Contoh Dua;;jenis_kelamin=P;;mulai=2025-01-01;;berhenti=2020-01-01",
    ),
    ("REG113", "riwayat_pegawai|pegawai=P2", ""),
    (
        "REG114",
        "riwayat_pegawai|pegawai=P1",
        "riwayat_pegawai|pegawai=P1;;berlaku_sejak=2020-01-01;;status=PNS;;pendidikan=S1",
    ),
    (
        "REG115",
        "riwayat_pegawai|pegawai=P2",
        "riwayat_pegawai|pegawai=P2;;berlaku_sejak=2020-01-01;;status=non-PNS;;golongan=I/a;;pendidikan=S1",
    ),
    (
        "REG116",
        "riwayat_pegawai|pegawai=P1",
        "riwayat_pegawai|pegawai=P1;;berlaku_sejak=2020-01-01;;status=PNS;;golongan=IX;;pendidikan=S1",
    ),
    (
        "REG120",
        "perjanjian_target|versi=0;;urut=1",
        "perjanjian_target|versi=0;;urut=1;;indikator=A;;target=80 s.d. 90",
    ),
    ("REG121", "pengukuran", "pengukuran|indikator=C;;triwulan=1;;realisasi=80 s.d. 90"),
    ("REG122", "pengukuran", "pengukuran|indikator=A;;triwulan=1;;realisasi=85"),
    ("REG123", "nilai_komponen", "nilai_komponen|indikator=A;;komponen=z;;triwulan=1;;nilai=1"),
    ("REG124", "nilai_komponen", "nilai_komponen|indikator=A;;komponen=b;;triwulan=1;;nilai=1"),
    (
        "REG125",
        "indikator|kode=C",
        "indikator|kode=C;;urut=3;;uraian=C;;satuan=%;;rumus=rentang;;akumulasi=nilai akhir;;tahun_awal=2024;;tahun_akhir=2026",
    ),
    (
        "REG126",
        "indikator|kode=A",
        "indikator|kode=A;;urut=1;;sasaran=S1;;uraian=A;;satuan=%;;rumus=apa;;akumulasi=kumulatif;;tahun_awal=2024;;tahun_akhir=2026",
    ),
    (
        "REG127",
        "indikator|kode=B",
        "indikator|kode=B;;urut=2;;tujuan=T1;;uraian=B;;satuan=indeks;;rumus=predikat;;akumulasi=nilai akhir;;tahun_awal=2024;;tahun_akhir=2026",
    ),
    (
        "REG128",
        "indikator|kode=A",
        "indikator|kode=A;;urut=1;;sasaran=S1;;uraian=A;;satuan=%;;rumus=positif;;akumulasi=kumulatif;;tahun_awal=2026;;tahun_akhir=2024",
    ),
    (
        "REG129",
        "komponen|indikator=A;;kode=b",
        "komponen|indikator=C;;kode=b;;urut=2;;peran=penyebut;;uraian=b;;sumber=isian",
    ),
    (
        "REG130",
        "komponen|indikator=A;;kode=b",
        "komponen|indikator=A;;kode=b;;urut=2;;peran=pembilang;;uraian=b;;sumber=dokumen desa tepat waktu",
    ),
    ("REG131", "perjanjian_target|versi=0;;urut=2", "perjanjian_target|versi=0;;urut=2;;indikator=B;;target=68,50 (Z)"),
    ("REG132", "perjanjian_target|versi=0;;urut=2", "perjanjian_target|versi=0;;urut=2;;indikator=B;;target=68,50 (A)"),
    ("REG140", "perjanjian|versi=1", "perjanjian|versi=1;;tanggal=2024-07-10;;tempat=Uji"),
    ("REG141", "perjanjian|versi=0", "perjanjian|versi=0;;tanggal=2023-01-10;;tempat=Uji"),
    ("REG142", "perjanjian|versi=1", "perjanjian|versi=1;;tanggal=2024-01-01;;tempat=Uji;;alasan=pergantian pejabat"),
    ("REG143", "perjanjian|versi=0", ""),
    (
        "REG144",
        "perjanjian_anggaran",
        "perjanjian_anggaran|versi=0;;urut=1;;program=7.01;;nama=Program;;jumlah=1000;;sumber_dana=DAU",
    ),
    ("REG145", "target_triwulan", "target_triwulan|indikator=A;;triwulan=1;;target=30;;tertinggi=25"),
    ("REG146", "pohon_kinerja", "pohon_kinerja|kode=N1;;urut=1;;tingkat=output;;kondisi=Kondisi;;indikator=A"),
    (
        "REG150",
        "pagu",
        "pagu|sub_kegiatan=7.01.01;;sumber_dana=DAU;;tahap=murni;;berlaku_sejak=2024-01-01;;jumlah=1000",
    ),
    (
        "REG151",
        "pagu",
        "pagu|sub_kegiatan=7.01.01.2.01.0999;;sumber_dana=DAU;;tahap=murni;;berlaku_sejak=2024-01-01;;jumlah=1000",
    ),
    ("REG152", "dasar_pagu", ""),
    (
        "REG153",
        "realisasi_anggaran|sub_kegiatan=7.01.01.2.01.0001;;sumber_dana=DAU;;sampai_tanggal=2024-03",
        "realisasi_anggaran|sub_kegiatan=7.01.01.2.01.0001;;sumber_dana=DAU;;jumlah=10",
    ),
    (
        "REG154",
        "realisasi_anggaran|sub_kegiatan=7.01.01.2.01.0001;;sumber_dana=DAU;;sampai_tanggal=2024-03",
        "realisasi_anggaran|sub_kegiatan=7.01.01.2.01.0001;;sumber_dana=DAU;;sampai_tanggal=2023-03-31;;jumlah=10",
    ),
    (
        "REG155",
        "realisasi_anggaran|sub_kegiatan=7.01.01.2.01.0001;;sumber_dana=DAU;;sampai_tanggal=2024-03",
        "realisasi_anggaran|sub_kegiatan=7.01.01.2.01.0001;;sumber_dana=DAU;;bulan=3;;jumlah=10",
    ),
    (
        "REG156",
        "realisasi_anggaran|sub_kegiatan=7.01.01.2.01.0001;;sumber_dana=DAU;;sampai_tanggal=2024-03",
        "realisasi_anggaran|sub_kegiatan=7.01.01.2.01.0001;;sumber_dana=DAU;;sampai_tanggal=2024-03-31;;jumlah=50",
    ),
    ("REG160", "fasilitasi", "fasilitasi|kode=F1;;urut=1;;jenis=FAS;;uraian=Butir;;tanggal_terlaksana=2024-02-01"),
    (
        "REG161",
        "fasilitasi",
        "fasilitasi|kode=F1;;urut=1;;jenis=FAS;;uraian=Butir;;terlaksana=tidak;;ditindaklanjuti=ya",
    ),
    ("REG162", "dokumen_desa", "dokumen_desa|desa=99.99.01.1001;;jenis=RKPDES"),
    (
        "REG163",
        "dokumen_desa",
        "dokumen_desa|desa=99.99.01.2001;;jenis=RKPDES;;ditetapkan=2024-09-03;;diundangkan=2024-09-02",
    ),
    ("REG164", "dokumen_desa", "dokumen_desa|desa=99.99.01.2001;;jenis=APA"),
    (
        "REG165",
        "tenggat_dokumen",
        "tenggat_dokumen|jenis=RKPDES;;nama=RKP Desa;;dasar=daerah;;berlaku_sejak=2024-01-01;;selisih_tahun=1;;tenggat=31-09;;sumber=uji",
    ),
    (
        "REG166",
        "tenggat_dokumen",
        "tenggat_dokumen|jenis=RKPDES;;nama=RKP Desa;;dasar=daerah;;berlaku_sejak=2024-01-01;;selisih_tahun=2;;tenggat=30-09;;sumber=uji",
    ),
    (
        "REG167",
        "tenggat_dokumen",
        "tenggat_dokumen|jenis=RKPDES;;nama=RKP Desa;;dasar=daerah;;berlaku_sejak=2024-01-01;;selisih_tahun=1;;tenggat=31-10;;sumber=uji",
    ),
    ("REG170", "laporan", "laporan|periode=2023/1;;kerangka=x"),
    ("REG171", "laporan", "laporan|periode=2024/1;;kerangka=x;;tanggal=2024-03-05"),
    ("REG172", "bukti", "bukti|kode=K1;;tabel=apa;;kunci=F1;;uraian=Foto"),
];

fn codes<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<&'static str> {
    let mut tables: BTreeMap<String, Vec<RawRow>> = BTreeMap::new();
    for line in lines.filter(|line| !line.is_empty()) {
        let (table, cells) = line.split_once('|').unwrap();
        let place = Place(line.to_string());
        let values = cells.split(";;").map(|cell| {
            let (name, text) = cell.split_once('=').unwrap();
            (name.to_string(), RawValue { text: text.to_string(), place: place.clone() })
        });
        tables.entry(table.to_string()).or_default().push(RawRow { place: place.clone(), values: values.collect() });
    }
    let mut problems = Problems::default();
    let register = Register::read(&tables, &mut problems);
    assert!(problems.0.is_empty(), "{:?}", problems.0);
    validate(2024, &register).0.iter().map(|problem| problem.code).collect()
}

#[test]
fn a_sound_register_has_no_problem() {
    assert_eq!(codes(SOUND.iter().copied()), Vec::<&str>::new());
}

#[test]
fn every_code_is_triggered_by_one_wrong_line() {
    for (code, begins, instead) in BROKEN {
        let at = SOUND.iter().position(|line| line.starts_with(begins)).unwrap();
        let lines = SOUND.iter().enumerate().map(|(index, line)| if index == at { *instead } else { *line });
        assert!(codes(lines).contains(code), "{code} is not triggered");
    }
    assert!(codes(SOUND.iter().copied().filter(|line| !line.starts_with("instansi"))).contains(&"REG101"));
}

#[test]
fn no_code_is_without_a_case() {
    let sources = [
        include_str!("anggaran.rs"),
        include_str!("desa.rs"),
        include_str!("indikator.rs"),
        include_str!("instansi.rs"),
        include_str!("kepegawaian.rs"),
        include_str!("laporan.rs"),
        include_str!("perjanjian.rs"),
    ];
    for source in sources {
        for part in source.split("\"REG").skip(1) {
            let code = format!("REG{}", part.split('"').next().unwrap());
            assert!(code == "REG101" || BROKEN.iter().any(|(known, _, _)| *known == code), "{code} has no case");
        }
    }
}
