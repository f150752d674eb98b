//! Debian's Chromium.

use std::path::{Path, PathBuf};

use chromiumoxide::cdp::browser_protocol::browser::{
    BrowserContextId, PermissionDescriptor, PermissionSetting, SetDownloadBehaviorBehavior, SetDownloadBehaviorParams,
    SetPermissionParams,
};
use chromiumoxide::cdp::browser_protocol::target::{CreateBrowserContextParams, CreateTargetParams};
use chromiumoxide::{Browser, BrowserConfig};
use futures_util::StreamExt;
use tempfile::TempDir;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use crate::tab::Tab;

/// The browser of all cases.
pub struct Peramban {
    browser: Mutex<Browser>,
    handler: JoinHandle<()>,
    profile: TempDir,
}

/// Where Chromium is; `None` where it is not installed.
pub fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut found = std::env::split_paths(&path).map(|folder| folder.join("chromium"));
    found.find(|file| file.is_file())
}

impl Peramban {
    pub async fn start() -> Self {
        let program = program().unwrap_or_else(|| {
            panic!("Chromium is missing: install Debian's package chromium, or set KINERJA_TANPA_ALAT=1")
        });
        let profile = tempfile::tempdir().unwrap();
        // Chromium has no sandbox for root; the pages are our own. Nothing but them is asked for over the network.
        let config = BrowserConfig::builder()
            .chrome_executable(program)
            .no_sandbox()
            .user_data_dir(profile.path())
            .viewport(None)
            .args(["disable-gpu", "disable-dev-shm-usage", "font-render-hinting=none", "force-color-profile=srgb"])
            .build()
            .unwrap();
        let (browser, mut events) = Browser::launch(config).await.unwrap();
        let handler = tokio::spawn(async move { while events.next().await.is_some() {} });
        Self { browser: Mutex::new(browser), handler, profile }
    }

    /// A window of someone: cookies, cache and downloads of its own.
    pub async fn window(&self) -> Tab {
        let browser = self.browser.lock().await;
        let context = browser.create_browser_context(CreateBrowserContextParams::default()).await.unwrap();
        let downloads = tempfile::tempdir().unwrap();
        browser.execute(downloads_into(downloads.path(), &context)).await.unwrap();
        let copying = PermissionDescriptor::new("clipboard-write");
        let allow = SetPermissionParams::builder().permission(copying).setting(PermissionSetting::Granted);
        browser.execute(allow.browser_context_id(context.clone()).build().unwrap()).await.unwrap();
        let target = CreateTargetParams::builder().url("about:blank").browser_context_id(context).build().unwrap();
        let page = browser.new_page(target).await.unwrap();
        drop(browser);
        Tab::new(page, downloads).await
    }

    /// Ends the browser, and waits until it has ended.
    pub async fn close(&self) {
        let mut browser = self.browser.lock().await;
        browser.close().await.unwrap();
        browser.wait().await.unwrap();
        self.handler.abort();
        assert!(self.profile.path().is_dir());
    }
}

fn downloads_into(folder: &Path, context: &BrowserContextId) -> SetDownloadBehaviorParams {
    SetDownloadBehaviorParams::builder()
        .behavior(SetDownloadBehaviorBehavior::Allow)
        .browser_context_id(context.clone())
        .download_path(folder.display().to_string())
        .build()
        .unwrap()
}
