//! Module `itertools`: its table of classes. Each family of iterators has its own file; none can be pickled, as in
//! CPython since 3.14.

mod accumulate;
mod batched;
mod chain;
mod combinatorics;
mod counting;
mod docs;
mod filters;
mod groupby;
mod payload;
mod tee;
mod zip_longest;

use taipan_native::{ModuleDef, NativeDef, class_method, function, method};
use taipan_objects::class::TypeExt;
use taipan_objects::iterators::itself;
use taipan_objects::native::{NativeFn, TypeSpec};
use taipan_objects::native_class::NativeClass;
use taipan_objects::slots::{NextFn, Slots};
use taipan_objects::{Args, Payload, PyResult, Value, Vm};

pub static MODULE: ModuleDef =
    ModuleDef { name: "itertools", doc: Some(docs::MODULE), functions: FUNCTIONS, init };

static FUNCTIONS: &[NativeDef] = &[function("tee", "($module, iterable, n=2, /)", tee::tee, docs::TEE)];

/// The classes that this module makes objects of by itself.
struct Classes {
    grouper: Value,
    tee: Value,
    link: Value,
}

impl Default for Classes {
    fn default() -> Classes {
        Classes { grouper: Value::NULL, tee: Value::NULL, link: Value::NULL }
    }
}

/// What `__new__` of the class itself says to keywords; a subclass may take them in its `__init__`.
fn no_keywords(vm: &mut Vm, class: &Value, name: &str, args: Args<'_>) -> PyResult<()> {
    let exact = class.expect::<taipan_objects::class::Type>().name(vm) == name;
    if exact && !args.names.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    Ok(())
}

fn spec(doc: &'static str, next: NextFn, constructor: Option<(&'static str, NativeFn)>) -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(itself), next: Some(next), ..Slots::default() },
        doc: (!doc.is_empty()).then_some(doc),
        constructor,
        ..TypeSpec::default()
    }
}

fn add<T: Payload>(vm: &mut Vm, module: &Value, name: &'static str, spec: TypeSpec) -> PyResult {
    let has_weakrefs = name == "_tee";
    let class = NativeClass { name, module: "itertools", spec, has_dict: false, has_weakrefs };
    let class = vm.new_native_class::<T>(class, None)?;
    vm.set_module_attr(module, name, class.clone());
    Ok(class)
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    use combinatorics::Combinatoric;
    use filters::Filter;
    macro_rules! class {
        ($payload:ty, $name:literal, $doc:expr, $next:expr, $signature:literal, $new:expr) => {
            add::<$payload>(vm, module, $name, spec($doc, $next, Some(($signature, $new))))?
        };
    }
    class!(
        accumulate::Accumulate,
        "accumulate",
        docs::ACCUMULATE,
        accumulate::next,
        "($cls, iterable, func=None, *, initial=None)",
        accumulate::new
    );
    class!(
        batched::Batched,
        "batched",
        docs::BATCHED,
        batched::next,
        "($cls, iterable, n, *, strict=False)",
        batched::new
    );
    class!(
        Combinatoric,
        "combinations",
        docs::COMBINATIONS,
        combinatorics::next_combination,
        "($cls, iterable, r)",
        combinatorics::new_combinations
    );
    class!(
        Combinatoric,
        "combinations_with_replacement",
        docs::COMBINATIONS_WITH_REPLACEMENT,
        combinatorics::next_with_replacement,
        "($cls, iterable, r)",
        combinatorics::new_with_replacement
    );
    class!(
        Combinatoric,
        "permutations",
        docs::PERMUTATIONS,
        combinatorics::next_permutation,
        "($cls, iterable, r=None)",
        combinatorics::new_permutations
    );
    class!(
        Combinatoric,
        "product",
        docs::PRODUCT,
        combinatorics::next_product,
        "($cls, *iterables, repeat=1)",
        combinatorics::new_product
    );
    class!(
        Filter,
        "compress",
        docs::COMPRESS,
        filters::next_compress,
        "($cls, data, selectors)",
        filters::new_compress
    );
    class!(
        Filter,
        "dropwhile",
        docs::DROPWHILE,
        filters::next_dropwhile,
        "($cls, predicate, iterable, /)",
        filters::new
    );
    class!(
        Filter,
        "filterfalse",
        docs::FILTERFALSE,
        filters::next_filterfalse,
        "($cls, function, iterable, /)",
        filters::new
    );
    class!(
        Filter,
        "starmap",
        docs::STARMAP,
        filters::next_starmap,
        "($cls, function, iterable, /)",
        filters::new
    );
    class!(
        Filter,
        "takewhile",
        docs::TAKEWHILE,
        filters::next_takewhile,
        "($cls, predicate, iterable, /)",
        filters::new
    );
    class!(
        counting::Cycle,
        "cycle",
        docs::CYCLE,
        counting::next_cycle,
        "($cls, iterable, /)",
        counting::new_cycle
    );
    class!(
        counting::Pairwise,
        "pairwise",
        docs::PAIRWISE,
        counting::next_pairwise,
        "($cls, iterable, /)",
        counting::new_pairwise
    );
    class!(
        groupby::GroupBy,
        "groupby",
        docs::GROUPBY,
        groupby::next,
        "($cls, iterable, key=None)",
        groupby::new
    );
    class!(
        zip_longest::ZipLongest,
        "zip_longest",
        docs::ZIP_LONGEST,
        zip_longest::next,
        "($cls, *iterables, fillvalue=None)",
        zip_longest::new
    );

    let mut count =
        spec(docs::COUNT, counting::next_count, Some(("($cls, start=0, step=1)", counting::new_count)));
    count.slots.repr = Some(counting::repr_count);
    add::<counting::Count>(vm, module, "count", count)?;

    let mut repeat =
        spec(docs::REPEAT, counting::next_repeat, Some(("($cls, object, times=None)", counting::new_repeat)));
    repeat.slots.repr = Some(counting::repr_repeat);
    repeat.methods = const {
        &[method(
            "__length_hint__",
            "($self, /)",
            counting::repeat_hint,
            "Private method returning an estimate of len(list(it)).",
        )]
    };
    add::<counting::Repeat>(vm, module, "repeat", repeat)?;

    let mut islice = spec(docs::ISLICE, counting::next_islice, None);
    islice.slots.new = Some(counting::new_islice);
    add::<counting::Islice>(vm, module, "islice", islice)?;

    let mut chain = spec(docs::CHAIN, chain::next, None);
    chain.slots.new = Some(chain::new);
    chain.methods = const {
        &[
            class_method(
                "from_iterable",
                "($type, iterable, /)",
                chain::from_iterable,
                "Alternative chain() constructor taking a single iterable argument that evaluates lazily.",
            ),
            class_method(
                "__class_getitem__",
                "($type, object, /)",
                |vm, a| vm.new_generic_alias(&a[0], &a[1]),
                "See PEP 585",
            ),
        ]
    };
    add::<chain::Chain>(vm, module, "chain", chain)?;

    let mut tee =
        spec("Iterator wrapped to make it copyable.", tee::next, Some(("($cls, iterable, /)", tee::new)));
    tee.methods =
        const { &[method("__copy__", "($self, /)", tee::copy, "Returns an independent iterator.")] };
    let tee = add::<tee::Tee>(vm, module, "_tee", tee)?;

    let link = TypeSpec {
        doc: Some(
            "teedataobject(iterable, values, next, /)\n--\n\nData container common to multiple tee objects.",
        ),
        no_new: true,
        ..TypeSpec::default()
    };
    let link = add::<tee::Link>(vm, module, "_tee_dataobject", link)?;

    let grouper = spec("", groupby::next_of_group, Some(("($cls, parent, tgtkey, /)", groupby::new_grouper)));
    let grouper = add::<groupby::Grouper>(vm, module, "_grouper", grouper)?;
    *vm.state::<Classes>() = Classes { grouper, tee, link };
    Ok(())
}
