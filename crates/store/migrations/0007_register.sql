-- Written by `cargo xtask migrasi` from the schema of the register.

create table penilaian_lke (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    penilai text not null default '',
    kode text not null default '',
    terpenuhi bigint,
    jawaban text not null default '',
    catatan text not null default ''
);

create unique index penilaian_lke_kunci on penilaian_lke (kantor, tahun_register, penilai, kode);

create table reviu (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    periode text not null default '',
    butir text not null default '',
    sesuai bigint,
    catatan text not null default ''
);

create unique index reviu_kunci on reviu (kantor, tahun_register, periode, butir);
