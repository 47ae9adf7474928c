//! How the payloads of this module are declared: values that change while Python may look, and plain fields. An
//! iterator that ended holds NULL in place of what it walked.

use taipan_objects::{Tracer, Value};

/// What a guarded field of a payload may hold.
pub trait Held {
    fn visit(&self, visit: Tracer<'_>);
    fn take(&mut self) -> Self;
}

impl Held for Value {
    fn visit(&self, visit: Tracer<'_>) {
        visit(self);
    }
    fn take(&mut self) -> Value {
        std::mem::replace(self, Value::NULL)
    }
}

impl Held for Vec<Value> {
    fn visit(&self, visit: Tracer<'_>) {
        self.iter().for_each(visit);
    }
    fn take(&mut self) -> Vec<Value> {
        std::mem::take(self)
    }
}

macro_rules! payload {
    ($name:ident { $($held:ident: $of:ty),* ; $($plain:ident: $type:ty),* }) => {
        pub struct $name {
            $(pub $held: taipan_objects::Guarded<$of>,)*
            $(pub $plain: $type,)*
        }

        // SAFETY: every value is in a guarded field, and each is visited once.
        unsafe impl taipan_objects::Payload for $name {
            const NAME: &'static str = stringify!($name);
            const SHAPE: u32 = taipan_objects::native_class::NO_SHAPE;
            fn trace(&self, visit: taipan_objects::Tracer<'_>) {
                // SAFETY: the collector runs while nobody borrows.
                $($crate::payload::Held::visit(unsafe { &*self.$held.as_ptr() }, &mut *visit);)*
            }
            fn clear(&self) {
                // SAFETY: as above.
                $(drop(unsafe { $crate::payload::Held::take(&mut *self.$held.as_ptr()) });)*
            }
        }
    };
}
pub(crate) use payload;
