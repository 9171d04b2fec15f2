//! `cargo xtask proof` and `cargo xtask contract` run this.
use adisyon_proof::make::{Reach, script};
use adisyon_proof::play::play;
use adisyon_proof::pure::Pure;
use adisyon_proof::tally::Tally;
use adisyon_proof::shrink::shrink;

fn main() {
    if let Some(file) = std::env::args().nth(1).filter(|a| a.ends_with(".script")) {
        let it = adisyon_proof::script::Script::parse(&std::fs::read_to_string(file).unwrap()).unwrap();
        let mut tally = Tally { talkative: true, ..Tally::default() };
        println!("{:?}", play(&mut Pure::new(), &it, &mut tally));
        return;
    }
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
            if fails <= 400 {
                let (it, f) = if fails < 60 {shrink(&mut desk, &it, f)} else {(it,f)};
                println!("--- seed {seed} act {}: {:?}", f.act, f.wrong);
                std::fs::create_dir_all("/work/t/scripts").unwrap();
                std::fs::write(format!("/work/t/scripts/{seed}.script"), it.print(&f.wrong.join("\n"))).unwrap();
            }
        }
    }
    println!("{fails} failed\n{tally}");
}
