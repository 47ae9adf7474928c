//! The format specification mini-language: parsing, padding, grouping; and `format()` of `str`.
//!
//! The parser checks what does not depend on the type of the value, in CPython's order, so that the first error found
//! is the one that CPython reports. The locale is always "C": `n` groups nothing.

use crate::error::{Result, TextError};
use crate::properties::decimal_value;
use crate::text::{TextBuf, TextRef, decode_at};

/// A separator between groups of digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    #[default]
    None,
    Comma,
    Underscore,
    /// Underscores between groups of four, for bases 2, 8 and 16.
    UnderscoreFour,
}

impl Grouping {
    fn separator(self) -> u8 {
        if self == Grouping::Comma { b',' } else { b'_' }
    }

    fn size(self) -> usize {
        if self == Grouping::UnderscoreFour { 4 } else { 3 }
    }
}

/// A parsed specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatSpec {
    pub fill: u32,
    /// One of `<`, `>`, `=`, `^`.
    pub align: u8,
    /// One of `+`, `-`, space, or 0.
    pub sign: u8,
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: Option<usize>,
    pub grouping: Grouping,
    pub precision: Option<usize>,
    pub fraction_grouping: Grouping,
    /// The presentation type as a code point; the default of the type if it is not given.
    pub code: u32,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    fn eat(&mut self, wanted: u8) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// The next code point, consumed.
    fn code(&mut self) -> Option<u32> {
        let &first = self.bytes.get(self.at)?;
        let (code, len) = if first < 0x80 { (first.into(), 1) } else { decode_at(self.bytes, self.at) };
        self.at += len;
        Some(code)
    }

    /// A run of decimal digits of any script.
    fn integer(&mut self) -> Result<Option<usize>> {
        let mut value = None;
        loop {
            let before = self.at;
            let Some(digit) = self.code().and_then(decimal_value) else {
                self.at = before;
                return Ok(value);
            };
            let sum = value.unwrap_or(0usize).checked_mul(10).and_then(|sum| sum.checked_add(digit.into()));
            value = sum.filter(|&sum| sum <= isize::MAX as usize);
            if value.is_none() {
                return Err(TextError::value("Too many decimal digits in format string"));
            }
        }
    }

    fn grouping(&mut self) -> Result<Grouping> {
        let both = || Err(TextError::value("Cannot specify both ',' and '_'."));
        let comma = self.eat(b',');
        if self.eat(b'_') {
            return if comma || self.peek() == Some(b',') { both() } else { Ok(Grouping::Underscore) };
        }
        Ok(if comma { Grouping::Comma } else { Grouping::None })
    }
}

impl FormatSpec {
    /// Parses a specification for a value of type `type_name`.
    pub fn parse(text: TextRef<'_>, default_code: u8, default_align: u8, type_name: &str) -> Result<Self> {
        let mut spec = Self {
            fill: u32::from(b' '),
            align: default_align,
            sign: 0,
            no_negative_zero: false,
            alternate: false,
            width: None,
            grouping: Grouping::None,
            precision: None,
            fraction_grouping: Grouping::None,
            code: u32::from(default_code),
        };
        let is_align = |byte: Option<u8>| byte.filter(|byte| b"<>=^".contains(byte));
        let mut reader = Reader { bytes: text.bytes(), at: 0 };
        let (mut fill_given, mut align_given) = (false, false);
        let fill = reader.code();
        if let (Some(fill), Some(align)) = (fill, is_align(reader.peek())) {
            (spec.fill, spec.align) = (fill, align);
            (fill_given, align_given) = (true, true);
            reader.at += 1;
        } else {
            reader.at = 0;
            if let Some(align) = is_align(reader.peek()) {
                spec.align = align;
                align_given = true;
                reader.at = 1;
            }
        }
        if let Some(sign @ (b' ' | b'+' | b'-')) = reader.peek() {
            spec.sign = sign;
            reader.at += 1;
        }
        spec.no_negative_zero = reader.eat(b'z');
        spec.alternate = reader.eat(b'#');
        if !fill_given && reader.eat(b'0') {
            spec.fill = u32::from(b'0');
            if !align_given && default_align == b'>' {
                spec.align = b'=';
            }
        }
        spec.width = reader.integer()?;
        spec.grouping = reader.grouping()?;
        if reader.eat(b'.') {
            spec.precision = reader.integer()?;
            spec.fraction_grouping = reader.grouping()?;
            if spec.precision.is_none() && spec.fraction_grouping == Grouping::None {
                return Err(TextError::value("Format specifier missing precision"));
            }
        }
        if let Some(code) = reader.code() {
            if reader.peek().is_some() {
                return Err(TextError::value(format!(
                    "Invalid format specifier '{}' for object of type '{type_name}'",
                    text.to_string_escaped()
                )));
            }
            spec.code = code;
        }
        spec.check_grouping()?;
        Ok(spec)
    }

    fn check_grouping(&mut self) -> Result<()> {
        let code = u8::try_from(self.code).unwrap_or(b'?');
        if self.grouping != Grouping::None {
            match code {
                b'd' | b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F' | 0 => {}
                b'b' | b'o' | b'x' | b'X' if self.grouping == Grouping::Underscore => {
                    self.grouping = Grouping::UnderscoreFour;
                }
                _ => return Err(self.cannot_group(self.grouping)),
            }
        }
        if code == b'n' && self.fraction_grouping != Grouping::None {
            return Err(self.cannot_group(self.fraction_grouping));
        }
        Ok(())
    }

    fn cannot_group(&self, grouping: Grouping) -> TextError {
        let separator = char::from(grouping.separator());
        TextError::value(format!("Cannot specify '{separator}' with '{}'.", self.shown_code()))
    }

    fn shown_code(&self) -> String {
        match self.code {
            0x21..0x80 => char::from(self.code as u8).to_string(),
            code => format!("\\x{code:x}"),
        }
    }

    /// The error for a presentation type that the value's type does not have.
    pub fn unknown_code(&self, type_name: &str) -> TextError {
        TextError::value(format!(
            "Unknown format code '{}' for object of type '{type_name}'",
            self.shown_code()
        ))
    }

    /// A lower bound for the bytes of the result, for a budget to be asked first.
    pub fn least_bytes(&self) -> usize {
        self.width.unwrap_or(0).max(self.precision.unwrap_or(0))
    }

    /// Padding to the left and to the right of content with `chars` characters.
    fn padding(&self, chars: usize) -> (usize, usize) {
        let missing = self.width.unwrap_or(0).saturating_sub(chars);
        let left = match self.align {
            // A character is a number without digits: all of `=` stands before it.
            b'>' | b'=' => missing,
            b'^' => missing / 2,
            _ => 0,
        };
        (left, missing - left)
    }

    /// Writes content with padding around it.
    pub fn pad(&self, content: TextRef<'_>, out: &mut TextBuf) -> Result<()> {
        let (left, right) = self.padding(content.chars());
        out.push_repeat(self.fill, left)?;
        out.push_text(content);
        out.push_repeat(self.fill, right)
    }
}

/// A number before grouping and padding: `[sign][prefix]digits[rest]`, where the rest is fraction and exponent.
pub(crate) struct NumberParts<'a> {
    pub negative: bool,
    pub prefix: &'a [u8],
    pub digits: &'a [u8],
    pub rest: &'a [u8],
    pub fraction_grouping: Grouping,
}

impl NumberParts<'_> {
    /// Appends the number as `spec` wants it.
    pub fn write(&self, spec: &FormatSpec, out: &mut TextBuf) -> Result<()> {
        let sign: &[u8] = match (self.negative, spec.sign) {
            (true, _) => b"-",
            (false, b'+') => b"+",
            (false, b' ') => b" ",
            _ => b"",
        };
        let rest = self.grouped_rest();
        let around = sign.len() + self.prefix.len() + rest.len();
        // Zeros inside the number count as digits: they are grouped too. (Not those before "inf" and "nan".)
        let zero_padded = spec.grouping != Grouping::None
            && !self.digits.is_empty()
            && spec.fill == u32::from(b'0')
            && spec.align == b'=';
        let least = if zero_padded { spec.width.unwrap_or(0).saturating_sub(around) } else { 0 };
        let digits = grouped(self.digits, spec.grouping, least)?;
        let missing = spec.width.unwrap_or(0).saturating_sub(around + digits.len());
        let (left, inside, right) = match spec.align {
            b'>' => (missing, 0, 0),
            b'^' => (missing / 2, 0, missing - missing / 2),
            b'=' => (0, missing, 0),
            _ => (0, 0, missing),
        };
        out.try_reserve((around + digits.len()).saturating_add(missing))?;
        out.push_repeat(spec.fill, left)?;
        out.push_ascii(sign);
        out.push_ascii(self.prefix);
        out.push_repeat(spec.fill, inside)?;
        out.push_ascii(&digits);
        out.push_ascii(&rest);
        out.push_repeat(spec.fill, right)
    }

    /// The rest with its fraction grouped from the point on.
    fn grouped_rest(&self) -> std::borrow::Cow<'_, [u8]> {
        let (Grouping::Comma | Grouping::Underscore, [b'.', tail @ ..]) = (self.fraction_grouping, self.rest)
        else {
            return self.rest.into();
        };
        let digits = tail.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut out = vec![b'.'];
        for (i, group) in tail[..digits].chunks(3).enumerate() {
            if i > 0 {
                out.push(self.fraction_grouping.separator());
            }
            out.extend_from_slice(group);
        }
        out.extend_from_slice(&tail[digits..]);
        out.into()
    }
}

/// Digits in groups, with zeros before them until the whole has at least `least` characters.
fn grouped(digits: &[u8], grouping: Grouping, least: usize) -> Result<std::borrow::Cow<'_, [u8]>> {
    if grouping == Grouping::None && digits.len() >= least {
        return Ok(digits.into());
    }
    let mut out = Vec::new();
    crate::error::reserve(&mut out, (digits.len() * 2).max(least.saturating_add(1)))?;
    // Built from the right.
    let mut source = digits.iter().rev();
    let mut in_group = 0;
    while source.len() > 0 || out.len() < least {
        if grouping != Grouping::None && in_group == grouping.size() {
            out.push(grouping.separator());
            in_group = 0;
        }
        out.push(source.next().copied().unwrap_or(b'0'));
        in_group += 1;
    }
    out.reverse();
    Ok(out.into())
}

/// `format(text, spec)` of a str. `spec` is not empty.
pub fn format_str(text: TextRef<'_>, spec: TextRef<'_>, type_name: &str) -> Result<TextBuf> {
    let spec = FormatSpec::parse(spec, b's', b'<', type_name)?;
    if spec.code != u32::from(b's') {
        return Err(spec.unknown_code(type_name));
    }
    let refuse = |what: &str| Err(TextError::value(format!("{what} not allowed in string format specifier")));
    if spec.sign != 0 {
        return refuse(if spec.sign == b' ' { "Space" } else { "Sign" });
    }
    if spec.no_negative_zero {
        return refuse("Negative zero coercion (z)");
    }
    if spec.alternate {
        return refuse("Alternate form (#)");
    }
    if spec.align == b'=' {
        return refuse("'=' alignment");
    }
    let shown = text.slice(0, spec.precision.unwrap_or(usize::MAX).min(text.chars()));
    let mut out = TextBuf::new();
    spec.pad(shown, &mut out)?;
    Ok(out)
}
