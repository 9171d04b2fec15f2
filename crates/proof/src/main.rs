//! `cargo xtask proof` and `cargo xtask contract` run this.
use adisyon_proof::make::{Reach, script};
use adisyon_proof::play::play;
use adisyon_proof::pure::Pure;
use adisyon_proof::tally::Tally;
use adisyon_proof::shrink::shrink;

fn main() {
    let n: u64 = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(100);
    let s: u64 = std::env::args().nth(2).and_then(|a| a.parse().ok()).unwrap_or(1);
    let mut tally = Tally::default();
    let mut desk = Pure::new();
    let mut fails = 0;
    for seed in s..s + n {
        let it = script(seed, Reach::Pure);
        tally.scripts += 1;
        if let Err(f) = play(&mut desk, &it, &mut tally) {
            fails += 1;
            if fails <= 5 {
                let (it, f) = shrink(&mut desk, &it, f);
                println!("--- seed {seed} act {}: {:#?}", f.act, f.wrong);
                println!("{}", it.print(""));
            } else if fails < 40 { println!("--- seed {seed} act {}: {:#?}", f.act, f.wrong); }
        }
    }
    println!("{fails} failed\n{tally}");
}
