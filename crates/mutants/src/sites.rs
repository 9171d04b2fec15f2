//! Where in a source file mutants apply, found in its syntax tree.

use std::collections::HashMap;
use std::ops::Range;

use proc_macro2::LineColumn;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::list::{Genre, Mutant, Place};

/// A mutant's place in the list.
pub type Number = usize;

/// An expression, arm or body with the mutants that change it.
#[derive(Debug)]
pub struct Site {
    /// The bytes that are rewritten; empty where something is only put in.
    pub bytes: Range<usize>,
    /// What is rewritten, and by whom.
    pub change: Change,
}

/// How a site changes. Each mutant of a site is on for itself.
#[derive(Debug)]
pub enum Change {
    /// `left op right` with other operators.
    Operator {
        left: Range<usize>,
        right: Range<usize>,
        others: Vec<(Number, String)>,
    },
    /// `!operand` or `-operand` without its sign.
    Sign {
        operand: Range<usize>,
        without: Number,
    },
    /// The arm's guard; its own range where there is one.
    Arm {
        guarded: bool,
        gone: Option<Number>,
        guards: Vec<(Number, String)>,
    },
    /// The first thing a body does is to return something else.
    Body { returns: Vec<(Number, String)> },
    /// A field takes its value from what stands after `..`.
    Field {
        name: String,
        /// It stands there without a value of its own.
        alone: bool,
        rest: Range<usize>,
        gone: Number,
    },
    /// A `const` before `fn` that goes, so that the function can ask for its switch.
    Constness,
}

/// The sites of one file.
#[derive(Debug, Default)]
pub struct Sites {
    /// What can be switched, in the order in which it is woven. A mutant that is in none of the two lists has to be built alone.
    pub sites: Vec<Site>,
    /// `||` beside a name that is bound: no program.
    pub hopeless: Vec<Number>,
}

/// Finds the sites of one file.
pub fn find<'a>(
    source: &str,
    mutants: impl Iterator<Item = (Number, &'a Mutant)>,
) -> Result<Sites, syn::Error> {
    let mut finder = Finder {
        wanted: HashMap::new(),
        constant: 0,
        found: Sites::default(),
    };
    for (number, mutant) in mutants {
        let at = (genre_key(mutant.genre), mutant.span.start);
        let change = (number, mutant.replacement.clone());
        finder.wanted.entry(at).or_default().push(change);
    }
    finder.visit_file(&syn::parse_file(source)?);
    // A body's first word goes before the expression that stands first in it, and what is outside before what is within.
    finder.found.sites.sort_by_key(|site| {
        let bytes = &site.bytes;
        (bytes.start, !bytes.is_empty(), usize::MAX - bytes.end)
    });
    Ok(finder.found)
}

/// Several genres may start at one place: a guard with a `!`.
fn genre_key(genre: Genre) -> u8 {
    genre as u8
}

struct Finder {
    wanted: HashMap<(u8, Place), Vec<(Number, String)>>,
    /// How many constants are open: a switch is read while the program runs, so it cannot stand in one.
    constant: usize,
    found: Sites,
}

impl Finder {
    fn of(&mut self, genre: Genre, start: LineColumn) -> Vec<(Number, String)> {
        if self.constant > 0 {
            return Vec::new();
        }
        let place = Place {
            line: start.line,
            column: start.column + 1,
        };
        self.wanted
            .remove(&(genre_key(genre), place))
            .unwrap_or_default()
    }

    fn body(&mut self, block: &syn::Block) {
        let Some(first) = block.stmts.first().map(|statement| statement.span()) else {
            return;
        };
        let returns = self.of(Genre::FnValue, first.start());
        if !returns.is_empty() {
            let start = first.byte_range().start;
            self.found.sites.push(Site {
                bytes: start..start,
                change: Change::Body { returns },
            });
        }
    }

    fn within_constant(&mut self, visit: impl FnOnce(&mut Finder)) {
        self.constant += 1;
        visit(self);
        self.constant -= 1;
    }

    fn function(
        &mut self,
        signature: &syn::Signature,
        block: &syn::Block,
        visit: impl FnOnce(&mut Finder),
    ) {
        // The values returned would be of different types.
        let opaque = matches!(&signature.output, syn::ReturnType::Type(_, kind) if matches!(**kind, syn::Type::ImplTrait(_)));
        if let Some(word) = &signature.constness {
            self.found.sites.push(Site {
                bytes: word.span().byte_range(),
                change: Change::Constness,
            });
        }
        if !opaque {
            self.body(block);
        }
        visit(self);
    }
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block, |finder| {
            visit::visit_item_fn(finder, item)
        });
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block, |finder| {
            visit::visit_impl_item_fn(finder, item)
        });
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.within_constant(|finder| visit::visit_item_const(finder, item));
    }

    fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
        self.within_constant(|finder| visit::visit_impl_item_const(finder, item));
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.within_constant(|finder| visit::visit_item_static(finder, item));
    }

    fn visit_type_array(&mut self, kind: &'ast syn::TypeArray) {
        self.within_constant(|finder| visit::visit_type_array(finder, kind));
    }

    fn visit_expr_binary(&mut self, whole: &'ast syn::ExprBinary) {
        let others = self.of(Genre::BinaryOperator, whole.op.span().start());
        if binds(&whole.left) || binds(&whole.right) {
            let numbers = others.into_iter().map(|(number, _)| number);
            self.found.hopeless.extend(numbers);
        } else if !others.is_empty() {
            self.found.sites.push(Site {
                bytes: whole.span().byte_range(),
                change: Change::Operator {
                    left: whole.left.span().byte_range(),
                    right: whole.right.span().byte_range(),
                    others,
                },
            });
        }
        visit::visit_expr_binary(self, whole);
    }

    fn visit_expr_unary(&mut self, whole: &'ast syn::ExprUnary) {
        for (without, _) in self.of(Genre::UnaryOperator, whole.op.span().start()) {
            self.found.sites.push(Site {
                bytes: whole.span().byte_range(),
                change: Change::Sign {
                    operand: whole.expr.span().byte_range(),
                    without,
                },
            });
        }
        visit::visit_expr_unary(self, whole);
    }

    fn visit_expr_struct(&mut self, whole: &'ast syn::ExprStruct) {
        for field in &whole.fields {
            let gone = self.of(Genre::StructField, field.span().start());
            if let (Some((gone, _)), Some(rest), syn::Member::Named(name)) =
                (gone.first(), &whole.rest, &field.member)
            {
                // `name: value` or `name` alone.
                let alone = field.colon_token.is_none();
                let value = if alone {
                    field.span()
                } else {
                    field.expr.span()
                };
                self.found.sites.push(Site {
                    bytes: value.byte_range(),
                    change: Change::Field {
                        name: name.to_string(),
                        alone,
                        rest: rest.span().byte_range(),
                        gone: *gone,
                    },
                });
            }
        }
        visit::visit_expr_struct(self, whole);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let gone = self
            .of(Genre::MatchArm, arm.span().start())
            .first()
            .map(|(number, _)| *number);
        let guard = arm.guard.as_ref().map(|(_, guard)| guard.span());
        let guards = guard.map_or(Vec::new(), |guard| {
            self.of(Genre::MatchArmGuard, guard.start())
        });
        if gone.is_some() || !guards.is_empty() {
            let end = arm.pat.span().byte_range().end;
            self.found.sites.push(Site {
                bytes: guard.map_or(end..end, |guard| guard.byte_range()),
                change: Change::Arm {
                    guarded: guard.is_some(),
                    gone,
                    guards,
                },
            });
        }
        visit::visit_arm(self, arm);
    }
}

/// Whether names are bound in this condition, as in `if let a = b && c`.
fn binds(condition: &syn::Expr) -> bool {
    match condition {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(pair) => binds(&pair.left) || binds(&pair.right),
        _ => false,
    }
}
