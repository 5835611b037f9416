//! Where a stage's lines go: the names of its log group and streams (F§1.1).

/// The log group that API Gateway writes to once the account has a CloudWatch role.
pub const WELCOME_LOG_GROUP: &str = "/aws/apigateway/welcome";

/// The one message in it.
pub const WELCOME_MESSAGE: &str = "Cloudwatch logs enabled for API Gateway";

/// How many streams a stage's lines are spread over. AWS has some number of shards that it does not tell.
pub const STREAMS_PER_STAGE: u128 = 8;

/// `API-Gateway-Execution-Logs_{api}/{stage}`
pub fn log_group(api: &str, stage: &str) -> String {
    format!("API-Gateway-Execution-Logs_{api}/{stage}")
}

/// The stream that all lines of one request go to: one of [`STREAMS_PER_STAGE`] names of 32 hexadecimal digits, which
/// never change for a stage.
pub fn log_stream(api: &str, stage: &str, request_id: &str) -> String {
    let shard = hash(&[request_id]) % STREAMS_PER_STAGE;
    format!("{:032x}", hash(&[api, stage, &shard.to_string()]))
}

/// FNV-1a with 128 bits: spreads well, looks like AWS's MD5 names, and guards nothing.
fn hash(parts: &[&str]) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(BASIS, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(PRIME)
    })
}
