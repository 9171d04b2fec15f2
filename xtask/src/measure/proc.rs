//! What the system says of a program: memory, time, open files. Linux's `/proc`.

use std::fs;

/// A program's resident memory in kilobytes; 0 if it is gone.
pub fn memory_kb(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

/// Processor time of a program and its children so far, in milliseconds.
pub fn time_ms(pid: u32) -> u64 {
    let own = stat_ms(pid);
    let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"));
    let children = children.unwrap_or_default();
    let theirs = children
        .split_whitespace()
        .filter_map(|child| child.parse().ok())
        .map(stat_ms);
    own + theirs.sum::<u64>()
}

/// Resident memory of a program and its children, in kilobytes.
pub fn memory_of_all_kb(pid: u32) -> u64 {
    let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"));
    let children = children.unwrap_or_default();
    let theirs = children
        .split_whitespace()
        .filter_map(|child| child.parse().ok())
        .map(memory_kb);
    memory_kb(pid) + theirs.sum::<u64>()
}

/// Open files and connections of a program.
pub fn open_files(pid: u32) -> usize {
    fs::read_dir(format!("/proc/{pid}/fd")).map_or(0, Iterator::count)
}

fn stat_ms(pid: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // After the name, which may hold anything: field 3 on; user and system time are fields 14 and 15, in hundredths.
    let rest = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<u64> = rest
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse().ok())
        .collect();
    fields.iter().sum::<u64>() * 10
}
