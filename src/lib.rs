//! A deterministic discrete-event simulator of POP3 and IMAP4 client access where versions of Exchange
//! from 2007 to Subscription Edition run side by side.
//!
//! # The picture
//!
//! ```text
//! scenario.ron ─parse─▶ Scenario ─resolve─▶ World ─run(seed)─▶ Trace ─read─▶ Reading ─judge─▶ Verdict ─tell─▶ rows …
//!                       syntax             names → ids,        flat list of  derived,         what is shown,
//!                                          all problems        records with  never stored     in no language;
//!                                          at once             their causes                   said and drawn above
//! ```
//!
//! Plain data, pure functions between them, one thin shell ([`cli`]) that touches files and the terminal. Each stage
//! forgets the one before.
//!
//! # The map
//!
//! From the top to the bottom; a module imports only from those below it, and a test holds it.
//!
//! | module | the question it answers |
//! |---|---|
//! | [`cli`] | What did the user ask for? |
//! | [`import`] | How does an organisation become a scenario from what its servers say of themselves? |
//! | `wasm` | How does a page call the core? Only where the core is compiled to WebAssembly |
//! | [`page`] | What does a page ask of the core, and what does it answer? |
//! | [`ledger`] | Which rules are kept, and which scenarios show each? |
//! | [`gallery`] | Which scenarios come with the program? |
//! | [`picture`] | Where does everything stand, and how is it drawn? |
//! | [`render`] | How is a run written: text, JSON, logs? Writers of rows |
//! | [`words`] | How is it said, in each language? The sentences stand in `catalogue` |
//! | [`lesson`] | What is to be learnt, and how far has a learner come? |
//! | [`rehearsal`] | Who loses mail while a plan is carried out, and what if it is carried out otherwise? |
//! | [`telling`] | What is shown, in which rows, folded how? Without language, without format |
//! | [`sweep`] | What locks whom out? Runs under every fault |
//! | [`trial`] | What would have happened otherwise? Re-runs: remedies, the pivot |
//! | [`check`] | Which misconfigurations do the rules know, before anything is run? |
//! | [`explain`] | At which step did it fail first, and what may repair it? |
//! | [`verdict`] | How did it end, and why? |
//! | [`reading`] | What was the organisation at each record, which rules were at work, what nature and class has it? |
//! | [`sim`] | What happens next? Queue, clock, chance and trace belong to it alone |
//! | [`trace`] | What happened, in which order, and what caused it? |
//! | [`actor`] | How does each party behave? Sans-IO state machines |
//! | [`net`] | Does a packet arrive, and when? |
//! | [`resolve`] | How does a scenario become a world, and what in it cannot be? |
//! | [`change`] | What changes while the clock runs? |
//! | [`protocol`] | What travels on the wire? |
//! | [`policy`] | What would Exchange decide, and why? Pure functions with reasons |
//! | [`world`] | What organisation is it? Typed ids, every default filled in, immutable |
//! | [`cmdlet`] | What may be typed, and what does it do? One table, a row a command |
//! | [`product`] | What does each version have, and what does it do? One table, a row a version |
//! | [`scenario`] | What may stand in a RON file? |
//! | [`diag`] | What is wrong with the file, where, and what was meant? |
//! | [`rules`] | Which rules of the product are known, and how certain is each? |
//! | [`chance`] | Where does chance come from? |
//! | [`time`] | What time is it in the simulated world? |
//! | [`lang`] | In which language is it said? |
//!
//! # What holds everywhere
//!
//! * The core (all but [`cli`]) has no files, clock, threads, environment or floats. It builds without the default
//!   feature `cli`, for `wasm32-unknown-unknown` too.
//! * Policy never sees chance or time; renderers and the verdict never see the engine.
//! * A failed log-on is data. A bad scenario is a list of diagnostics. A bug is an assertion.
//! * The same scenario and seed give the same bytes: integer time, a total order of events, one stream of chance for
//!   each component, no hash collections.
//! * Outcomes are read off the records; nothing is stored beside them that could disagree.
//!
//! # Words
//!
//! One word, one meaning. *Attempt*: one log-on that a client tries. *Leg*: a connection that a proxying service
//! opens for an attempt. *Target*: the server at the other end of a leg. *Candidate*: a server that discovery found.
//! *Endpoint*: host, port and connection type that a candidate offers. *Fallback*: the next type or target after a
//! failed leg. *Retry*: a client tries again. *Time-out*: a timer fired. *Refusal*: an answer that says no. *Loss*:
//! a packet that the network dropped. *Reason*: one rule at work in a decision. *Record*: one thing that happened.

// The shell is the largest user of the core: without it much of what it asks for is asked by nobody.
#![cfg_attr(not(feature = "cli"), allow(dead_code))]

pub(crate) mod actor;
mod catalogue;
pub mod chance;
pub mod change;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod cmdlet;
pub mod diag;
pub mod explain;
pub mod gallery;
#[cfg(feature = "cli")]
pub mod import;
pub mod lang;
pub mod ledger;
pub mod lesson;
pub(crate) mod net;
pub mod page;
pub mod picture;
pub mod policy;
pub mod product;
pub mod protocol;
pub mod reading;
pub mod rehearsal;
pub mod render;
pub mod resolve;
pub mod rules;
pub mod scenario;
pub mod sim;
pub mod sweep;
pub mod telling;
pub mod time;
pub mod trace;
pub mod trial;
pub mod verdict;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
pub(crate) mod words;
pub mod world;
