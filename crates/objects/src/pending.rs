//! Stand-ins until their files are merged.
use crate::{PyResult, Value, Vm};
impl Vm {
    pub fn new_generic_alias(&mut self, a: &Value, _: &Value) -> PyResult {
        Ok(a.clone())
    }
    pub fn new_union(&mut self, a: &Value, _: &Value) -> PyResult {
        Ok(a.clone())
    }
}
