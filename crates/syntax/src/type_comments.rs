//! Comments that say types: `# type: ignore[…]` is told with its line; of the others it is known only that there are some.

use crate::tokenizer::{Line, Tokenizer};

/// The kind of comments in the tokenizer.
const COMMENT: u32 = 65;

/// The lines and tags of `# type: ignore`; None when the source has another type comment.
pub fn type_ignores(source: &str) -> Option<Vec<(u32, String)>> {
    let mut lines = source.split_inclusive('\n');
    let mut next = || lines.next().map_or(Line::End, |line| Line::Text(line.to_owned()));
    let mut tokenizer = Tokenizer::new(true);
    let mut found = Vec::new();
    // An error is none here: the parser has accepted the source.
    while let Ok(Some(token)) = tokenizer.next(&mut next) {
        if token.kind != COMMENT {
            continue;
        }
        let Some(text) = type_comment(&token.text) else { continue };
        let tag = text.strip_prefix("ignore");
        match tag.filter(|tag| !tag.starts_with(|c: char| !c.is_ascii() || c.is_ascii_alphanumeric())) {
            Some(tag) => found.push((token.start.0 as u32, tag.to_owned())),
            None => return None,
        }
    }
    Some(found)
}

/// What stands after `# type: `.
fn type_comment(comment: &str) -> Option<&str> {
    let blanks = [' ', '\t'];
    let rest = comment.strip_prefix('#')?.trim_start_matches(blanks).strip_prefix("type:")?;
    Some(rest.trim_start_matches(blanks))
}

#[cfg(test)]
mod tests {
    use super::type_ignores;

    #[test]
    fn ignores_and_others() {
        let ignores = type_ignores("x = 1 # type: ignore\n#type:ignore[a]\n'# type: int'\n");
        assert_eq!(ignores, Some(vec![(1, String::new()), (2, "[a]".to_owned())]));
        assert_eq!(type_ignores("x = 1 # type: ignored\n"), None);
        assert_eq!(type_ignores("x = 1 # type: int\n"), None);
        assert_eq!(type_ignores("x = 1 # types\n"), Some(vec![]));
    }
}
