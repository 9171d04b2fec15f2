//! Makes a finished module small: numbers in their shortest form (a linker leaves room in them), no debugging names, and short
//! names for what the program imports from its script, whose sixteen random digits each no compression can take away.

use std::collections::BTreeMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{CustomSectionReader, ImportSectionReader, Parser};

/// The longer names and what stands for them.
pub type Names = BTreeMap<String, String>;

/// Digits of the hash that wasm-bindgen ends names with.
const HASH: usize = 16;

/// The module in its small form. Renamed imports are added to `names`.
pub fn module(bytes: &[u8], names: &mut Names) -> crate::Outcome<Vec<u8>> {
    let mut small = Module::new();
    Small { names }.parse_core_module(&mut small, Parser::new(0), bytes)?;
    Ok(small.finish())
}

/// The script with the names that the module now asks for.
pub fn script(text: &str, names: &Names) -> String {
    let mut short = String::with_capacity(text.len());
    for word in text.split_inclusive(|letter: char| !is_name(letter)) {
        let name = word.trim_end_matches(|letter| !is_name(letter));
        match names.get(name) {
            Some(other) => {
                short.push_str(other);
                short.push_str(&word[name.len()..]);
            }
            None => short.push_str(word),
        }
    }
    short
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '$'
}

struct Small<'a> {
    names: &'a mut Names,
}

impl Small<'_> {
    fn short(&mut self, name: &str) -> String {
        let hash = name.rsplit('_').next().unwrap_or_default();
        let hashed = hash.len() == HASH && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
        if !hashed {
            return name.to_owned();
        }
        let next = format!("i{}", self.names.len());
        self.names.entry(name.to_owned()).or_insert(next).clone()
    }
}

impl Reencode for Small<'_> {
    type Error = Infallible;

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        Ok(())
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let name = self.short(import.name);
            imports.import(import.module, &name, self.entity_type(import.ty)?);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, EntityType, TypeSection};
    use wasmparser::{Payload, Validator};

    fn sample() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import(
            "./x.js",
            "__wbg_log_0123456789abcdef",
            EntityType::Function(0),
        );
        imports.import("./x.js", "plain", EntityType::Function(0));
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&CustomSection {
                name: "name".into(),
                data: (&[0_u8; 9][..]).into(),
            });
        module.finish()
    }

    #[test]
    fn names_are_shortened_in_module_and_script_alike_and_debugging_names_left_out() {
        let mut names = Names::new();
        let small = module(&sample(), &mut names).expect("a module");
        Validator::new()
            .validate_all(&small)
            .expect("still a module");
        let mut asked = Vec::new();
        for payload in Parser::new(0).parse_all(&small) {
            match payload.expect("a section") {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        asked.push(import.expect("an import").name.to_owned());
                    }
                }
                Payload::CustomSection(_) => panic!("a custom section stayed"),
                _ => {}
            }
        }
        assert_eq!(asked, ["i0", "plain"]);
        let text = "const a = { __wbg_log_0123456789abcdef: function() { __wbg_log_0(); } };\n";
        assert_eq!(
            script(text, &names),
            "const a = { i0: function() { __wbg_log_0(); } };\n"
        );
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(module(b"\0asm\x01\0\0\0\x01", &mut Names::new()).is_err());
    }
}
