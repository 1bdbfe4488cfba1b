//! What does the program say, in each language?
//!
//! Every sentence stands in `catalogue/en` and `catalogue/zh`, in the syntax of Fluent, one file for each topic:
//! `docs/translating.md` tells how to read and change them. While the program is built, `catalogue/build` holds the
//! languages against each other and makes a function of each sentence, so that a placeholder that is missing, or a
//! sentence without its Chinese, does not build, and one that nobody says is a warning of the compiler. Nothing is
//! parsed when the program runs.

#![allow(clippy::all, clippy::pedantic, reason = "nobody reads these functions; the sentences are read")]

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
