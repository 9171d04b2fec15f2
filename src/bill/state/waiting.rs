//! A save that waits for a limit, and one whose answer was lost: asked after under its own name until it is known what came of it.
use super::failing::{retry_in, seconds, wait};
use super::{Ask, Editing, Notice, Saving, Sent};
use crate::api::failure::{Failure, Fault};
use adisyon_wire::refusal::RefusalCode;

/// After so many automatic tries to learn an outcome only a person asks on.
pub const LOOKS: u32 = 20;
/// The wait when a limit stopped a save and nobody said for how long, in seconds.
const UNSAID_WAIT: u32 = 10;

impl Editing {
    pub(super) fn wait_for(&mut self, after: u32, now: i64) -> Vec<Ask> {
        let until = now + i64::from(after.clamp(1, 300)) * 1000;
        self.notice = self
            .notice
            .take()
            .filter(|notice| matches!(notice, Notice::Partly(..)));
        self.saving = Saving::Waiting {
            until,
            left: seconds(now, until),
        };
        vec![Ask::Wake(now + 1000)]
    }

    pub(super) fn hear_failure(&mut self, failure: Failure, now: i64) -> Vec<Ask> {
        match std::mem::replace(&mut self.saving, Saving::Idle) {
            Saving::Looking { sent, tries, .. } => self.look_again(sent, tries + 1, &failure, now),
            Saving::Running(sent) if is_open(&failure) => self.look_again(sent, 0, &failure, now),
            _ => {
                if let Failure::Refused(refusal) = &failure
                    && refusal.code == RefusalCode::RateLimited
                {
                    return self.wait_for(refusal.retry_after.unwrap_or(UNSAID_WAIT), now);
                }
                self.notice = Some(Notice::Failed(failure));
                self.leaving = false;
                vec![Ask::Keep]
            }
        }
    }

    fn look_again(&mut self, sent: Sent, tries: u32, failure: &Failure, now: i64) -> Vec<Ask> {
        let until =
            (tries < LOOKS).then(|| now + retry_in(failure, tries).unwrap_or_else(|| wait(tries)));
        self.saving = Saving::Looking {
            sent,
            tries,
            until,
            left: until.map_or(0, |until| seconds(now, until)),
        };
        until.map(|_| Ask::Wake(now + 1000)).into_iter().collect()
    }

    pub(super) fn wake(&mut self, now: i64) -> Vec<Ask> {
        let asks = self.wake_save(now);
        self.loosen(now, asks)
    }

    fn wake_save(&mut self, now: i64) -> Vec<Ask> {
        match &mut self.saving {
            Saving::Waiting { until, .. } if now >= *until => {
                self.saving = Saving::Idle;
                self.save(now)
            }
            Saving::Waiting { until, left } => {
                *left = seconds(now, *until);
                vec![Ask::Wake(now + 1000)]
            }
            Saving::Looking {
                sent,
                until: open @ Some(_),
                left,
                ..
            } => {
                let at = open.unwrap_or(now);
                if now >= at {
                    *open = None;
                    return vec![Ask::Save(sent.clone())];
                }
                *left = seconds(now, at);
                vec![Ask::Wake(now + 1000)]
            }
            _ => Vec::new(),
        }
    }
}

/// True if after this failure nobody knows what became of the write.
fn is_open(failure: &Failure) -> bool {
    match failure {
        Failure::Fault(fault) => *fault != Fault::NoToken,
        Failure::Refused(refusal) => matches!(
            refusal.code,
            RefusalCode::OutcomeUnknown
                | RefusalCode::PlatformTimeout
                | RefusalCode::PlatformFault
                | RefusalCode::Busy
                | RefusalCode::StoreDown
                | RefusalCode::Internal
        ),
    }
}
