//! Does a walk hold what it promises?
