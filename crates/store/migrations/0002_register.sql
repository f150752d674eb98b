-- Written by `cargo xtask migrasi` from the schema of the register.

create table instansi (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    nama text not null default '',
    kabupaten text not null default '',
    provinsi text not null default '',
    sebutan_kepala text not null default '',
    sebutan_kepala_daerah text not null default '',
    tempat text not null default '',
    alamat text not null default '',
    kota text not null default '',
    kode_pos text not null default '',
    telepon text not null default '',
    faksimile text not null default '',
    surel text not null default '',
    laman text not null default '',
    logo text not null default '',
    kop text not null default '',
    tanda_halaman text not null default '',
    gambaran_umum text not null default ''
);

create unique index instansi_kunci on instansi (kantor, tahun_register, kode);

create table dasar_hukum (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    urut bigint,
    jenis text not null default '',
    nomor text not null default '',
    tahun bigint,
    judul text not null default '',
    kegunaan text not null default '',
    berlaku_sejak text not null default '',
    berlaku_sampai text not null default ''
);

create unique index dasar_hukum_kunci on dasar_hukum (kantor, tahun_register, kode);

create table desa (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    nama text not null default '',
    jenis text not null default ''
);

create unique index desa_kunci on desa (kantor, tahun_register, kode);

create table unit (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    urut bigint,
    induk text not null default '',
    nama text not null default '',
    sebutan_kepala text not null default ''
);

create unique index unit_kunci on unit (kantor, tahun_register, kode);

create table pejabat (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    peran text not null default '',
    sejak text not null default '',
    sampai text not null default '',
    status text not null default '',
    pegawai text not null default '',
    nama text not null default '',
    nip text not null default '',
    pangkat text not null default ''
);

create unique index pejabat_kunci on pejabat (kantor, tahun_register, peran, sejak);

create table pegawai (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    urut bigint,
    nama text not null default '',
    jenis_kelamin text not null default '',
    nip text not null default '',
    mulai text not null default '',
    berhenti text not null default ''
);

create unique index pegawai_kunci on pegawai (kantor, tahun_register, kode);

create table riwayat_pegawai (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    pegawai text not null default '',
    berlaku_sejak text not null default '',
    status text not null default '',
    golongan text not null default '',
    eselon text not null default '',
    jabatan text not null default '',
    unit text not null default '',
    pendidikan text not null default ''
);

create unique index riwayat_pegawai_kunci on riwayat_pegawai (kantor, tahun_register, pegawai, berlaku_sejak);

create table diklat (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    pegawai text not null default '',
    tingkat text not null default '',
    lulus text not null default ''
);

create unique index diklat_kunci on diklat (kantor, tahun_register, pegawai, tingkat);

create table rencana_induk (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    jenis text not null default '',
    nama text not null default '',
    nomor text not null default '',
    tanggal text not null default '',
    tahun_awal bigint,
    tahun_akhir bigint
);

create unique index rencana_induk_kunci on rencana_induk (kantor, tahun_register, kode);

create table visi (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    tahun_awal bigint,
    tahun_akhir bigint,
    pemilik text not null default '',
    uraian text not null default ''
);

create unique index visi_kunci on visi (kantor, tahun_register, tahun_awal);

create table misi (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    nomor bigint,
    pemilik text not null default '',
    uraian text not null default '',
    tahun_awal bigint,
    tahun_akhir bigint
);

create unique index misi_kunci on misi (kantor, tahun_register, kode);

create table tujuan (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    urut bigint,
    misi text not null default '',
    uraian text not null default '',
    tahun_awal bigint,
    tahun_akhir bigint
);

create unique index tujuan_kunci on tujuan (kantor, tahun_register, kode);

create table sasaran (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    urut bigint,
    tujuan text not null default '',
    uraian text not null default '',
    tahun_awal bigint,
    tahun_akhir bigint
);

create unique index sasaran_kunci on sasaran (kantor, tahun_register, kode);

create table indikator (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    urut bigint,
    tujuan text not null default '',
    sasaran text not null default '',
    uraian text not null default '',
    satuan text not null default '',
    desimal bigint,
    definisi text not null default '',
    rumus text not null default '',
    akumulasi text not null default '',
    batas_capaian text not null default '',
    skala text not null default '',
    sumber_data text not null default '',
    penanggung_jawab text not null default '',
    tanpa_standar_nasional text not null default '',
    tahun_awal bigint,
    tahun_akhir bigint
);

create unique index indikator_kunci on indikator (kantor, tahun_register, kode);

create table komponen (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    indikator text not null default '',
    kode text not null default '',
    urut bigint,
    peran text not null default '',
    uraian text not null default '',
    sumber text not null default '',
    jenis_dokumen text not null default ''
);

create unique index komponen_kunci on komponen (kantor, tahun_register, indikator, kode);

create table target_renstra (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    indikator text not null default '',
    tahun bigint,
    target text not null default ''
);

create unique index target_renstra_kunci on target_renstra (kantor, tahun_register, indikator, tahun);

create table standar_nasional (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    indikator text not null default '',
    tahun bigint,
    nilai text not null default '',
    sumber text not null default ''
);

create unique index standar_nasional_kunci on standar_nasional (kantor, tahun_register, indikator, tahun);

create table kebijakan (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    urut bigint,
    uraian text not null default '',
    sasaran text not null default ''
);

create unique index kebijakan_kunci on kebijakan (kantor, tahun_register, urut);

create table swot (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    faktor text not null default '',
    urut bigint,
    uraian text not null default ''
);

create unique index swot_kunci on swot (kantor, tahun_register, faktor, urut);

create table isu_strategis (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    urut bigint,
    uraian text not null default ''
);

create unique index isu_strategis_kunci on isu_strategis (kantor, tahun_register, urut);

create table pohon_kinerja (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    urut bigint,
    induk text not null default '',
    tingkat text not null default '',
    kondisi text not null default '',
    faktor_kunci text not null default '',
    indikator text not null default '',
    ukuran text not null default '',
    pemilik text not null default '',
    pemilik_lintas text not null default '',
    sub_kegiatan text not null default ''
);

create unique index pohon_kinerja_kunci on pohon_kinerja (kantor, tahun_register, kode);

create table ringkasan_tahun (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    indikator text not null default '',
    tahun bigint,
    target text not null default '',
    realisasi text not null default '',
    sumber text not null default ''
);

create unique index ringkasan_tahun_kunci on ringkasan_tahun (kantor, tahun_register, indikator, tahun);

create table jenis_fasilitasi (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    urut bigint,
    nama text not null default ''
);

create unique index jenis_fasilitasi_kunci on jenis_fasilitasi (kantor, tahun_register, kode);

create table tenggat_dokumen (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    jenis text not null default '',
    nama text not null default '',
    dasar text not null default '',
    berlaku_sejak text not null default '',
    selisih_tahun text not null default '',
    buka text not null default '',
    tenggat text not null default '',
    sumber text not null default ''
);

create unique index tenggat_dokumen_kunci on tenggat_dokumen (kantor, tahun_register, jenis, dasar, berlaku_sejak);

create table inovasi (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    urut bigint,
    nama text not null default '',
    singkatan text not null default '',
    sejak text not null default '',
    sampai text not null default '',
    simpul text not null default ''
);

create unique index inovasi_kunci on inovasi (kantor, tahun_register, kode);

create table uraian_inovasi (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    inovasi text not null default '',
    bagian text not null default '',
    kelompok text not null default '',
    urut bigint,
    uraian text not null default ''
);

create unique index uraian_inovasi_kunci on uraian_inovasi (kantor, tahun_register, inovasi, bagian, kelompok, urut);

create table parameter (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    nama text not null default '',
    nilai text not null default '',
    berlaku_sejak text not null default '',
    sumber text not null default ''
);

create unique index parameter_kunci on parameter (kantor, tahun_register, nama, berlaku_sejak);

create table perjanjian (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    versi bigint,
    tanggal text not null default '',
    tempat text not null default '',
    alasan text not null default '',
    penjelasan text not null default ''
);

create unique index perjanjian_kunci on perjanjian (kantor, tahun_register, versi);

create table perjanjian_target (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    versi bigint,
    urut bigint,
    indikator text not null default '',
    target text not null default ''
);

create unique index perjanjian_target_kunci on perjanjian_target (kantor, tahun_register, versi, indikator);

create table perjanjian_anggaran (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    versi bigint,
    urut bigint,
    program text not null default '',
    nama text not null default '',
    jumlah bigint,
    sumber_dana text not null default ''
);

create unique index perjanjian_anggaran_kunci on perjanjian_anggaran (kantor, tahun_register, versi, program, sumber_dana);

create table target_triwulan (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    indikator text not null default '',
    triwulan text not null default '',
    target text not null default '',
    tertinggi text not null default ''
);

create unique index target_triwulan_kunci on target_triwulan (kantor, tahun_register, indikator, triwulan);

create table pengukuran (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    indikator text not null default '',
    triwulan text not null default '',
    realisasi text not null default '',
    menunggu_sumber text not null default '',
    menunggu_waktu text not null default '',
    keterangan text not null default '',
    penjelasan text not null default ''
);

create unique index pengukuran_kunci on pengukuran (kantor, tahun_register, indikator, triwulan);

create table nilai_komponen (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    indikator text not null default '',
    komponen text not null default '',
    triwulan text not null default '',
    nilai text not null default ''
);

create unique index nilai_komponen_kunci on nilai_komponen (kantor, tahun_register, indikator, komponen, triwulan);

create table bukti (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    tabel text not null default '',
    kunci text not null default '',
    uraian text not null default '',
    tanggal text not null default '',
    berkas text not null default ''
);

create unique index bukti_kunci on bukti (kantor, tahun_register, kode);

create table fasilitasi (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    urut bigint,
    jenis text not null default '',
    uraian text not null default '',
    penanggung_jawab text not null default '',
    rencana text not null default '',
    terlaksana bigint,
    tanggal_terlaksana text not null default '',
    ditindaklanjuti bigint,
    tanggal_ditindaklanjuti text not null default '',
    keterangan text not null default ''
);

create unique index fasilitasi_kunci on fasilitasi (kantor, tahun_register, kode);

create table dokumen_desa (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    desa text not null default '',
    jenis text not null default '',
    nomor text not null default '',
    ditetapkan text not null default '',
    diundangkan text not null default '',
    diterima text not null default '',
    keterangan text not null default ''
);

create unique index dokumen_desa_kunci on dokumen_desa (kantor, tahun_register, desa, jenis);

create table nama_anggaran (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    nama text not null default ''
);

create unique index nama_anggaran_kunci on nama_anggaran (kantor, tahun_register, kode);

create table dasar_pagu (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    tahap text not null default '',
    berlaku_sejak text not null default '',
    nama text not null default '',
    nomor text not null default ''
);

create unique index dasar_pagu_kunci on dasar_pagu (kantor, tahun_register, tahap, berlaku_sejak);

create table pagu (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    sub_kegiatan text not null default '',
    sumber_dana text not null default '',
    tahap text not null default '',
    berlaku_sejak text not null default '',
    jumlah bigint
);

create unique index pagu_kunci on pagu (kantor, tahun_register, sub_kegiatan, sumber_dana, tahap, berlaku_sejak);

create table anggaran_kas (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    sub_kegiatan text not null default '',
    sumber_dana text not null default '',
    bulan text not null default '',
    jumlah bigint
);

create unique index anggaran_kas_kunci on anggaran_kas (kantor, tahun_register, sub_kegiatan, sumber_dana, bulan);

create table realisasi_anggaran (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    sub_kegiatan text not null default '',
    sumber_dana text not null default '',
    bulan text not null default '',
    sampai_tanggal text not null default '',
    jumlah bigint
);

create unique index realisasi_anggaran_kunci on realisasi_anggaran (kantor, tahun_register, sub_kegiatan, sumber_dana, bulan, sampai_tanggal);

create table analisis (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    triwulan text not null default '',
    jenis text not null default '',
    milik text not null default '',
    urut bigint,
    uraian text not null default '',
    diterima bigint,
    ditinjau bigint
);

create unique index analisis_kunci on analisis (kantor, tahun_register, triwulan, jenis, milik, urut);

create table rapat_evaluasi (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    tanggal text not null default '',
    acara text not null default '',
    hadir bigint,
    keputusan text not null default ''
);

create unique index rapat_evaluasi_kunci on rapat_evaluasi (kantor, tahun_register, tanggal);

create table tindak_lanjut (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    kode text not null default '',
    urut bigint,
    rekomendasi text not null default '',
    tindakan text not null default '',
    status text not null default '',
    penanggung_jawab text not null default '',
    tanggal text not null default ''
);

create unique index tindak_lanjut_kunci on tindak_lanjut (kantor, tahun_register, kode);

create table laporan (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    periode text not null default '',
    kerangka text not null default '',
    tempat text not null default '',
    tanggal text not null default '',
    batas_data text not null default '',
    status text not null default '',
    nomor_surat text not null default ''
);

create unique index laporan_kunci on laporan (kantor, tahun_register, periode);

create table naskah (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    periode text not null default '',
    bagian text not null default '',
    isi text not null default '',
    ditinjau bigint
);

create unique index naskah_kunci on naskah (kantor, tahun_register, periode, bagian);

create table pengecualian (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    periode text not null default '',
    bagian text not null default '',
    kalimat text not null default '',
    angka text not null default '',
    alasan text not null default '',
    oleh text not null default '',
    tanggal text not null default ''
);

create unique index pengecualian_kunci on pengecualian (kantor, tahun_register, periode, bagian, kalimat);
