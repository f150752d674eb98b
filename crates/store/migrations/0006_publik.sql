-- What the public sees of a locked report: a random id, the key figures as they were locked (JSON), and the digest of
-- every file that was issued of it. Reports locked before have no id and stay unseen.

alter table laporan_terkunci add column publik text not null default '';
alter table laporan_terkunci add column ringkasan text not null default '';

create unique index laporan_terkunci_publik on laporan_terkunci (publik) where publik <> '';

create table berkas_terbit (
    publik text not null,
    format text not null,
    sha256 text not null,
    waktu text not null,
    primary key (publik, format, sha256)
);
