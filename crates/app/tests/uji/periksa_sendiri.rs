//! What we print goes back through the checker: nothing in it is surely wrong, and much of it was checked.

use crate::bantu::{examples, request};
use app::{Format, PermintaanPeriksa};

#[test]
fn our_own_reports_hold_against_the_checker() {
    for (office, periode, at_least) in
        [("pronojiwo", "2024/3", 1000), ("sukamaju", "2024/2", 1000), ("sukamaju", "2024", 2000)]
    {
        let kantor = app::from_folder(&examples().join(office)).unwrap();
        let mut request = request(periode, false);
        request.formats = vec![Format::Docx, Format::Xlsx, Format::Pdf];
        let (made, _) = app::print_laporan(&kantor, &request).unwrap();
        for file in made.files {
            let name = format!("laporan.{}", file.format.ending());
            let result =
                app::periksa(vec![(name.clone(), file.bytes)], &PermintaanPeriksa::default(), &mut |_| {}).unwrap();
            assert!(result.tidak_terbaca.is_empty(), "{office} {periode} {name}: {:?}", result.tidak_terbaca);
            assert!(!result.has_errors(), "{office} {periode} {name}: {}", result.teks());
            let checked = result.pemeriksaan.ringkasan.aturan_diperiksa;
            assert!(checked >= at_least, "{office} {periode} {name}: only {checked} checks");
        }
    }
}
