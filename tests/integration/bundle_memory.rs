//! How much memory a PDF with much evidence takes.

use std::io;

use dutybound::render::pdf::{Claims, PdfWriter, look};

use crate::support::exhibits::{Piece, document, piece};

/// The largest part of the memory that this process had so far, in kilobytes.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// A scan of many megabytes, whose dots cannot be packed.
fn scan(side: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    });
    let head = format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>\nendobj\n\
         4 0 obj\n<</Length 26>>\nstream\nq 595 0 0 842 0 0 cm /X Do\nendstream\nendobj\n\
         5 0 obj\n<</Type/XObject/Subtype/Image/Width {side}/Height {side}/BitsPerComponent 8/ColorSpace/DeviceGray/Length {}>>\nstream\n",
        side * side
    );
    let mut file = head.into_bytes();
    file.extend(noise.take(side * side));
    file.extend(b"\nendstream\nendobj\ntrailer\n<</Size 6/Root 1 0 R>>\nstartxref\n0\n%%EOF");
    file
}

/// Run in a process of its own by the test below.
#[test]
#[ignore = "measures the memory of its process"]
fn bundles_300_megabytes() {
    const SIDES: [usize; 5] = [9_990, 7_700, 7_700, 7_700, 5_000];
    let looks: Vec<_> = SIDES
        .iter()
        .map(|side| look(scan(*side)).unwrap())
        .collect();
    let pieces: Vec<Piece> = SIDES.iter().map(|_| piece("Scan", Vec::new())).collect();
    let document = document(&pieces, &looks);
    let mut load = |number: usize| Ok(scan(SIDES[number]));
    let mut out = Counted(0);
    PdfWriter::new()
        .bundle(&document, Claims::of(&looks), &mut load, &mut out)
        .unwrap();
    println!("wrote {} bytes, {} kB of memory", out.0, most_memory());
}

/// Counts what is written.
struct Counted(u64);

impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
#[cfg(target_os = "linux")]
fn much_evidence_takes_little_memory() {
    let run = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "bundle_memory::bundles_300_megabytes",
            "--ignored",
            "--nocapture",
        ])
        .output()
        .unwrap();
    let said = String::from_utf8(run.stdout).unwrap();
    let line = said
        .lines()
        .find_map(|line| line.split_once("wrote "))
        .unwrap()
        .1;
    let mut numbers = line.split(' ').filter_map(|word| word.parse::<u64>().ok());
    let (written, memory) = (numbers.next().unwrap(), numbers.next().unwrap());
    assert!(written > 300_000_000, "{line}");
    assert!(memory < 500_000, "{line}");
}
