//! A deterministic discrete-event simulator of POP3 and IMAP4 client access where Exchange 2007, 2010 and 2013 run
//! side by side.
pub mod actor;
pub mod chance;
pub mod change;
pub mod diag;
pub mod net;
pub mod policy;
pub mod protocol;
pub mod render;
pub mod scenario;
pub mod sim;
pub mod time;
pub mod trace;
pub mod verdict;
pub mod world;
