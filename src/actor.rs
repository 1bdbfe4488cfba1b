//! How does each party behave?
//!
//! Sans-IO state machines: one input in, one answer out, nothing performed. They know no clock, no queue and no
//! network; the engine feeds them and carries out what they answer.
//!
//! * [`logon`]: the side that opens a connection and logs on. A mail program and the leg of a proxying server speak
//!   the same dialog.
//! * [`session`]: the side that accepts it: a front end, a back end, a 2010 or 2007 service. What they decide
//!   differs and is policy; how they hold a conversation does not.
//! * [`balancer`]: which pool member gets a connection, and which is believed to be up.
//! * [`resolver`]: what a DNS name stands for, as one host sees it.

pub(crate) mod balancer;
pub(crate) mod logon;
pub(crate) mod prober;
pub(crate) mod resolver;
pub(crate) mod session;
