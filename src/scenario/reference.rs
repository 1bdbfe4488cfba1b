//! How does the reference of the language read? (Generated from the types.)
