//! Which method serves a request: the pair (resource, method) with fallback (F§3.1).
//!
//! Every resource whose template matches the path is a candidate, literal before `{parameter}`
//! before `{greedy+}`, segment by segment; the first candidate with the verb, or with `ANY`,
//! serves. A resource that lacks the verb hides nothing.

/// The verbs that `ANY` stands for (F§3.1).
pub const ANY_VERBS: [&str; 7] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/// The resource tree of an API, ready to be searched.
#[derive(Clone, Debug)]
pub struct Router {
    /// The root comes first.
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    /// Sorted by segment.
    literals: Vec<(Box<str>, usize)>,
    /// `{name}` children. API Gateway allows one variable child a resource; documents from
    /// elsewhere may hold more, and then the order of insertion decides.
    parameters: Vec<(Box<str>, usize)>,
    /// `{name+}` children.
    greedy: Vec<(Box<str>, usize)>,
    /// Verb and what it leads to.
    methods: Vec<(Box<str>, usize)>,
}

/// The method that serves a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<'r, 'p> {
    /// The index under which the method was added.
    pub method: usize,
    /// The path parameters in the path's order, as sent: not URL-decoded (F§3.1).
    pub path_parameters: Vec<(&'r str, &'p str)>,
}

impl Default for Router {
    fn default() -> Self {
        Self {
            nodes: vec![Node::default()],
        }
    }
}

impl Router {
    /// A router without methods: finds nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a method: the resource's path template (`/pets/{id}`), the verb or `ANY`, and the
    /// index that [`Router::find`] shall give.
    pub fn add(&mut self, path: &str, verb: &str, method: usize) {
        let mut node = 0;
        for segment in segments(path) {
            node = self.child(node, segment);
        }
        self.nodes[node].methods.push((verb.into(), method));
    }

    /// The method for a request. `path` is the raw path behind the stage. Slashes at its
    /// beginning count as one and those at its end not at all (F§3.1; that holds for several at
    /// the end too [C]); a `//` inside belongs to no literal and no `{parameter}` [C].
    pub fn find<'r, 'p>(&'r self, path: &'p str, verb: &str) -> Option<Match<'r, 'p>> {
        let path = path.trim_matches('/');
        let mut parameters = Vec::new();
        let mut open = vec![Step {
            node: 0,
            rest: (!path.is_empty()).then_some(path),
            parameters: 0,
            bound: None,
        }];
        while let Some(step) = open.pop() {
            parameters.truncate(step.parameters);
            parameters.extend(step.bound);
            let node = &self.nodes[step.node];
            match step.rest {
                Some(rest) => node.follow(rest, parameters.len(), &mut open),
                None => {
                    if let Some(method) = node.method(verb) {
                        return Some(Match {
                            method,
                            path_parameters: parameters,
                        });
                    }
                }
            }
        }
        None
    }

    fn child(&mut self, parent: usize, segment: &str) -> usize {
        let next = self.nodes.len();
        let node = &mut self.nodes[parent];
        let variable = segment
            .strip_prefix('{')
            .and_then(|inner| inner.strip_suffix('}'));
        let (children, name, place) = match variable {
            None => {
                let place = node
                    .literals
                    .partition_point(|(literal, _)| **literal < *segment);
                (&mut node.literals, segment, place)
            }
            Some(name) => {
                let (children, name) = match name.strip_suffix('+') {
                    Some(name) => (&mut node.greedy, name),
                    None => (&mut node.parameters, name),
                };
                let place = children
                    .iter()
                    .position(|(other, _)| **other == *name)
                    .unwrap_or(children.len());
                (children, name, place)
            }
        };
        if let Some((other, child)) = children.get(place)
            && **other == *name
        {
            return *child;
        }
        children.insert(place, (name.into(), next));
        self.nodes.push(Node::default());
        next
    }
}

/// A node that the search still has to visit.
struct Step<'r, 'p> {
    node: usize,
    /// The path below it; `None` at its end.
    rest: Option<&'p str>,
    /// How many parameters were bound on the way to its parent.
    parameters: usize,
    /// The one that it binds.
    bound: Option<(&'r str, &'p str)>,
}

impl Node {
    /// Adds the children that match to what is open: depth-first, the last one added goes first.
    /// Each node has one place in the path, and so is visited at most once.
    fn follow<'r, 'p>(&'r self, rest: &'p str, parameters: usize, open: &mut Vec<Step<'r, 'p>>) {
        let (segment, below) = match rest.split_once('/') {
            Some((segment, below)) => (segment, Some(below)),
            None => (rest, None),
        };
        let mut add = |node: usize, rest: Option<&'p str>, bound| {
            open.push(Step {
                node,
                rest,
                parameters,
                bound,
            });
        };
        for (name, child) in self.greedy.iter().rev() {
            add(*child, None, Some((&**name, rest)));
        }
        if !segment.is_empty() {
            for (name, child) in self.parameters.iter().rev() {
                add(*child, below, Some((&**name, segment)));
            }
        }
        let literal = self
            .literals
            .binary_search_by(|(literal, _)| (**literal).cmp(segment));
        if let Ok(found) = literal {
            add(self.literals[found].1, below, None);
        }
    }

    fn method(&self, verb: &str) -> Option<usize> {
        let named = |wanted: &str| {
            self.methods
                .iter()
                .find(|(verb, _)| **verb == *wanted)
                .map(|(_, method)| *method)
        };
        named(verb).or_else(|| ANY_VERBS.contains(&verb).then(|| named("ANY")).flatten())
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    let path = path.trim_matches('/');
    path.split('/').filter(move |_| !path.is_empty())
}

/// The path with the slashes at its beginning made one, as `event.path` shows it (F§3.1).
pub fn with_one_leading_slash(path: &str) -> &str {
    let extra = path.len() - path.trim_start_matches('/').len();
    path.get(extra.saturating_sub(1)..).unwrap_or(path)
}
