//! How did it end? Derived from the records, never stored beside them.
