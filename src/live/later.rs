//! Following that begins when its code is here: nobody waits for it.
use super::room::room;
use super::{Hear, Topic, run};
use crate::api::Api;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;

/// Following, until dropped. Cloning shares it.
#[derive(Clone)]
pub struct Follow(Rc<RefCell<Option<run::Follow>>>);

/// Follows a topic; `hear` is told everything new. A screen whose news do not come keeps asking by itself.
pub fn follow(api: Api, topic: Topic, hear: Hear) -> Follow {
    let follow = Follow(Rc::new(RefCell::new(None)));
    let place = Rc::downgrade(&follow.0);
    spawn_local(async move {
        let Ok(room) = room().await else {
            return;
        };
        // The screen may have gone meanwhile.
        if let Some(place) = place.upgrade() {
            *place.borrow_mut() = Some((room.follow)(api, &topic, hear));
        }
    });
    follow
}

impl Follow {
    /// True while news arrive by themselves.
    pub fn is_alive(&self) -> bool {
        self.0.borrow().as_ref().is_some_and(run::Follow::is_alive)
    }

    /// The person has this line in hand, or none. Told to the others at the bill.
    pub fn hold(&self, line: Option<String>) {
        if let Some(follow) = self.0.borrow().as_ref() {
            follow.hold(line);
        }
    }

    /// The page came back into sight: its timers may have slept.
    pub fn woke(&self) {
        if let Some(follow) = self.0.borrow().as_ref() {
            follow.woke();
        }
    }
}
