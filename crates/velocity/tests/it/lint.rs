//! The linter: its pages are its tests, and templates as people write them are left in peace.
