//! What is wrong with the file, where, and what was meant?
