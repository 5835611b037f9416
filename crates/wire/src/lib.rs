//! AWS shapes and operation tables, and the protocols that carry them.
