//! The kinds of tokens, and the spellings of those that have only one.
//!
//! Soft keywords (`match`, `case`, `type`, `_`) are names here, as in CPython's tokenizer.

macro_rules! kinds {
    ($($class:ident { $($name:ident $text:literal),* $(,)? })*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub(crate) enum Kind {
            EndMarker,
            Name,
            Number,
            String,
            Newline,
            Indent,
            Dedent,
            FStringStart,
            FStringMiddle,
            FStringEnd,
            TStringStart,
            TStringMiddle,
            TStringEnd,
            /// A character that begins no token, such as `?` or `$`.
            Stray,
            /// The tokenizer found an error here; the last token there is.
            Error,
            $($($name,)*)*
        }

        $(const $class: &[(&str, Kind)] = &[$(($text, Kind::$name)),*];)*
    };
}

kinds! {
    KEYWORDS {
        False "False", None "None", True "True", And "and", As "as", Assert "assert", Async "async", Await "await",
        Break "break", Class "class", Continue "continue", Def "def", Del "del", Elif "elif", Else "else",
        Except "except", Finally "finally", For "for", From "from", Global "global", If "if", Import "import",
        In "in", Is "is", Lambda "lambda", Nonlocal "nonlocal", Not "not", Or "or", Pass "pass", Raise "raise",
        Return "return", Try "try", While "while", With "with", Yield "yield",
    }
    OPERATORS {
        // The longest spelling of each first letter comes first.
        Ellipsis "...", Dot ".", LeftParen "(", RightParen ")", LeftBracket "[", RightBracket "]", LeftBrace "{",
        RightBrace "}", ColonEqual ":=", Colon ":", Comma ",", Semicolon ";", PlusEqual "+=", Plus "+",
        Arrow "->", MinusEqual "-=", Minus "-", DoubleStarEqual "**=", DoubleStar "**", StarEqual "*=", Star "*",
        DoubleSlashEqual "//=", DoubleSlash "//", SlashEqual "/=", Slash "/", PercentEqual "%=", Percent "%",
        AtEqual "@=", At "@", AmpersandEqual "&=", Ampersand "&", BarEqual "|=", Bar "|", CaretEqual "^=",
        Caret "^", Tilde "~", LeftShiftEqual "<<=", LeftShift "<<", LessEqual "<=", Less "<",
        RightShiftEqual ">>=", RightShift ">>", GreaterEqual ">=", Greater ">", EqualEqual "==", Equal "=",
        NotEqual "!=", Exclamation "!",
    }
}

impl Kind {
    /// The keyword that is spelt like this.
    pub(crate) fn keyword(text: &str) -> Option<Kind> {
        // No keyword is longer than `continue`, `finally` and `nonlocal`.
        if text.len() < 2 || text.len() > 8 {
            return None;
        }
        KEYWORDS.iter().find(|(spelling, _)| *spelling == text).map(|&(_, kind)| kind)
    }

    /// The operator that `text` begins with, and its length.
    pub(crate) fn operator(text: &[u8]) -> Option<(Kind, usize)> {
        let found = OPERATORS.iter().find(|(spelling, _)| {
            let spelling = spelling.as_bytes();
            text.first() == spelling.first() && text.starts_with(spelling)
        });
        found.map(|&(spelling, kind)| (kind, spelling.len()))
    }
}
