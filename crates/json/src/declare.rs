//! Declarations that say in a line which JSON form a struct or an enum has.

/// Declares the form of a struct: the fields that must be there, those that `may` be left out when they are nothing, and those that
/// are left out at a value of their own.
#[macro_export]
macro_rules! form {
    ($name:ident { $($must:ident),* $(,)? } $(may { $($may:ident),+ $(,)? })? $(or { $($or:ident: $default:expr),+ })?) => {
        impl $crate::Form for $name {
            fn read(json: $crate::Json) -> Option<$name> {
                let mut fields = $crate::Fields::of(json)?;
                Some($name {
                    $($must: fields.must(stringify!($must))?,)*
                    $($($may: fields.may(stringify!($may))?,)+)?
                    $($($or: fields.or(stringify!($or), $default)?,)+)?
                })
            }

            fn write(&self, text: &mut $crate::Text) {
                text.open('{');
                $(text.field(stringify!($must), &self.$must);)*
                $($(text.maybe(stringify!($may), &self.$may);)+)?
                $($(if self.$or != $default {
                    text.field(stringify!($or), &self.$or);
                })+)?
                text.close('}');
            }
        }
    };
}

/// Declares the form of an enum that is tagged from outside with its variants' names in snake case: `Gone`, `Packet(id)`,
/// `Note(line, text)`.
#[macro_export]
macro_rules! tagged {
    ($name:ident { $($variant:ident $(($($part:ident),+))?),+ $(,)? }) => {
        impl $crate::Form for $name {
            fn read(json: $crate::Json) -> Option<$name> {
                let (name, content) = $crate::untagged(json)?;
                $(if $crate::is_snake(&name, stringify!($variant)) {
                    $(let ($($part),+) = $crate::Form::read(content)?;)?
                    return Some($name::$variant $(($($part),+))?);
                })+
                None
            }

            fn write(&self, text: &mut $crate::Text) {
                match self {
                    $($name::$variant $(($($part),+))? => {
                        $crate::tagged!(@write text $variant $($($part)+)?);
                    })+
                }
            }
        }
    };
    (@write $text:ident $variant:ident) => { $text.tag(stringify!($variant), true) };
    (@write $text:ident $variant:ident $part:ident) => {
        $text.tag(stringify!($variant), false);
        $crate::Form::write($part, $text);
        $text.close('}');
    };
    (@write $text:ident $variant:ident $first:ident $second:ident) => {
        $text.tag(stringify!($variant), false);
        $text.open('[');
        $crate::Form::write($first, $text);
        $crate::Form::write($second, $text);
        $text.close(']');
        $text.close('}');
    };
}
