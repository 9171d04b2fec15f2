//! Enums without content, whose JSON is the model's name of the variant in snake case.

/// Declares the JSON twin of a model's enum, with the way there and back. A variant more in the model does not compile here.
macro_rules! mirror {
    ($(#[$doc:meta])* $json:ident, $model:path { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $json { $($variant),+ }

        adisyon_json::tagged!($json { $($variant),+ });

        impl From<$model> for $json {
            fn from(model: $model) -> $json {
                use $model as Model;
                match model { $(Model::$variant => $json::$variant),+ }
            }
        }

        impl From<$json> for $model {
            fn from(json: $json) -> $model {
                use $model as Model;
                match json { $($json::$variant => Model::$variant),+ }
            }
        }
    };
}

pub(crate) use mirror;
