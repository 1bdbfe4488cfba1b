//! Does every file that is one slip of the hand away from a scenario come to a clear end? Scenarios of the gallery in
//! which a word is left out, written twice, changed with its neighbour, or another one of the gallery is put: each is
//! read, run, judged and laid out, and where something is wrong, that is said in both languages at a place that is there.
//!
//! `COEXIST_TOKENS` says how many files (a few hundred without it), `COEXIST_SEED` which: `.ci/run` asks ten thousand
//! others each time and prints the seed.

use std::env;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use coexist::check::check;
use coexist::diag::render::{Color, report};
use coexist::gallery;
use coexist::render::{Lang, Length, Options, Plain, text};
use coexist::resolve::load;
use coexist::scenario::format::format;
use coexist::sim::run;
use coexist::verdict::judge;
use regex::Regex;

/// Words, texts, numbers, brackets and marks, each as one.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let token = Regex::new(r##"//[^\n]*|/\*(?s:.*?)\*/|r#*"(?s:.*?)"#*|"(?:[^"\\]|\\.)*"|[\p{L}\p{N}_.+-]+|\S"##);
    token.expect("a pattern").find_iter(text).map(|it| it.range()).collect()
}

/// A source of numbers that are alike everywhere (SplitMix64).
struct Draws(u64);

impl Draws {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((it ^ (it >> 31)) % limit as u64).expect("it is below the limit")
    }
}

/// Whether a word is a text, a number, a name, or a mark and which.
fn sort(word: &str) -> char {
    let first = word.chars().next().unwrap_or(' ');
    match first {
        '0'..='9' => '0',
        _ if first.is_alphabetic() => 'a',
        _ => first,
    }
}

/// The file with a number: a scenario of the gallery after one to three slips.
fn slipped(seed: u64, number: usize, all: &[(&str, Vec<Range<usize>>)]) -> String {
    let mut draws = Draws(seed ^ (number as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93));
    let (text, tokens) = &all[draws.below(all.len())];
    let mut words: Vec<&str> = tokens.iter().map(|it| &text[it.clone()]).collect();
    // What stands between the words stays, as far as there are as many of them.
    let mut gaps: Vec<&str> = Vec::with_capacity(words.len());
    let mut from = 0;
    for it in tokens {
        gaps.push(&text[from..it.start]);
        from = it.end;
    }
    for _ in 0..=draws.below(2) {
        let at = draws.below(words.len());
        match draws.below(7) {
            0 => {
                words.remove(at);
                gaps.remove(at);
            }
            1 => {
                words.insert(at, words[at]);
                gaps.insert(at, " ");
            }
            2 if at + 1 < words.len() => words.swap(at, at + 1),
            3 => {
                // Of the same sort most often, so that many files are scenarios still.
                for _ in 0..20 {
                    let (other, tokens) = &all[draws.below(all.len())];
                    let word = &other[tokens[draws.below(tokens.len())].clone()];
                    if sort(word) == sort(words[at]) {
                        words[at] = word;
                        break;
                    }
                }
            }
            4 => {
                let from = draws.below(words.len());
                words[at] = words[from];
            }
            // A number, a text or a word in place of another of its sort, from the same file.
            _ => {
                let like: Vec<_> = words.iter().copied().filter(|it| sort(it) == sort(words[at])).collect();
                words[at] = like[draws.below(like.len())];
            }
        }
        if words.is_empty() {
            break;
        }
    }
    gaps.iter().zip(&words).flat_map(|(gap, word)| [*gap, *word]).collect()
}

/// Everything that is done with a file.
fn comes_to_an_end(text: &str) {
    match load(text, "slipped") {
        Err(problems) => {
            assert!(!problems.is_empty(), "nothing is said");
            for it in &problems {
                assert!(it.span.start <= it.span.end && it.span.end <= text.len(), "a place that is not there: {it:?}");
                assert!(text.is_char_boundary(it.span.start) && text.is_char_boundary(it.span.end), "{it:?}");
            }
            for lang in [Lang::En, Lang::Zh] {
                assert!(!report(text, "slipped.ron", &problems, lang, Color::Never).trim().is_empty());
            }
        }
        Ok(loaded) => {
            let mut world = loaded.world;
            world.event_limit = world.event_limit.min(5_000);
            let run = run(&world);
            let verdict = judge(&world, &run);
            let options = Options { lang: Lang::Zh, client: None, length: Length::Bounded };
            let mut shown = String::new();
            text::verdict(&world, &run, &verdict, &options, &Plain, &mut shown).expect("a string takes everything");
            assert!(!shown.is_empty(), "nothing is shown");
            assert!(check(text, "slipped").is_ok(), "`check` cannot read what `run` can");
            let laid_out = format(text);
            assert_eq!(format(&laid_out), laid_out, "laid out once more it is another text");
            assert!(load(&laid_out, "slipped").is_ok(), "laid out it is no scenario any more:\n{laid_out}");
        }
    }
}

#[test]
fn every_slip_of_the_hand_comes_to_a_clear_end() {
    let number = |name: &str| env::var(name).ok().and_then(|it| it.parse::<u64>().ok());
    let seed = number("COEXIST_SEED").unwrap_or(1);
    let many = number("COEXIST_TOKENS").map_or(300, |it| usize::try_from(it).expect("so many files"));
    let all: Vec<(&str, Vec<Range<usize>>)> =
        gallery::ALL.iter().filter(|it| it.text.len() < 20_000).map(|it| (it.text, tokens(it.text))).collect();
    let all = Arc::new(all);
    let next = Arc::new(AtomicUsize::new(0));
    let workers: Vec<_> = (0..thread::available_parallelism().map_or(1, usize::from))
        .map(|_| {
            let (all, next) = (all.clone(), next.clone());
            thread::Builder::new()
                .stack_size(8 << 20)
                .spawn(move || {
                    let mut sound = 0;
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        if at >= many {
                            return sound;
                        }
                        let text = slipped(seed, at, &all);
                        sound += usize::from(load(&text, "slipped").is_ok());
                        let ended = catch_unwind(AssertUnwindSafe(|| comes_to_an_end(&text)));
                        assert!(ended.is_ok(), "COEXIST_SEED={seed}, file {at}:\n{text}");
                    }
                })
                .expect("a thread")
        })
        .collect();
    let sound: usize = workers.into_iter().map(|it| it.join().expect("every file came to an end")).sum();
    // Slips that change nothing of the sense are among them, and slips that do.
    assert!(sound > many / 20 && sound < many, "{sound} of {many} files are sound");
}
