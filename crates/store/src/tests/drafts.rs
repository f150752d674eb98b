//! Drafts of forms.

use super::place::Place;
use crate::StoredDraft;

pub async fn drafts_are_kept_by_account_and_form(place: Place) {
    let store = place.open().await;
    let draft = |formulir: &str, isi: &str, day: u8| StoredDraft {
        formulir: formulir.to_string(),
        isi: isi.to_string(),
        waktu: format!("2024-10-{day:02}T00:00:00Z"),
    };
    for (akun, draft) in [("a", draft("x", "1", 1)), ("a", draft("y", "2", 2)), ("b", draft("x", "3", 3))] {
        assert!(store.save_draft(akun, &draft, 2).await.unwrap());
    }
    assert!(!store.save_draft("a", &draft("z", "4", 4), 2).await.unwrap());
    assert!(store.save_draft("a", &draft("x", "5", 5), 2).await.unwrap(), "one that is there may be replaced");
    store.close().await;
    let store = place.open().await;
    assert_eq!(store.draft("a", "x").await.unwrap(), Some(draft("x", "5", 5)));
    assert_eq!(store.draft("b", "x").await.unwrap(), Some(draft("x", "3", 3)));
    assert_eq!(store.draft("a", "z").await.unwrap(), None);
    store.remove_draft("a", "x").await.unwrap();
    assert_eq!(store.draft("a", "x").await.unwrap(), None);
    assert_eq!(store.remove_drafts_before("2024-10-03T00:00:00Z").await.unwrap(), 1);
    assert_eq!(store.draft("b", "x").await.unwrap(), Some(draft("x", "3", 3)));
}
