//! How is a run shown?
