//! Writes `docs/rules/` from the pages of the rules and lints: a page a rule, and an index by cause.
//! Those pages are the one home of what they say, since they are the rules' tests and `--explain` too;
//! here they only get a form that reads well on a code host.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Where rules have their pages.
const HOMES: [&str; 2] = ["crates/doctor/src/rules", "crates/velocity/src/lint"];

/// What the first digit of a code stands for.
const CAUSES: [(char, &str); 8] = [
    ('1', "Permissions"),
    ('2', "Functions"),
    ('3', "Integration type and method"),
    ('4', "Mapping"),
    ('5', "Backends and VPC links"),
    ('6', "Stage variables"),
    ('7', "Deployments, stages and logs"),
    ('8', "Authorizers, keys and limits"),
];

/// Writes the pages of the workspace at `root`; `check` compares instead, and fails where a page is
/// not what it would write.
pub(crate) fn run(root: &Path, check: bool) -> Result<()> {
    let pages = read(root)?;
    let mut files = BTreeMap::from([("README.md".to_owned(), index(&pages)?)]);
    for page in &pages {
        files.insert(format!("{}.md", page.code), page.write()?);
    }
    let folder = root.join("docs/rules");
    std::fs::create_dir_all(&folder)?;
    let mut there = BTreeSet::new();
    for entry in std::fs::read_dir(&folder)? {
        there.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    let stale = |name: &str| format!("docs/rules/{name} is out of date: run `cargo xtask docs`");
    for name in there.iter().filter(|name| !files.contains_key(*name)) {
        if check {
            return Err(stale(name).into());
        }
        std::fs::remove_file(folder.join(name))?;
    }
    for (name, text) in files {
        let path = folder.join(&name);
        if !check {
            std::fs::write(path, text)?;
        } else if std::fs::read_to_string(path).ok().as_deref() != Some(&text) {
            return Err(stale(&name).into());
        }
    }
    Ok(())
}

/// All pages, by code.
fn read(root: &Path) -> Result<Vec<Page>> {
    let mut pages: Vec<Page> = Vec::new();
    for home in HOMES {
        for entry in std::fs::read_dir(root.join(home))? {
            let path = entry?.path();
            if path.extension().is_some_and(|it| it == "md") {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let source = format!("{home}/{name}");
                let text = std::fs::read_to_string(&path)?;
                pages.push(Page::parse(&source, &text)?);
            }
        }
    }
    pages.sort_by(|one, other| one.code.cmp(&other.code));
    match pages.windows(2).find(|two| two[0].code == two[1].code) {
        Some(two) => Err(format!("{} and {} have one code", two[0].source, two[1].source).into()),
        None => Ok(pages),
    }
}

/// A table a cause.
fn index(pages: &[Page]) -> Result<String> {
    let mut out = String::from(
        "<!-- Written by `cargo xtask docs`. -->\n# Rules\n\n\
         What `gatewright doctor`, `gatewright why` and `gatewright template check` find, by cause. In a\n\
         terminal: `gatewright doctor --rules`, `gatewright doctor --explain GW101`.\n",
    );
    for (digit, cause) in CAUSES {
        let of_cause = |page: &&Page| page.code.chars().nth(2) == Some(digit);
        write!(
            out,
            "\n## {cause}\n\n| rule | name | what is wrong |\n| --- | --- | --- |\n"
        )?;
        for page in pages.iter().filter(of_cause) {
            let Page { code, name, .. } = page;
            let summary = page.summary().replace('|', "\\|");
            writeln!(out, "| [{code}]({code}.md) | {name} | {summary} |")?;
        }
    }
    Ok(out)
}

/// A rule's page.
struct Page {
    source: String,
    code: String,
    name: String,
    blocks: Vec<Block>,
}

/// A part of a page.
enum Block {
    /// `## …`
    Heading(String),
    /// Anything else outside of fences.
    Prose(String),
    /// A fenced block: its kind and its lines.
    Fence(String, String),
}

impl Page {
    fn parse(source: &str, text: &str) -> Result<Self> {
        let wrong = |what: &str| format!("{source}: {what}");
        let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
        let title = title.strip_prefix("# ").and_then(|it| it.split_once(' '));
        let (code, name) = title.ok_or_else(|| wrong("begins with `# GWnnn name`"))?;
        let is_known = |digit| CAUSES.iter().any(|(known, _)| *known == digit);
        let number = code.strip_prefix("GW").unwrap_or_default();
        if number.len() != 3 || !number.starts_with(is_known) {
            return Err(wrong("a code is GW with the number of a cause and two digits").into());
        }
        let mut blocks = Vec::new();
        let mut lines = rest.lines();
        while let Some(line) = lines.next() {
            if let Some(kind) = line.strip_prefix("```") {
                let mut inside = String::new();
                loop {
                    match lines.next().ok_or_else(|| wrong("a fence is open"))? {
                        "```" => break,
                        line => inside.extend([line, "\n"]),
                    }
                }
                blocks.push(Block::Fence(kind.to_owned(), inside));
            } else if let Some(heading) = line.strip_prefix("## ") {
                blocks.push(Block::Heading(heading.to_owned()));
            } else if line.is_empty() {
                blocks.push(Block::Prose(String::new()));
            } else if let Some(Block::Prose(prose)) = blocks.last_mut() {
                prose.extend([line, "\n"]);
            } else {
                blocks.push(Block::Prose(format!("{line}\n")));
            }
        }
        blocks.retain(|block| !matches!(block, Block::Prose(prose) if prose.is_empty()));
        Ok(Self {
            source: source.to_owned(),
            code: code.to_owned(),
            name: name.to_owned(),
            blocks,
        })
    }

    /// The first paragraph, as one line.
    fn summary(&self) -> String {
        let first = self.blocks.iter().find_map(|block| match block {
            Block::Prose(prose) => Some(prose.trim_end().replace('\n', " ")),
            _ => None,
        });
        first.unwrap_or_default()
    }

    fn write(&self) -> Result<String> {
        let Self {
            source, code, name, ..
        } = self;
        let mut out =
            format!("<!-- Written by `cargo xtask docs` from {source}. -->\n# {code} {name}\n");
        // Examples of what is fine are long and rarely read: they are folded.
        let mut is_folded = false;
        let mut example: Option<(&str, &str)> = None;
        for block in &self.blocks {
            match block {
                Block::Heading(heading) => {
                    is_folded = matches!(heading.as_str(), "Fine" | "Does not fire");
                    write!(out, "\n## {heading}\n")?;
                }
                Block::Prose(prose) => write!(out, "\n{prose}")?,
                Block::Fence(kind, text) if kind == "text" => match example {
                    Some((file, example)) => {
                        let found = self.found(file, example, text)?;
                        write!(out, "\n```text\n{found}```\n")?;
                    }
                    None => write!(out, "\n```text\n{text}```\n")?,
                },
                Block::Fence(kind, text) if kind == "hcl" => {
                    write!(out, "\n```hcl\n{text}```\n")?;
                }
                Block::Fence(kind, text) => {
                    let language = kind.split(' ').next().unwrap_or_default();
                    let (file, title) = match kind.as_str() {
                        "yaml" => ("template.yaml", "`template.yaml`"),
                        "json plan" => ("plan.json", "`plan.json`"),
                        "json" => ("", "With this body:"),
                        "vtl json" => ("template.vtl", "`template.vtl`, which is to make JSON"),
                        "vtl response" => ("template.vtl", "`template.vtl`, of a response"),
                        "vtl" => ("template.vtl", "`template.vtl`"),
                        kind => return Err(format!("{source}: unknown example '{kind}'").into()),
                    };
                    if !file.is_empty() {
                        example = Some((file, text));
                    }
                    if is_folded && matches!(file, "template.yaml" | "plan.json") {
                        let summary = format!("<details>\n<summary>{file}</summary>");
                        let fence = format!("```{language}\n{text}```");
                        write!(out, "\n{summary}\n\n{fence}\n\n</details>\n")?;
                    } else {
                        write!(out, "\n{title}\n\n```{language}\n{text}```\n")?;
                    }
                }
            }
        }
        Ok(out)
    }

    /// What is found in an example, with the lines that it is about.
    fn found(&self, file: &str, example: &str, found: &str) -> Result<String> {
        let mut out = String::new();
        for line in found.lines() {
            if let Some(remark) = line.strip_prefix("  ") {
                writeln!(out, "   = {remark}")?;
                continue;
            }
            let wrong = || format!("{}: '{line}' is no finding", self.source);
            let (place, message) = line.split_once(' ').ok_or_else(wrong)?;
            let (row, column) = place.split_once(':').ok_or_else(wrong)?;
            let (number, column): (usize, usize) = (row.parse()?, column.parse()?);
            let text = example.lines().nth(number - 1).unwrap_or_default();
            let (level, message) = match message.split_once(": ") {
                Some((level @ ("error" | "warning" | "note"), message)) => (level, message),
                _ => ("", message),
            };
            let code = match level {
                "" => self.code.clone(),
                level => format!("{level}[{}]", self.code),
            };
            let (margin, blank) = (" ".repeat(row.len()), " ".repeat(column.saturating_sub(1)));
            write!(
                out,
                "{code}: {message}\n{margin}--> {file}:{place}\n{margin} |\n{row} | {text}\n{margin} | {blank}^\n"
            )?;
        }
        Ok(out)
    }
}
