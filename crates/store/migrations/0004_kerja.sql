-- The way of each report from draft to lock, and drafts of forms. The state of a report is its newest event, and no
-- longer a column of the register.

create table alur (
    id text primary key,
    kantor text not null references kantor (id),
    tahun bigint not null,
    periode text not null,
    -- Number of the entry of the history that the event is.
    riwayat bigint not null,
    keadaan text not null,
    oleh text not null,
    waktu text not null,
    catatan text not null default '',
    unique (kantor, periode, riwayat)
);

create table draf (
    akun text not null,
    -- Which form, as its page names it.
    formulir text not null,
    isi text not null,
    waktu text not null,
    primary key (akun, formulir)
);
