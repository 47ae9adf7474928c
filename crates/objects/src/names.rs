//! Names the VM itself looks up, interned once per Vm.

use crate::Value;

macro_rules! names {
    ($($field:ident $text:literal)*) => {
        /// Interned, immortal strs.
        pub struct Names { $(pub $field: Value),* }

        impl Names {
            pub(crate) fn new(mut intern: impl FnMut(&str) -> Value) -> Names {
                Names { $($field: intern($text)),* }
            }
        }
    };
}

names! {
    abstractmethods "__abstractmethods__" aenter "__aenter__" aexit "__aexit__" aiter "__aiter__" anext "__anext__"
    all "__all__" annotate "__annotate__" annotate_func "__annotate_func__" annotations "__annotations__"
    annotations_cache "__annotations_cache__" args "args" r#await "__await__" bases "__bases__" big "big"
    bool_ "__bool__" build_class "__build_class__" builtins "__builtins__" bytes_ "__bytes__" call "__call__"
    class "__class__" class_getitem "__class_getitem__" classcell "__classcell__" classdict "__classdict__"
    classdictcell "__classdictcell__" close "close" code "code" complex_ "__complex__" contains "__contains__"
    copy "copy" del "__del__" delattr "__delattr__" delete "__delete__" delitem "__delitem__" dict "__dict__"
    dir "__dir__" doc "__doc__" empty "" enter "__enter__" eq "__eq__" exit "__exit__" file "__file__"
    filename "filename" firstlineno "__firstlineno__" float_ "__float__" flush "flush" format "__format__"
    fromlist "fromlist" func "__func__" ge "__ge__" get "__get__" getattr "__getattr__"
    getattribute "__getattribute__" getitem "__getitem__" getstate "__getstate__" globals "globals" gt "__gt__"
    hash "__hash__" import "__import__" index "__index__" init "__init__" init_subclass "__init_subclass__"
    instancecheck "__instancecheck__" int_ "__int__" items "items" iter "__iter__" keys "keys" kw_defaults "__kwdefaults__"
    lambda "<lambda>" le "__le__" len "__len__" length_hint "__length_hint__" level "level" lt "__lt__"
    main "__main__" match_args "__match_args__" metaclass "metaclass" missing "__missing__" module "__module__"
    module_expr "<module>" mro "mro" mro_entries "__mro_entries__" name "__name__" name_plain "name" ne "__ne__"
    neg "__neg__" new "__new__" next "__next__" note "__notes__" orig_bases "__orig_bases__" origin "__origin__"
    package "__package__" parameters "__parameters__" path "__path__" plain_path "path" post "__post__" prepare "__prepare__" qualname "__qualname__"
    read "read" reduce "__reduce__" reduce_ex "__reduce_ex__" repr "__repr__" reversed "__reversed__" round "__round__" self_ "self"
    send "send" set "__set__" set_name "__set_name__" setattr "__setattr__" setitem "__setitem__" sizeof "__sizeof__"
    slots "__slots__" spec "__spec__" loader "__loader__" static_attributes "__static_attributes__" stderr "stderr" stdin "stdin" stdout "stdout"
    str_ "__str__" strict "strict" subclasscheck "__subclasscheck__" subclasshook "__subclasshook__" subclasses "__subclasses__" super_ "super"
    throw "throw" trunc "__trunc__" type_params "__type_params__" typing_subst "__typing_subst__" update "update" value "value"
    values "values" wrapped "__wrapped__" write "write" weakref "__weakref__" conditional_annotations "__conditional_annotations__"
    add "__add__" radd "__radd__" sub "__sub__" rsub "__rsub__" mul "__mul__" rmul "__rmul__" r#mod "__mod__" rmod "__rmod__"
    pow "__pow__" rpow "__rpow__" lshift "__lshift__" rlshift "__rlshift__" rshift "__rshift__" rrshift "__rrshift__"
    and "__and__" rand "__rand__" xor "__xor__" rxor "__rxor__" or "__or__" ror "__ror__" floordiv "__floordiv__"
    rfloordiv "__rfloordiv__" truediv "__truediv__" rtruediv "__rtruediv__" matmul "__matmul__" rmatmul "__rmatmul__"
    iadd "__iadd__" isub "__isub__" imul "__imul__" imod "__imod__" ipow "__ipow__" ilshift "__ilshift__"
    irshift "__irshift__" iand "__iand__" ixor "__ixor__" ior "__ior__" ifloordiv "__ifloordiv__" itruediv "__itruediv__"
    imatmul "__imatmul__" pos "__pos__" abs "__abs__" invert "__invert__" initializing "_initializing"
    cached "__cached__" unraisablehook "unraisablehook" excepthook "excepthook" displayhook "displayhook"
    underscore "_" modules "modules" meta_path "meta_path" path_hooks "path_hooks" path_importer_cache "path_importer_cache" argv "argv"
    find_and_load "_find_and_load" lineno "lineno" offset "offset" msg "msg" text "text" print_file_and_line "print_file_and_line"
    isabstractmethod "__isabstractmethod__" objclass "__objclass__" text_signature "__text_signature__" buffer "__buffer__" release_buffer "__release_buffer__"
}
