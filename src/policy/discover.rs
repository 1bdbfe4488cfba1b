//! Which servers are candidates, and which endpoints do they offer? (Section 4.)
