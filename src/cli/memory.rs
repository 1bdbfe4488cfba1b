//! How much memory may a command take for what it keeps of a run, and what is said where there is no more?
//!
//! Whoever keeps a run says before it begins where it will not fit (`--memory`); the run then ends there, which is
//! inconclusive. Where the system itself gives no more, an allocator that stands between says so and leaves: nothing in
//! Rust hears of it otherwise before the process is aborted.
#![allow(unsafe_code, reason = "an allocator cannot be written without; it hands on what it is asked for")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};

use super::output::{Shell, complain, warn};
use super::{INCONCLUSIVE, terminal};
use crate::sim::{self, Budget};
use crate::trace::{Run, Stop};
use crate::words::{bytes as said, check as finding, cli as say};
use crate::world::World;

/// The smallest budget: with less nothing could be kept.
const LEAST: u64 = 16_000_000;

static BUDGET: AtomicU64 = AtomicU64::new(Budget::USUAL);

/// Reads an amount of memory: `4GB`, `512MB`, `2GiB`.
pub(super) fn amount(written: &str) -> Result<u64, String> {
    let written = written.trim();
    let digits = written.len() - written.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let (number, unit) = written.split_at(digits);
    let unit: Option<u64> = match unit.trim().to_ascii_lowercase().as_str() {
        "mb" | "m" => Some(1_000_000),
        "gb" | "g" => Some(1_000_000_000),
        "tb" | "t" => Some(1_000_000_000_000),
        "mib" => Some(1 << 20),
        "gib" => Some(1 << 30),
        "tib" => Some(1 << 40),
        _ => None,
    };
    let bytes = unit.and_then(|it| number.parse::<u64>().ok()?.checked_mul(it));
    bytes.filter(|it| *it >= LEAST).ok_or_else(|| say::what_memory_is(super::lang::choose(None), said(LEAST)))
}

/// From here on so much may be kept.
pub(super) fn allow(bytes: Option<u64>) {
    BUDGET.store(bytes.unwrap_or(Budget::USUAL), Ordering::Relaxed);
}

/// How much may be kept.
pub(super) fn allowed() -> u64 {
    BUDGET.load(Ordering::Relaxed)
}

/// How much each of so many processes may keep.
pub(super) fn of_each(processes: usize) -> u64 {
    (allowed() / processes.max(1) as u64).max(LEAST)
}

/// What one of so many runs may take that are kept beside each other.
pub(super) fn of_one(runs: u64) -> Budget {
    Budget::of_one(allowed(), runs)
}

/// Says before a run what keeping it takes, where that is more than it may.
pub(super) fn foretell(world: &World, runs: u64, shell: Shell) {
    let budget = of_one(runs);
    if let Some(bytes) = sim::foretold(world, budget) {
        let message = finding::will_not_fit(shell.lang, said(Budget::asked(bytes, runs)), said(allowed()));
        warn(shell, &message, Some(&say::mends_of_memory(shell.lang)));
    }
}

static WAS_CUT: AtomicBool = AtomicBool::new(false);

/// Notes whether a run ended for want of room.
pub(super) fn note(run: &Run) {
    if run.stop == Stop::RecordLimit {
        note_cut();
    }
}

/// Notes that one did.
pub(super) fn note_cut() {
    WAS_CUT.store(true, Ordering::Relaxed);
}

/// The exit code of a command that shows nothing of how its runs ended, where one of them ended for want of room.
pub(super) fn cut_short(shell: Shell) -> Option<u8> {
    if !WAS_CUT.load(Ordering::Relaxed) {
        return None;
    }
    complain(shell, &say::did_not_fit(shell.lang, said(allowed())), Some(&say::mends_of_memory(shell.lang)));
    Some(INCONCLUSIVE)
}

/// The allocator of the program: that of the system, but that where there is no more, it is said.
#[derive(Debug)]
pub struct Guarded;

/// What is given back when there is no more, so that what is said last has room.
static RESERVE: Mutex<Vec<u8>> = Mutex::new(Vec::new());
const RESERVED: usize = 1 << 20;

/// In which language it is said, and how: made ready while there is room.
static LAST_WORDS: OnceLock<Shell> = OnceLock::new();
static IS_LEAVING: AtomicBool = AtomicBool::new(false);

/// Makes ready for the case that there is no more.
pub(super) fn make_ready(shell: Shell) {
    if LAST_WORDS.set(shell).is_ok()
        && let Ok(mut reserve) = RESERVE.lock()
    {
        *reserve = vec![1; RESERVED];
    }
}

/// There is no more. Where that can be said, the program ends here.
#[cold]
fn leave() {
    let Some(shell) = LAST_WORDS.get() else { return };
    if IS_LEAVING.swap(true, Ordering::SeqCst) {
        return;
    }
    if let Ok(mut reserve) = RESERVE.try_lock() {
        *reserve = Vec::new();
    }
    terminal::restore();
    complain(*shell, &say::no_more_memory(shell.lang), Some(&say::mends_of_memory(shell.lang)));
    std::process::exit(INCONCLUSIVE.into());
}

fn told(at: *mut u8) -> *mut u8 {
    if at.is_null() {
        leave();
    }
    at
}

// SAFETY: everything is handed on to the allocator of the system as it came, and so is what that returns.
unsafe impl GlobalAlloc for Guarded {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps what the trait asks for.
        told(unsafe { System.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        told(unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as above.
        told(unsafe { System.realloc(at, layout, size) })
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(at, layout) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_said() {
        for (written, bytes) in [
            ("4GB", Some(4_000_000_000)),
            (" 512 mb", Some(512_000_000)),
            ("2GiB", Some(2_147_483_648)),
            ("1t", Some(1_000_000_000_000)),
            ("16MB", Some(16_000_000)),
            ("15MB", None),
            ("4", None),
            ("GB", None),
            ("-1GB", None),
            ("1.5GB", None),
            ("99999999999999999999GB", None),
            ("18446744073709551615TB", None),
        ] {
            assert_eq!(amount(written).ok(), bytes, "{written}");
        }
        for (bytes, text) in [
            (16_000_000, "16 MB"),
            (16_000_001, "17 MB"),
            (999_000_001, "1 GB"),
            (2_000_000_000, "2 GB"),
            (2_000_000_001, "2.1 GB"),
        ] {
            assert_eq!(said(bytes), text);
        }
    }
}
