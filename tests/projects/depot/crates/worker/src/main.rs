//! Does one piece of work, says so, and is done.

const MARKER: &str = "worker one";

fn main() {
    println!("{MARKER}, {}", depot_core::line("worker", 2));
}
