//! Does what a fuzzer once found interesting still come to a clear end? Every file below `tests/fuzz/corpus` is given
//! to the target that its folder is named after. `.ci/weekly fuzz` looks for more.

mod targets;

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;

use targets::TARGETS;

/// No more bytes are kept for a target: what is kept is asked at every change.
const KEPT_MOST: u64 = 100_000;

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut all: Vec<_> = entries.map(|it| it.expect("it can be read").path()).collect();
    all.sort();
    all
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus")
}

#[test]
fn what_is_kept_comes_to_a_clear_end() {
    let names: BTreeSet<_> = TARGETS.iter().map(|it| corpus().join(it.name)).collect();
    assert_eq!(below(&corpus()).into_iter().collect::<BTreeSet<_>>(), names, "a folder for each target");
    for target in TARGETS {
        let files = below(&corpus().join(target.name));
        assert!(files.len() >= 3, "{}: nothing to begin with", target.name);
        let bytes: u64 = files.iter().map(|it| fs::metadata(it).expect("it is there").len()).sum();
        assert!(bytes <= KEPT_MOST, "{}: {bytes} bytes are kept, which is too much", target.name);
        let replayed = thread::Builder::new().stack_size(8 << 20).spawn(move || {
            for it in files {
                let bytes = fs::read(&it).expect("it can be read");
                let ended = catch_unwind(AssertUnwindSafe(|| (target.holds)(&bytes)));
                assert!(ended.is_ok(), "{}", it.display());
            }
        });
        assert!(replayed.expect("a thread").join().is_ok(), "{}", target.name);
    }
}
