//! Parameters of functions and type parameters of generics.

use ruff_python_ast as ruff;

use super::{Lower, Result, range};
use crate::ast::{Arg, Arguments, TypeParam, TypeParamKind};

impl<'a> Lower<'a> {
    pub(super) fn arguments(&mut self, parameters: &'a ruff::Parameters) -> Result<Arguments> {
        let mut defaults = Vec::new();
        let mut positional = |lower: &mut Self, list: &'a [ruff::ParameterWithDefault]| {
            let mut args = Vec::with_capacity(list.len());
            for parameter in list {
                args.push(lower.arg(&parameter.parameter)?);
                if let Some(default) = &parameter.default {
                    defaults.push(lower.expr(default)?);
                }
            }
            Ok(args)
        };
        let posonlyargs = positional(self, &parameters.posonlyargs)?;
        let args = positional(self, &parameters.args)?;
        let mut kwonlyargs = Vec::with_capacity(parameters.kwonlyargs.len());
        let mut kw_defaults = Vec::with_capacity(parameters.kwonlyargs.len());
        for parameter in &parameters.kwonlyargs {
            kwonlyargs.push(self.arg(&parameter.parameter)?);
            kw_defaults.push(parameter.default.as_deref().map(|node| self.expr(node)).transpose()?);
        }
        Ok(Arguments {
            posonlyargs,
            args,
            vararg: self.starred_arg(&parameters.vararg)?,
            kwonlyargs,
            kw_defaults,
            kwarg: self.starred_arg(&parameters.kwarg)?,
            defaults,
        })
    }

    fn arg(&mut self, parameter: &'a ruff::Parameter) -> Result<Arg> {
        Ok(Arg {
            arg: self.name(&parameter.name),
            annotation: self.optional(&parameter.annotation)?,
            range: range(parameter),
        })
    }

    /// `*args` or `**kwargs`; CPython's range leaves the stars out.
    fn starred_arg(&mut self, parameter: &'a Option<Box<ruff::Parameter>>) -> Result<Option<Box<Arg>>> {
        let Some(parameter) = parameter else { return Ok(None) };
        let mut arg = self.arg(parameter)?;
        arg.range.start = range(&parameter.name).start;
        Ok(Some(Box::new(arg)))
    }

    pub(super) fn type_params(&mut self, params: Option<&'a ruff::TypeParams>) -> Result<Vec<TypeParam>> {
        let lower = |param: &'a ruff::TypeParam| {
            let kind = match param {
                ruff::TypeParam::TypeVar(node) => TypeParamKind::TypeVar {
                    name: self.name(&node.name),
                    bound: self.optional(&node.bound)?,
                    default_value: self.optional(&node.default)?,
                },
                ruff::TypeParam::ParamSpec(node) => TypeParamKind::ParamSpec {
                    name: self.name(&node.name),
                    default_value: self.optional(&node.default)?,
                },
                ruff::TypeParam::TypeVarTuple(node) => TypeParamKind::TypeVarTuple {
                    name: self.name(&node.name),
                    default_value: self.optional(&node.default)?,
                },
            };
            Ok(TypeParam { kind, range: range(param) })
        };
        params.map_or(&[][..], |params| &params.type_params).iter().map(lower).collect()
    }
}
