//! What happens after an op.

pub use taipan_objects::stack::Exit;

/// What the generic executor tells the loop. A raise is the `Err` around it.
#[must_use]
pub enum Flow {
    /// Go on in this frame at this instruction.
    Go(*const u32),
    /// Another activation runs now, or this one elsewhere: go on at the `pc` of the current one.
    Reload,
    /// The loop ends with this value: a native caller waits.
    Exit(Exit),
}
