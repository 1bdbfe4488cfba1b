//! Does it arrive, and when?
