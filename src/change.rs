//! What changes while the clock runs?
