//! How does each party behave?
