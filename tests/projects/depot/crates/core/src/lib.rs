//! What server and worker share.

pub const GREETING: &str = "depot one";

/// One line about a program of the depot: its name, what the library says, how many parcels wait.
pub fn line(program: &str, parcels: u32) -> String {
    let mut digits = itoa::Buffer::new();
    format!("{program}: {GREETING}, {} parcels, built for {}", digits.format(parcels), env!("DEPOT_TARGET"))
}
