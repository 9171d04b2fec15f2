//! Metadata of a line or payment: only our own items are kept, because only they may be sent back. C:G.4, C:G.5.
use adisyon_bill::line::OwnItem;
use serde_json::Value;

/// Our items. `by` is our plugin id, perhaps with a `plugin:` prefix (C:G.2 rung 2).
pub fn own(object: &Value, plugin_id: &str) -> Vec<OwnItem> {
    let Some(Value::Array(items)) = object.get("metadata") else {
        return Vec::new();
    };
    items
        .iter()
        .filter(|item| is_ours(item, plugin_id))
        .filter_map(|item| {
            let value = item.get("value")?;
            let scalar = matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_));
            Some(OwnItem {
                key: item.get("key")?.as_str()?.to_owned(),
                value: scalar.then(|| value.to_string())?,
            })
        })
        .collect()
}

fn is_ours(item: &Value, plugin_id: &str) -> bool {
    let by = item.get("by").and_then(Value::as_str).unwrap_or("");
    !plugin_id.is_empty() && by.strip_prefix("plugin:").unwrap_or(by) == plugin_id
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_our_own_items_are_kept() {
        let line = json!({ "metadata": [
            { "key": "adisyon-pid", "value": "mc-0042", "by": "5d0e" },
            { "key": "n", "value": 1.50, "by": "plugin:5d0e" },
            { "key": "b", "value": true, "by": "5d0e" },
            { "key": "adisyon-pid", "value": "forged", "by": "other" },
            { "key": "adisyon-pid", "value": "unsigned" },
            { "key": "nested", "value": {}, "by": "5d0e" },
            null ] });
        let kept: Vec<_> = own(&line, "5d0e")
            .into_iter()
            .map(|item| format!("{}={}", item.key, item.value))
            .collect();
        assert_eq!(kept, ["adisyon-pid=\"mc-0042\"", "n=1.5", "b=true"]);
    }

    #[test]
    fn null_absent_and_map_forms_hold_nothing_of_ours() {
        for line in [
            json!({}),
            json!({ "metadata": null }),
            json!({ "metadata": { "adisyon-pid": "x" } }),
        ] {
            assert!(own(&line, "5d0e").is_empty(), "{line}");
        }
    }
}
