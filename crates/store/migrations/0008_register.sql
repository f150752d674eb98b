-- Written by `cargo xtask migrasi` from the schema of the register.

create table target_simpul (
    id text primary key,
    kantor text not null references kantor (id),
    tahun_register bigint not null,
    simpul text not null default '',
    target text not null default '',
    satuan text not null default ''
);

create unique index target_simpul_kunci on target_simpul (kantor, tahun_register, simpul);
