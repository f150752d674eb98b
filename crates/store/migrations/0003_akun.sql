-- People and programs that sign in. Times are Unix seconds; what is secret is stored as a digest only.

create table akun (
    id text primary key,
    -- Lower case.
    nama_pengguna text not null unique,
    nama text not null,
    aktif bigint not null,
    -- argon2id as a PHC string.
    sandi text not null,
    -- `sementara`: handed out, to be changed at the next sign-in; `contoh`: printed with the examples; `pribadi`.
    sandi_asal text not null,
    -- Until when a password that was handed out holds; null: without end.
    sandi_sampai bigint,
    -- Secret of the second factor in base32, since codes are computed from it; asked for where `totp_aktif` is 1.
    totp text not null default '',
    totp_aktif bigint not null default 0,
    -- The newest step of 30 seconds of which a code was taken.
    totp_langkah bigint not null default 0
);

create table penugasan (
    akun text not null references akun (id),
    urut bigint not null,
    peran text not null,
    wilayah text not null,
    unit text not null default '',
    desa text not null default '',
    primary key (akun, urut)
);

create index penugasan_wilayah on penugasan (wilayah);

-- SHA-256 of one-time recovery codes that were not used yet.
create table kode_pemulihan (
    sidik text primary key,
    akun text not null references akun (id)
);

create index kode_pemulihan_akun on kode_pemulihan (akun);

create table sesi (
    -- SHA-256 of the token.
    sidik text primary key,
    id text not null unique,
    akun text not null references akun (id),
    perangkat text not null,
    dibuat bigint not null,
    terakhir bigint not null
);

create index sesi_akun on sesi (akun);

-- Failed sign-ins by SHA-256 of the name that was typed, whether there is such an account or not.
create table percobaan_masuk (
    nama text primary key,
    banyak bigint not null,
    terakhir bigint not null
);

create index percobaan_masuk_terakhir on percobaan_masuk (terakhir);

create table token_api (
    id text primary key,
    -- SHA-256 of the token.
    sidik text not null unique,
    -- Region code of the office, which may have no data yet.
    kantor text not null,
    nama text not null,
    -- `baca` or `tulis`.
    lingkup text not null,
    berlaku_sampai bigint not null,
    dicabut bigint not null default 0
);

create index token_api_kantor on token_api (kantor);
