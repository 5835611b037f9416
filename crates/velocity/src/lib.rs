//! Velocity 1.7 as API Gateway runs it; JsonPath as Jayway reads it; JSON as json-smart accepts it.
