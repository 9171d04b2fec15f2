//! The program's script without what only a reader needs: wasm-bindgen writes comments and indentation, and trunk cannot take them out.

/// Without the comments that stand in lines of their own, and without indentation. A script in which a text runs over several lines
/// stays as it is.
pub fn lean(script: &str) -> String {
    let runs_on = |line: &str| !line.matches('`').count().is_multiple_of(2);
    if script.lines().any(runs_on) {
        return script.to_owned();
    }
    let mut kept = String::with_capacity(script.len());
    let mut is_comment = false;
    for line in script.lines().map(str::trim) {
        is_comment |= line.starts_with("/*");
        if is_comment {
            is_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let script = "/**\n * @param {number} one\n */\nfunction f(one) {\n    // why\n    return one /* two */ + \"//\";\n}\n\n/* short */\nf(1);\n";
        assert_eq!(
            lean(script),
            "function f(one) {\nreturn one /* two */ + \"//\";\n}\nf(1);\n"
        );
    }

    #[test]
    fn a_text_over_several_lines_is_not_touched() {
        let script = "/** why */\nconst text = `one\n    two`;\n";
        assert_eq!(lean(script), script);
    }

    #[test]
    fn a_text_in_one_line_is_none_of_these() {
        assert_eq!(lean("  throw `no ${name}`;"), "throw `no ${name}`;\n");
    }
}
