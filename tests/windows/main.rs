//! What does the core tell of each scenario of the gallery?
//!
//! `.ci/run` builds this for Windows, runs it under Wine, and holds the digests against those that `coexist run -q` tells
//! here.

use coexist::gallery::ALL;
use coexist::render::digest;
use coexist::resolve::load;
use coexist::sim::run;

fn main() {
    for it in ALL {
        let world = load(it.text, it.claim).expect("the gallery is sound").world;
        println!("{}/{} digest {}", it.topic, it.claim, digest(&world, &run(&world)));
    }
}
