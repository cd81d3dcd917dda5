//! The one place that asks what day it is, and how many processors there are.

use std::num::NonZeroUsize;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

/// Today, in UTC: within an hour of the day in Britain.
pub(super) fn today() -> Date {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the clock"
    )]
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or(Duration::ZERO);
    let seconds = i64::try_from(since.as_secs()).unwrap_or(0);
    Timestamp::from_second(seconds)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned(TimeZone::UTC)
        .date()
}

/// How many organisations can be worked on at a time.
pub(super) fn processors() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
