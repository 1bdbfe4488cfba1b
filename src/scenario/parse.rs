//! How is a RON text read, and how is every problem of a bad one found?
