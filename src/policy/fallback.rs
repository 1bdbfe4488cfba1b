//! Which connection type comes first, and which after it? (Section 5.)
