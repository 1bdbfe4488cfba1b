//! Is the capture of a run one that other programs can read? Its blocks are taken apart here by hand; where tshark is
//! installed, it is asked as well.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use coexist::gallery;
use coexist::render::{Lang, Options, pcapng};
use coexist::resolve::load;
use coexist::sim;

fn capture(claim: &str, lang: Lang) -> Vec<u8> {
    let entry = gallery::find(claim).unwrap_or_else(|| panic!("{claim} is in the gallery"));
    let world = load(entry.text, "capture").expect("it is sound").world;
    pcapng::capture(&world, &sim::run(&world), &Options { lang, ..Options::default() })
}

fn word(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
}

/// The blocks: kind and body.
#[track_caller]
fn blocks(bytes: &[u8]) -> Vec<(usize, &[u8])> {
    let (mut at, mut blocks) = (0, Vec::new());
    while at < bytes.len() {
        let length = word(bytes, at + 4);
        assert!(length.is_multiple_of(4) && length >= 12 && at + length <= bytes.len(), "a block of {length} at {at}");
        assert_eq!(word(bytes, at + length - 4), length, "the length stands at both ends");
        blocks.push((word(bytes, at), &bytes[at + 8..at + length - 4]));
        at += length;
    }
    blocks
}

fn sum(bytes: &[u8]) -> u32 {
    let mut sum: u32 = bytes.chunks(2).map(|it| u32::from(it[0]) << 8 | u32::from(*it.get(1).unwrap_or(&0))).sum();
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    sum
}

/// A direction of a stream: addresses and ports.
type Flow = (Vec<u8>, Vec<u8>);

/// What was said in each direction of each stream, put together by the numbers of the segments.
#[track_caller]
fn streams(bytes: &[u8]) -> BTreeMap<Flow, Vec<u8>> {
    let (mut next, mut said): (BTreeMap<Flow, u32>, BTreeMap<Flow, Vec<u8>>) = Default::default();
    let mut before = 0;
    for (_, body) in blocks(bytes).into_iter().filter(|it| it.0 == 6) {
        let time = (word(body, 4) as u64) << 32 | word(body, 8) as u64;
        assert!(time >= before, "time goes on");
        before = time;
        let packet = &body[20..20 + word(body, 12)];
        assert_eq!(usize::from(packet[2]) << 8 | usize::from(packet[3]), packet.len());
        // A sum over what holds its own checksum is all ones.
        assert_eq!(sum(&packet[..20]), 0xffff, "the checksum of the header");
        let segment = &packet[20..];
        let pseudo = [&packet[12..20], &[0, 6], &(segment.len() as u16).to_be_bytes()[..], segment].concat();
        assert_eq!(sum(&pseudo), 0xffff, "the checksum of the segment");
        let flow = ([&packet[12..16], &segment[..2]].concat(), [&packet[16..20], &segment[2..4]].concat());
        let number = u32::from_be_bytes([segment[4], segment[5], segment[6], segment[7]]);
        let (flags, data) = (segment[13], &segment[20..]);
        if flags & 2 != 0 {
            next.insert(flow.clone(), number);
            said.entry(flow.clone()).or_default();
        }
        // A refusal answers for a side that never said anything.
        if flags & 4 == 0 {
            let expected = next.get_mut(&flow).expect("a stream begins with SYN");
            assert_eq!(*expected, number, "a segment is missing");
            *expected = expected.wrapping_add(data.len() as u32 + u32::from(flags & 3 != 0));
        }
        said.entry(flow).or_default().extend(data);
    }
    said
}

#[test]
fn a_capture_is_made_of_sound_blocks_and_streams() {
    for entry in gallery::ALL {
        let world = load(entry.text, "capture").expect("it is sound").world;
        let bytes = pcapng::capture(&world, &sim::run(&world), &Options::default());
        let kinds: Vec<_> = blocks(&bytes).iter().map(|it| it.0).collect();
        assert_eq!(kinds[..3], [0x0a0d_0d0a, 1, 4], "{}", entry.claim);
        assert!(kinds[3..].iter().all(|it| *it == 6), "{}", entry.claim);
        streams(&bytes);
    }
}

#[test]
fn what_was_said_can_be_followed() {
    let said = streams(&capture("stopped-target-stays-a-candidate", Lang::En));
    let all: Vec<_> = said.values().map(|it| String::from_utf8_lossy(it).into_owned()).collect();
    let client = all.iter().find(|it| it.contains("LOGIN")).expect("somebody logs on");
    assert!(client.lines().count() >= 2 && client.ends_with("\r\n"), "{client}");
    let server = all.iter().find(|it| it.starts_with("* OK")).expect("somebody greets");
    assert!(server.contains(" NO LOGIN failed."), "{server}");
    // A reply of several lines is whole.
    let several = streams(&capture("starttls-client-counts-as-encrypted", Lang::En));
    let several: Vec<_> = several.values().map(|it| String::from_utf8_lossy(it).into_owned()).collect();
    let capability = several.iter().find(|it| it.contains("* CAPABILITY")).expect("somebody asks");
    assert!(capability.contains("CAPABILITY completed.\r\n"), "{capability}");
}

#[test]
fn the_same_run_gives_the_same_capture() {
    let claim = "shared-name-loops-through-2013";
    assert_eq!(capture(claim, Lang::En), capture(claim, Lang::En));
    assert_ne!(capture(claim, Lang::En), capture(claim, Lang::Zh));
}

/// The program that people open it with reads it, follows the streams, and finds nothing wrong.
#[test]
fn tshark_reads_it() {
    if Command::new("tshark").arg("--version").output().is_err() {
        return;
    }
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("run.pcapng");
    std::fs::write(&path, capture("shared-name-loops-through-2013", Lang::En)).expect("it can be written");
    let path = path.to_str().expect("UTF-8");
    let asked = |arguments: &[&str]| {
        let output = Command::new("tshark").args(["-r", path, "-d", "tcp.port==993,imap"]).args(arguments).output();
        let output = output.expect("it starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let imap = asked(&["-Y", "imap.request.command == \"LOGIN\""]);
    assert!(imap.lines().count() >= 16, "{imap}");
    let check = ["-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE", "-Y"];
    let wrong = "_ws.malformed || tcp.checksum.status == 0 || ip.checksum.status == 0 || tcp.analysis.lost_segment || \
                 tcp.analysis.ack_lost_segment || tcp.analysis.retransmission || tcp.analysis.out_of_order";
    let found = asked(&[&check[..], &[wrong]].concat());
    assert!(found.trim().is_empty(), "{found}");
    let followed = asked(&["-q", "-z", "follow,tcp,ascii,0"]);
    assert!(followed.contains("LOGIN") && followed.contains("* OK"), "{followed}");
    assert!(asked(&["-Y", "frame.number == 1", "-V"]).contains("record "));
}

#[test]
fn the_command_writes_it() {
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_coexist")).args(arguments).env("LC_ALL", "C").output();
        output.expect("the program starts")
    };
    let claim = "shared-name-loops-through-2013";
    let to_stdout = run(&["run", claim, "--format", "pcapng"]);
    assert_eq!(to_stdout.status.code(), run(&["run", claim, "-q"]).status.code());
    assert_eq!(to_stdout.stdout, capture(claim, Lang::En));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("command.pcapng");
    let _ = std::fs::remove_file(&path);
    let file = path.to_str().expect("UTF-8");
    run(&["run", claim, "--format", "pcapng", "-o", file]);
    assert_eq!(std::fs::read(&path).expect("it was written"), to_stdout.stdout);
    let again = run(&["run", claim, "--format", "pcapng", "-o", file]);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("--force"));
    let wrong = run(&["run", claim, "--format", "csv", "-o", file]);
    assert_eq!(wrong.status.code(), Some(2), "{}", String::from_utf8_lossy(&wrong.stderr));
}
