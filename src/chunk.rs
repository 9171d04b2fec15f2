//! Parts of the program that are fetched after the first open. A chunk offers a fixed list of entries; once it is here they are
//! called like any other function.
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;

/// The chunk's file did not come. Asking again fetches it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFetched;

#[cfg(feature = "chunks")]
impl From<wasm_split_helpers::SplitLoaderError> for NotFetched {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> NotFetched {
        NotFetched
    }
}

/// The road to a chunk's entries.
pub type Fetch<T> = fn() -> Pin<Box<dyn Future<Output = Result<&'static T, NotFetched>>>>;

/// A chunk as the page sees it. Copying shares it.
pub struct Chunk<T: 'static> {
    entries: RwSignal<Option<&'static T>, LocalStorage>,
    failed: RwSignal<bool>,
    /// It is on its way or here.
    asked: StoredValue<bool>,
    fetch: Fetch<T>,
}

impl<T> Clone for Chunk<T> {
    fn clone(&self) -> Chunk<T> {
        *self
    }
}

impl<T> Copy for Chunk<T> {}

impl<T> Chunk<T> {
    /// A chunk that nobody has asked for yet.
    pub fn new(fetch: Fetch<T>) -> Chunk<T> {
        Chunk {
            entries: RwSignal::new_local(None),
            failed: RwSignal::new(false),
            asked: StoredValue::new(false),
            fetch,
        }
    }

    /// It can be used at once. Not watched.
    pub fn is_here(self) -> bool {
        self.entries.with_untracked(Option::is_some)
    }

    /// Fetches it unless it is on its way or here.
    pub fn want(self) {
        // A frame may come when the screen is gone.
        if self.asked.try_get_value() != Some(false) {
            return;
        }
        self.asked.set_value(true);
        self.failed.set(false);
        spawn_local(async move {
            // The screen may be gone by then.
            match (self.fetch)().await {
                Ok(entries) => drop(self.entries.try_set(Some(entries))),
                Err(NotFetched) => {
                    let _ = self.asked.try_set_value(false);
                    let _ = self.failed.try_set(true);
                }
            }
        });
    }

    /// Its entries, if it is here. Not watched.
    pub fn get_untracked(self) -> Option<&'static T> {
        self.entries.get_untracked()
    }

    /// Its entries, when it is here.
    pub fn get(self) -> Option<&'static T> {
        self.entries.get()
    }

    /// It was asked for and did not come.
    pub fn failed(self) -> bool {
        self.failed.get()
    }
}

/// Declares what a chunk offers, in which file it lies (several may share one: every further file is one more request for what
/// it shares with others), how it is fetched, and the rooms whose words come with it:
/// `chunk!(fetch_name, file_name, Type, ENTRIES, [BILL])`.
macro_rules! chunk {
    ($fetch:ident, $file:ident, $entries:ty, $all:path, [$($words:ident),*]) => {
        #[cfg(feature = "chunks")]
        #[wasm_split_helpers::wasm_split($file, fallible)]
        fn entries() -> Result<&'static $entries, $crate::chunk::NotFetched> {
            $crate::i18n::bring(&[$(&$crate::i18n::turkish::$words),*]);
            Ok(&$all)
        }

        #[cfg(not(feature = "chunks"))]
        async fn entries() -> Result<&'static $entries, $crate::chunk::NotFetched> {
            Ok(&$all)
        }

        /// Fetches the chunk.
        pub fn $fetch() -> std::pin::Pin<
            Box<
                dyn std::future::Future<
                        Output = Result<&'static $entries, $crate::chunk::NotFetched>,
                    >,
            >,
        > {
            Box::pin(entries())
        }
    };
}
pub(crate) use chunk;
