//! Writes a file anew with a switch at each of its sites, and remembers which text belongs to which mutant.

use std::ops::Range;

use crate::sites::{Change, Number, Site};

/// A source file in which every mutant waits for its switch.
#[derive(Debug, Default)]
pub struct Woven {
    /// The new source.
    pub text: String,
    /// What a mutant put in, by bytes of `text`.
    pub own: Vec<(Range<usize>, Number)>,
    /// The whole sites, by bytes of `text`, with all their mutants.
    pub around: Vec<(Range<usize>, Vec<Number>)>,
}

/// `sites` are in the order of [`crate::sites::find`].
pub fn weave(source: &str, sites: &[Site]) -> Woven {
    let mut woven = Woven::default();
    woven.run(source, 0..source.len(), &mut sites.iter().peekable());
    woven
}

type Sites<'a> = std::iter::Peekable<std::slice::Iter<'a, Site>>;

impl Woven {
    /// The source of `bytes`, with the sites in it switched.
    fn run(&mut self, source: &str, bytes: Range<usize>, sites: &mut Sites) {
        let mut at = bytes.start;
        while let Some(site) =
            sites.next_if(|site| site.bytes.end <= bytes.end && site.bytes.start >= at)
        {
            self.text += &source[at..site.bytes.start];
            at = site.bytes.end;
            self.site(source, site, sites);
        }
        self.text += &source[at..bytes.end];
    }

    fn site(&mut self, source: &str, site: &Site, sites: &mut Sites) {
        let start = self.text.len();
        let numbers = match &site.change {
            Change::Operator {
                left,
                right,
                others,
            } => {
                self.text.push('(');
                for (number, operator) in others {
                    // Within a mutant nothing else is switched: one is on at a time.
                    let (left, right) = (&source[left.clone()], &source[right.clone()]);
                    let left = if operator.ends_with('=') && assigns(operator) {
                        left.to_owned()
                    } else {
                        format!("({left})")
                    };
                    self.branch(*number, &format!("{left} {operator} ({right})"));
                }
                self.otherwise(source, site, sites);
                others.iter().map(|(number, _)| *number).collect()
            }
            Change::Sign { operand, without } => {
                self.text.push('(');
                self.branch(*without, &source[operand.clone()]);
                self.otherwise(source, site, sites);
                vec![*without]
            }
            Change::Arm {
                guarded,
                gone,
                guards,
            } => {
                self.arm(source, site, (*guarded, *gone, guards), sites);
                guards
                    .iter()
                    .map(|(number, _)| *number)
                    .chain(*gone)
                    .collect()
            }
            Change::Field {
                name,
                alone,
                rest,
                gone,
            } => {
                if *alone {
                    self.text += &format!("{name}: ");
                }
                self.text.push('(');
                self.branch(*gone, &format!("({}).{name}", &source[rest.clone()]));
                self.otherwise(source, site, sites);
                vec![*gone]
            }
            Change::Constness => return,
            Change::Body { returns } => {
                for (number, value) in returns {
                    self.text += &format!("if {} {{ return ", switch(*number));
                    self.put(*number, value);
                    self.text += "; }\n";
                }
                returns.iter().map(|(number, _)| *number).collect()
            }
        };
        self.around.push((start..self.text.len(), numbers));
    }

    fn branch(&mut self, number: Number, instead: &str) {
        self.text += &format!("if {} {{ ", switch(number));
        self.put(number, instead);
        self.text += " } else ";
    }

    fn otherwise(&mut self, source: &str, site: &Site, sites: &mut Sites) {
        self.text += "{ ";
        self.run(source, site.bytes.clone(), sites);
        self.text += " })";
    }

    /// `gone` closes the arm, `true` opens it, `false` closes it.
    fn arm(
        &mut self,
        source: &str,
        site: &Site,
        (guarded, gone, guards): (bool, Option<Number>, &[(Number, String)]),
        sites: &mut Sites,
    ) {
        self.text += if guarded { "(" } else { " if " };
        if let Some(number) = gone {
            self.put(number, &format!("!{}", switch(number)));
            self.text += if guarded { " && " } else { "" };
        }
        if guarded {
            self.text.push('(');
            let mut guards = guards.to_vec();
            guards.sort_by_key(|(_, value)| value != "true");
            for (number, value) in &guards {
                let (sign, joined) = if value == "true" {
                    ("", " || ")
                } else {
                    ("!", " && ")
                };
                self.put(*number, &format!("{sign}{}", switch(*number)));
                self.text += joined;
            }
            self.text.push('(');
            self.run(source, site.bytes.clone(), sites);
            self.text += ")))";
        }
    }

    fn put(&mut self, number: Number, text: &str) {
        let start = self.text.len();
        self.text += text;
        self.own.push((start..self.text.len(), number));
    }
}

fn assigns(operator: &str) -> bool {
    !matches!(operator, "==" | "!=" | "<=" | ">=")
}

fn switch(number: Number) -> String {
    format!("crate::switch::on({number})")
}

#[cfg(test)]
mod tests;
