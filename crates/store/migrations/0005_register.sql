-- Written by `cargo xtask migrasi` from the schema of the register.

alter table bukti add column kolom text not null default '';

alter table bukti add column sha256 text not null default '';

alter table laporan drop column status;
