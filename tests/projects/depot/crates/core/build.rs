//! Hands the target that is built for to the library, which does not compile without it.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-env=DEPOT_TARGET={}", std::env::var("TARGET").expect("cargo sets TARGET"));
}
