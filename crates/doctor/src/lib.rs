//! Finds, explains, predicts and mends configuration errors.
