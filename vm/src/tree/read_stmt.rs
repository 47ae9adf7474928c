//! Reading statements, patterns and type parameters.

use taipan_objects::{PyResult, Value};
use taipan_syntax::ast::*;

use super::read::Reader;

impl Reader<'_> {
    pub(super) fn stmt(&mut self, object: &Value) -> PyResult<Stmt> {
        if object.is_none() {
            return Err(self.vm.value_error("None disallowed in statement list"));
        }
        self.deeper("stmt")?;
        let range = self.range(object, "stmt")?;
        let name = self.sum(object, "stmt")?;
        let kind = self.stmt_kind(object, &name)?;
        self.shallower();
        Ok(Stmt { kind, range })
    }

    fn stmts(&mut self, object: &Value, kind: &str, field: &str) -> PyResult<Vec<Stmt>> {
        self.list(object, kind, field, Reader::stmt)
    }

    fn type_params(&mut self, object: &Value, kind: &str) -> PyResult<Vec<TypeParam>> {
        self.list(object, kind, "type_params", Reader::type_param)
    }

    fn stmt_kind(&mut self, o: &Value, k: &str) -> PyResult<StmtKind> {
        Ok(match k {
            "FunctionDef" => StmtKind::FunctionDef(Box::new(self.function(o, k)?)),
            "AsyncFunctionDef" => StmtKind::AsyncFunctionDef(Box::new(self.function(o, k)?)),
            "ClassDef" => StmtKind::ClassDef(Box::new(ClassDef {
                name: self.name_field(o, k, "name")?,
                bases: self.exprs(o, k, "bases")?,
                keywords: self.list(o, k, "keywords", Reader::keyword)?,
                body: self.stmts(o, k, "body")?,
                decorator_list: self.exprs(o, k, "decorator_list")?,
                type_params: self.type_params(o, k)?,
            })),
            "Return" => StmtKind::Return { value: self.optional_expr(o, "value")? },
            "Delete" => StmtKind::Delete { targets: self.exprs(o, k, "targets")? },
            "Assign" => {
                let targets = self.exprs(o, k, "targets")?;
                let value = self.expr_field(o, k, "value")?;
                self.type_comment(o)?;
                StmtKind::Assign { targets, value }
            }
            "TypeAlias" => StmtKind::TypeAlias {
                name: self.expr_field(o, k, "name")?,
                type_params: self.type_params(o, k)?,
                value: self.expr_field(o, k, "value")?,
            },
            "AugAssign" => StmtKind::AugAssign {
                target: self.expr_field(o, k, "target")?,
                op: self.operator_field(o, k)?,
                value: self.expr_field(o, k, "value")?,
            },
            "AnnAssign" => StmtKind::AnnAssign {
                target: self.expr_field(o, k, "target")?,
                annotation: self.expr_field(o, k, "annotation")?,
                value: self.optional_expr(o, "value")?,
                simple: self.int_field(o, k, "simple")? != 0,
            },
            "For" | "AsyncFor" => {
                let (target, iter) = (self.expr_field(o, k, "target")?, self.expr_field(o, k, "iter")?);
                let (body, orelse) = (self.stmts(o, k, "body")?, self.stmts(o, k, "orelse")?);
                self.type_comment(o)?;
                match k {
                    "For" => StmtKind::For { target, iter, body, orelse },
                    _ => StmtKind::AsyncFor { target, iter, body, orelse },
                }
            }
            "While" => StmtKind::While {
                test: self.expr_field(o, k, "test")?,
                body: self.stmts(o, k, "body")?,
                orelse: self.stmts(o, k, "orelse")?,
            },
            "If" => StmtKind::If {
                test: self.expr_field(o, k, "test")?,
                body: self.stmts(o, k, "body")?,
                orelse: self.stmts(o, k, "orelse")?,
            },
            "With" | "AsyncWith" => {
                let items = self.list(o, k, "items", Reader::with_item)?;
                let body = self.stmts(o, k, "body")?;
                self.type_comment(o)?;
                if k == "With" { StmtKind::With { items, body } } else { StmtKind::AsyncWith { items, body } }
            }
            "Match" => StmtKind::Match {
                subject: self.expr_field(o, k, "subject")?,
                cases: self.list(o, k, "cases", Reader::match_case)?,
            },
            "Raise" => {
                StmtKind::Raise { exc: self.optional_expr(o, "exc")?, cause: self.optional_expr(o, "cause")? }
            }
            "Try" => StmtKind::Try(Box::new(self.try_(o, k)?)),
            "TryStar" => StmtKind::TryStar(Box::new(self.try_(o, k)?)),
            "Assert" => {
                StmtKind::Assert { test: self.expr_field(o, k, "test")?, msg: self.optional_expr(o, "msg")? }
            }
            "Import" => StmtKind::Import { names: self.list(o, k, "names", Reader::alias)? },
            "ImportFrom" => {
                let module = self.optional_name(o, "module")?;
                let names = self.list(o, k, "names", Reader::alias)?;
                let level = match self.given(o, "level")? {
                    Some(level) => self.int(&level)?,
                    None => 0,
                };
                let Ok(level) = u32::try_from(level) else {
                    return Err(self.vm.value_error("Negative ImportFrom level"));
                };
                StmtKind::ImportFrom { module, names, level }
            }
            "Global" => StmtKind::Global { names: self.list(o, k, "names", Reader::name)? },
            "Nonlocal" => StmtKind::Nonlocal { names: self.list(o, k, "names", Reader::name)? },
            "Expr" => StmtKind::Expr { value: self.expr_field(o, k, "value")? },
            "Pass" => StmtKind::Pass,
            "Break" => StmtKind::Break,
            "Continue" => StmtKind::Continue,
            _ => return Err(self.unexpected(o, "stmt")),
        })
    }

    fn function(&mut self, o: &Value, k: &str) -> PyResult<FunctionDef> {
        let name = self.name_field(o, k, "name")?;
        let args = self.required(o, k, "args")?;
        let args = self.arguments(&args)?;
        let body = self.stmts(o, k, "body")?;
        let decorator_list = self.exprs(o, k, "decorator_list")?;
        let returns = self.optional_expr(o, "returns")?.map(|returns| *returns);
        self.type_comment(o)?;
        let type_params = self.type_params(o, k)?;
        Ok(FunctionDef { name, args, body, decorator_list, returns, type_params })
    }

    fn try_(&mut self, o: &Value, k: &str) -> PyResult<Try> {
        Ok(Try {
            body: self.stmts(o, k, "body")?,
            handlers: self.list(o, k, "handlers", Reader::handler)?,
            orelse: self.stmts(o, k, "orelse")?,
            finalbody: self.stmts(o, k, "finalbody")?,
        })
    }

    fn handler(&mut self, object: &Value) -> PyResult<ExceptHandler> {
        let range = self.range(object, "excepthandler")?;
        let name = self.sum(object, "excepthandler")?;
        Ok(ExceptHandler {
            type_: self.optional_expr(object, "type")?,
            name: self.optional_name(object, "name")?,
            body: self.stmts(object, &name, "body")?,
            range,
        })
    }

    fn with_item(&mut self, object: &Value) -> PyResult<WithItem> {
        let context_expr = *self.expr_field(object, "withitem", "context_expr")?;
        let optional_vars = self.optional_expr(object, "optional_vars")?.map(|target| *target);
        Ok(WithItem { context_expr, optional_vars })
    }

    fn alias(&mut self, object: &Value) -> PyResult<Alias> {
        let name = self.name_field(object, "alias", "name")?;
        let asname = self.optional_name(object, "asname")?;
        Ok(Alias { name, asname, range: self.range(object, "alias")? })
    }

    fn match_case(&mut self, object: &Value) -> PyResult<MatchCase> {
        let pattern = self.some(object, "match_case", "pattern")?;
        Ok(MatchCase {
            pattern: self.pattern(&pattern)?,
            guard: self.optional_expr(object, "guard")?,
            body: self.stmts(object, "match_case", "body")?,
        })
    }

    fn pattern(&mut self, object: &Value) -> PyResult<Pattern> {
        self.deeper("pattern")?;
        let range = self.range(object, "pattern")?;
        let name = self.sum(object, "pattern")?;
        let kind = self.pattern_kind(object, &name)?;
        self.shallower();
        Ok(Pattern { kind, range })
    }

    fn patterns(&mut self, object: &Value, kind: &str, field: &str) -> PyResult<Vec<Pattern>> {
        self.list(object, kind, field, Reader::pattern)
    }

    fn pattern_kind(&mut self, o: &Value, k: &str) -> PyResult<PatternKind> {
        Ok(match k {
            "MatchValue" => PatternKind::MatchValue { value: self.expr_field(o, k, "value")? },
            "MatchSingleton" => {
                let value = self.required(o, k, "value")?;
                PatternKind::MatchSingleton { value: self.constant(&value)? }
            }
            "MatchSequence" => PatternKind::MatchSequence { patterns: self.patterns(o, k, "patterns")? },
            "MatchMapping" => PatternKind::MatchMapping {
                keys: self.exprs(o, k, "keys")?,
                patterns: self.patterns(o, k, "patterns")?,
                rest: self.optional_name(o, "rest")?,
            },
            "MatchClass" => PatternKind::MatchClass {
                cls: self.expr_field(o, k, "cls")?,
                patterns: self.patterns(o, k, "patterns")?,
                kwd_attrs: self.list(o, k, "kwd_attrs", Reader::name)?,
                kwd_patterns: self.patterns(o, k, "kwd_patterns")?,
            },
            "MatchStar" => PatternKind::MatchStar { name: self.optional_name(o, "name")? },
            "MatchAs" => {
                let pattern = match self.given(o, "pattern")? {
                    Some(pattern) => Some(Box::new(self.pattern(&pattern)?)),
                    None => None,
                };
                PatternKind::MatchAs { pattern, name: self.optional_name(o, "name")? }
            }
            "MatchOr" => PatternKind::MatchOr { patterns: self.patterns(o, k, "patterns")? },
            _ => return Err(self.unexpected(o, "pattern")),
        })
    }

    fn type_param(&mut self, object: &Value) -> PyResult<TypeParam> {
        let range = self.range(object, "type_param")?;
        let k = &*self.sum(object, "type_param")?;
        let name = self.name_field(object, k, "name")?;
        let bound = if k == "TypeVar" { self.optional_expr(object, "bound")? } else { None };
        let default_value = self.optional_expr(object, "default_value")?;
        let kind = match k {
            "TypeVar" => TypeParamKind::TypeVar { name, bound, default_value },
            "ParamSpec" => TypeParamKind::ParamSpec { name, default_value },
            _ => TypeParamKind::TypeVarTuple { name, default_value },
        };
        Ok(TypeParam { kind, range })
    }
}
