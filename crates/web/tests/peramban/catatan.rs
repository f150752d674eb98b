//! What a window does behind the page: requests, their size, errors in the console.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use chromiumoxide::Page;
use chromiumoxide::cdp::IntoEventKind;
use chromiumoxide::cdp::browser_protocol::log::{EventEntryAdded, LogEntryLevel};
use chromiumoxide::cdp::browser_protocol::network::{
    EventLoadingFailed, EventLoadingFinished, EventRequestWillBeSent, ResourceType,
};
use chromiumoxide::cdp::browser_protocol::page::{EventJavascriptDialogOpening, HandleJavaScriptDialogParams};
use chromiumoxide::cdp::js_protocol::runtime::{ConsoleApiCalledType, EventConsoleApiCalled, EventExceptionThrown};
use futures_util::StreamExt;

/// The record of a window.
#[derive(Clone, Default)]
pub struct Catatan(Arc<Mutex<Isi>>);

#[derive(Default)]
struct Isi {
    faults: Vec<String>,
    /// The newest document, and the requests that began, each with its document: what an earlier page still asked for
    /// is not waited for.
    document: String,
    begun: BTreeMap<String, String>,
    /// Requests that ended. The browser tells both in their order, but not to the same listener.
    ended: BTreeSet<String>,
    bytes: u64,
}

impl Catatan {
    /// Listens from now on. Questions of the page ("Kunci laporan periode ini?") are answered with yes.
    pub async fn listen(page: &Page) -> Self {
        let record = Self::default();
        record
            .on(page, |isi, sent: &EventRequestWillBeSent| {
                if sent.r#type == Some(ResourceType::Document) {
                    isi.document = sent.loader_id.inner().clone();
                }
                isi.begun.insert(sent.request_id.inner().clone(), sent.loader_id.inner().clone());
                let url = &sent.request.url;
                if !["http://127.0.0.1:", "data:", "about:"].iter().any(|own| url.starts_with(own)) {
                    isi.faults.push(format!("a request to elsewhere: {url}"));
                }
            })
            .await;
        record
            .on(page, |isi, done: &EventLoadingFinished| {
                isi.ended.insert(done.request_id.inner().clone());
                isi.bytes += whole(done.encoded_data_length);
            })
            .await;
        record
            .on(page, |isi, failed: &EventLoadingFailed| {
                isi.ended.insert(failed.request_id.inner().clone());
            })
            .await;
        record
            .on(page, |isi, entry: &EventEntryAdded| {
                if entry.entry.level == LogEntryLevel::Error {
                    isi.faults.push(format!("{} {:?}", entry.entry.text, entry.entry.url));
                }
            })
            .await;
        record
            .on(page, |isi, call: &EventConsoleApiCalled| {
                if call.r#type == ConsoleApiCalledType::Error {
                    isi.faults.push(format!("console: {:?}", call.args));
                }
            })
            .await;
        record
            .on(page, |isi, thrown: &EventExceptionThrown| {
                isi.faults.push(format!("exception: {:?}", thrown.exception_details));
            })
            .await;
        let (asked, mut questions) =
            (page.clone(), page.event_listener::<EventJavascriptDialogOpening>().await.unwrap());
        tokio::spawn(async move {
            while questions.next().await.is_some() {
                asked.execute(HandleJavaScriptDialogParams::new(true)).await.unwrap();
            }
        });
        record
    }

    async fn on<T: IntoEventKind + Unpin>(&self, page: &Page, act: impl Fn(&mut Isi, &T) + Send + 'static) {
        let (isi, mut events) = (self.0.clone(), page.event_listener::<T>().await.unwrap());
        tokio::spawn(async move {
            while let Some(event) = events.next().await {
                act(&mut isi.lock().unwrap(), &event);
            }
        });
    }

    /// What went wrong so far.
    pub fn faults(&self) -> Vec<String> {
        self.0.lock().unwrap().faults.clone()
    }

    /// Forgets what went wrong, where that was expected.
    pub fn forgive(&self) {
        self.0.lock().unwrap().faults.clear();
    }

    /// True where no request is under way.
    pub fn quiet(&self) -> bool {
        let isi = self.0.lock().unwrap();
        let mut own = isi.begun.iter().filter(|(_, document)| **document == isi.document);
        own.all(|(request, _)| isi.ended.contains(request))
    }

    /// Bytes over the network since the last call, compressed as they were sent, with the heads of the answers.
    pub fn bytes(&self) -> u64 {
        std::mem::take(&mut self.0.lock().unwrap().bytes)
    }
}

#[allow(clippy::disallowed_types, reason = "the browser counts bytes in a binary fraction")]
fn whole(count: f64) -> u64 {
    format!("{count:.0}").parse().unwrap_or(0)
}
