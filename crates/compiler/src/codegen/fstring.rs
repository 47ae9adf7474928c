//! f-strings and t-strings.

use taipan_bytecode::{Constant, Op};
use taipan_syntax::ast::{Conversion, Expr, ExprKind};

use super::Compiler;
use crate::constants;
use crate::error::Result;
use crate::ir::Reg;

/// More parts than this are joined in groups.
const MAX_PARTS: usize = 1000;

fn conversion_number(conversion: Conversion) -> u32 {
    match conversion {
        Conversion::None => 0,
        Conversion::Str => 1,
        Conversion::Repr => 2,
        Conversion::Ascii => 3,
    }
}

impl<'a> Compiler<'a> {
    pub(super) fn joined_str(&mut self, expr: &'a Expr, dst: Reg) -> Result {
        match &expr.kind {
            ExprKind::JoinedStr { values } => self.join(expr, values, dst),
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.formatted_value(expr, value, *conversion, format_spec.as_deref(), dst)
            }
            _ => self.expr_into(expr, dst),
        }
    }

    fn join(&mut self, expr: &'a Expr, values: &'a [Expr], dst: Reg) -> Result {
        match values {
            [] => {
                self.at(expr.range);
                self.load_const(constants::text(""), dst);
                Ok(())
            }
            [one] => self.expr_into(one, dst),
            _ => {
                let base = self.top();
                let mut count = 0;
                for value in values {
                    self.push(value)?;
                    count += 1;
                    if count == MAX_PARTS {
                        self.u.sp = base.index();
                        self.at(expr.range);
                        let joined = self.alloc();
                        self.emit(Op::BUILD_STRING, joined, base, count);
                        count = 1;
                    }
                }
                self.u.sp = base.index();
                self.at(expr.range);
                self.emit(Op::BUILD_STRING, dst, base, count);
                Ok(())
            }
        }
    }

    fn formatted_value(
        &mut self,
        expr: &'a Expr,
        value: &'a Expr,
        conversion: Conversion,
        spec: Option<&'a Expr>,
        dst: Reg,
    ) -> Result {
        let mut src = self.operand(value)?;
        let mut convert = conversion_number(conversion);
        let Some(spec) = spec else {
            self.pop(src);
            self.at(expr.range);
            self.emit(Op::FORMAT_SIMPLE, dst, src, convert);
            return Ok(());
        };
        // The conversion runs before the spec is computed: together with the format only if nobody can tell.
        if convert != 0 && self.fold_spec(spec).is_none() {
            self.pop(src);
            self.at(expr.range);
            let converted = self.alloc();
            self.emit(Op::CONVERT_VALUE, converted, src, convert);
            src = converted;
            convert = 0;
        }
        let spec = self.operand(spec)?;
        self.pop(spec);
        self.pop(src);
        self.at(expr.range);
        self.emit_word(Op::FORMAT_WITH_SPEC, dst, src, spec, convert);
        Ok(())
    }

    fn fold_spec(&self, spec: &Expr) -> Option<Constant> {
        match &spec.kind {
            ExprKind::JoinedStr { values } => match values.as_slice() {
                [] => Some(constants::text("")),
                [Expr { kind: ExprKind::Constant { value, .. }, .. }] => Some(constants::literal(value)),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn template_str(&mut self, expr: &'a Expr, dst: Reg) -> Result {
        let ExprKind::TemplateStr { values } = &expr.kind else { return self.interpolation(expr, dst) };
        // The strings around the interpolations, always one more than there are interpolations.
        let mut strings: Vec<Constant> = Vec::new();
        let mut after_string = false;
        for value in values {
            if let ExprKind::Constant { value, .. } = &value.kind {
                strings.push(constants::literal(value));
                after_string = true;
            } else {
                if !after_string {
                    strings.push(constants::text(""));
                }
                after_string = false;
            }
        }
        if !after_string {
            strings.push(constants::text(""));
        }
        self.at(expr.range);
        let base = self.push_const(Constant::Tuple(strings.into()));
        let run = self.top();
        let mut count = 0;
        for value in values {
            if matches!(value.kind, ExprKind::Interpolation { .. }) {
                let interpolation = self.top();
                self.interpolation(value, interpolation)?;
                self.u.sp = interpolation.index();
                self.alloc();
                count += 1;
            }
        }
        self.u.sp = run.index();
        self.at(expr.range);
        let interpolations = self.alloc();
        self.emit(Op::BUILD_TUPLE, interpolations, run, count);
        self.u.sp = base.index();
        self.emit(Op::BUILD_TEMPLATE, dst, base, 0);
        Ok(())
    }

    /// `Interpolation(value, text, conversion, spec)`, in a template or, in trees that a program has made, alone.
    pub(super) fn interpolation(&mut self, expr: &'a Expr, dst: Reg) -> Result {
        let ExprKind::Interpolation { value, str, conversion, format_spec } = &expr.kind else {
            return Ok(());
        };
        let start = self.top();
        self.push(value)?;
        self.at(expr.range);
        self.push_const(constants::literal(str));
        let mut flags = conversion_number(*conversion);
        if let Some(spec) = format_spec {
            self.push(spec)?;
            flags |= 8;
        }
        self.u.sp = start.index();
        self.at(expr.range);
        self.emit(Op::BUILD_INTERPOLATION, dst, start, flags);
        Ok(())
    }
}
