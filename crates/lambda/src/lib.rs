//! Functions as local processes behind the Lambda Runtime API.
