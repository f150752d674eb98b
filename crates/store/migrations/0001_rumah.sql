-- Offices, their years, the history of every act and the locked reports.
-- Types are text, bigint and bytea only, so that SQLite and PostgreSQL run the same text.

create table kantor (
    id text primary key,
    kode text not null unique,
    -- Number and digest of the newest entry of the history.
    versi_riwayat bigint not null,
    kepala_riwayat text not null
);

create table tahun_register (
    kantor text not null references kantor (id),
    tahun bigint not null,
    -- Raised by every act that changes what the year shows; `riwayat` is the number of the last such act.
    versi bigint not null,
    riwayat bigint not null,
    primary key (kantor, tahun)
);

create table riwayat (
    id text primary key,
    kantor text not null references kantor (id),
    nomor bigint not null,
    tahun bigint not null,
    jenis text not null,
    pelaku text not null,
    waktu text not null,
    catatan text not null default '',
    sumber_nama text not null default '',
    sumber_sha256 text not null default '',
    banyak bigint not null,
    sidik text not null,
    unique (kantor, nomor)
);

create table riwayat_rincian (
    id text primary key,
    riwayat text not null references riwayat (id),
    urut bigint not null,
    tabel text not null,
    -- JSON; empty once erased, together with the salt.
    kunci text not null,
    sebelum text not null,
    sesudah text not null,
    garam text not null,
    sidik text not null,
    unique (riwayat, urut)
);

create table laporan_terkunci (
    id text primary key,
    kantor text not null references kantor (id),
    tahun bigint not null,
    periode text not null,
    revisi bigint not null,
    waktu text not null,
    oleh text not null,
    alasan text not null default '',
    isi bytea not null,
    sha256 text not null,
    -- Digest of the newest entry of the history when the report was made.
    kepala_riwayat text not null,
    unique (kantor, periode, revisi)
);
