//! Which ids do the names of a scenario stand for, and do they fit together?
