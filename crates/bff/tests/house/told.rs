//! What a reply to a save tells.
use adisyon_wire::save::SaveReply;

/// The problems of a reply, each as its place and code.
pub fn problems(reply: &SaveReply) -> Vec<String> {
    let problems = reply.problems.iter().map(|problem| {
        let problem = adisyon_bill::Problem::try_from(problem.clone()).unwrap();
        let place = match &problem.place {
            adisyon_bill::Place::Line(key) => format!("line {}", key.as_str()),
            adisyon_bill::Place::Payment(key) => format!("payment {}", key.as_str()),
            other => format!("{other:?}").to_lowercase(),
        };
        format!("{place}: {}", problem.trouble.code())
    });
    problems.collect()
}
