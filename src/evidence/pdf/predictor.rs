//! What a predictor did to rows of bytes, so that they could be packed better (PNG, section 9).

/// Takes back what a predictor did to rows of bytes (PNG, section 9), as streams of objects may have it.
pub(super) fn without(bytes: &[u8], columns: usize) -> Vec<u8> {
    let mut before = vec![0_u8; columns];
    let mut all = Vec::new();
    for row in bytes.chunks(columns + 1) {
        let Some((kind, row)) = row.split_first() else {
            break;
        };
        let mut now = row.to_vec();
        for at in 0..now.len() {
            let left = at.checked_sub(1).map_or(0, |left| now[left]);
            let corner = at.checked_sub(1).map_or(0, |left| before[left]);
            let above = before[at];
            let guess = match kind {
                1 => left,
                2 => above,
                3 => u8::midpoint(left, above),
                4 => paeth(left, above, corner),
                _ => 0,
            };
            now[at] = now[at].wrapping_add(guess);
        }
        all.extend(&now);
        now.resize(columns, 0);
        before = now;
    }
    all
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |value: u8| (guess - i16::from(value)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}
