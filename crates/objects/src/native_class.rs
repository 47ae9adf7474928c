//! Classes of native modules: like the builtin ones, but made when their module is, and known by no number.
//!
//! Such a class is immutable and lives as long as its Vm. Its payload type gives `Payload::SHAPE` as [`NO_SHAPE`], so
//! `downcast_exact` never finds it; `downcast` does, subclasses included. A module keeps its classes in its state
//! (`vm.state::<T>()`), and makes their objects by [`Vm::new_object`].

use crate::class::{Type, TypeExt, type_flags};
use crate::native::TypeSpec;
use crate::{Obj, Payload, PyResult, Tp, Value, Vm};
use taipan_heap::{Header, ShapeFlags, kind_of};

/// `Payload::SHAPE` of payloads whose classes have no number.
pub const NO_SHAPE: u32 = u32::MAX - 1;

/// What a native class is made of.
pub struct NativeClass {
    pub name: &'static str,
    /// `__module__`, and the first part of the name in messages.
    pub module: &'static str,
    pub spec: TypeSpec,
    /// Instances have a `__dict__`.
    pub has_dict: bool,
    /// Instances can be watched by weak references.
    pub has_weakrefs: bool,
}

impl Vm {
    /// Makes a class whose instances have payload `T`, derived from `base`, else from `object`.
    pub fn new_native_class<T: Payload>(&mut self, class: NativeClass, base: Option<&Value>) -> PyResult {
        let base = base.cloned().unwrap_or_else(|| self.class(Tp::Object));
        let base_object = base.expect::<Type>();
        let kind = kind_of::<T>();
        let made = self.heap.alloc(Tp::Type as u32, Type::new(kind, None));
        let made = self.heap.immortalize(made);
        let object = made.expect::<Type>();
        let below = self.heap.shape(base_object.shape.get()).flags.get();
        let inherited = below.0 & (ShapeFlags::HAS_DICT | ShapeFlags::WEAKREFS | ShapeFlags::FINALIZE);
        let mut flags = inherited;
        if class.has_dict {
            flags |= ShapeFlags::HAS_DICT;
        }
        if class.has_weakrefs {
            flags |= ShapeFlags::WEAKREFS;
        }
        if class.spec.slots.finalize.is_some() {
            flags |= ShapeFlags::FINALIZE;
        }
        let header = object as *const Obj<Type> as *const Header;
        let below = self.heap.shape(base_object.shape.get()).fixed;
        let fixed = below + class.spec.members.len() as u16;
        let shape = self.heap.add_shape(kind, header, ShapeFlags(flags), fixed, fixed);
        object.shape.set(shape.0);
        let name = self.intern(class.name);
        *object.data.name.get_mut(self) = name.clone();
        *object.data.qualname.get_mut(self) = name;
        object.base.set(base_object);
        *object.data.bases.get_mut(self) = self.new_tuple(vec![base.clone()]);
        let dict = self.new_dict();
        dict.expect::<crate::dict::Dict>().of_class.set(true);
        *object.data.dict.get_mut(self) = dict.clone();
        let pointer: *const Obj<Type> = object;
        object.serial.set(self.next_class());
        base_object.subclasses.get_mut(self).push(pointer);
        let mut mro = vec![made.clone()];
        let above = base_object.data.mro_tuple.get(self).clone();
        mro.extend(above.expect::<crate::tuple::Tuple>().items().iter().cloned());
        object.data.set_mro(self, mro);
        let inherited_flags = base_object.flags.get() & (type_flags::SEQUENCE | type_flags::MAPPING);
        let members = class.spec.members;
        crate::bootstrap::fill_class(self, &made, Some(&base), class.spec, inherited_flags);
        for (i, name) in members.iter().enumerate() {
            let name = self.intern(name);
            let descriptor = self.new_slot_descriptor(&made, name.clone(), below as usize + i);
            self.dict_set(&dict, &name, descriptor)?;
        }
        let module = self.intern(class.module);
        let key = self.names.module.clone();
        self.dict_set(&dict, &key, module)?;
        if flags & ShapeFlags::HAS_DICT != 0 && inherited & ShapeFlags::HAS_DICT == 0 {
            let descriptor = self.new_native_dict_descriptor(&made);
            let key = self.names.dict.clone();
            self.dict_set(&dict, &key, descriptor)?;
        }
        Ok(made)
    }

    /// An object of a native class, or of a class derived from one, with that payload.
    pub fn new_object<T: Payload>(&mut self, class: &Value, payload: T) -> Value {
        let class = class.expect::<Type>();
        debug_assert!(class.kind.id == std::any::TypeId::of::<T>(), "the payload is not this class's");
        self.heap.alloc(class.shape.get(), payload)
    }
}

/// The name of a class as messages have it: `tp_name` has the module for those of native modules.
pub(crate) fn message_name(vm: &Vm, class: &Obj<Type>) -> String {
    match class.builtin {
        Some(tp) => tp.full_name().to_owned(),
        None if class.has_flag(type_flags::HEAP) => class.name(vm),
        None => crate::class_new::full_name(vm, class),
    }
}
