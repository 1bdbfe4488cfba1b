//! What happens next?
