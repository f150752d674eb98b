//! Pages, one file for each entry of the menu.

pub(crate) mod akun_sendiri;
pub(crate) mod beranda;
pub(crate) mod data;
pub(crate) mod masuk;
pub(crate) mod umum;
