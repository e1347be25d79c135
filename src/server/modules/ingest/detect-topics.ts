/** Technologies we recognise in texts: a tag, the name for "works with" (null for mere subjects), and what gives them away. */
const TOPICS: readonly (readonly [tag: string, name: string | null, pattern: RegExp])[] = [
  ['kubernetes', 'Kubernetes', /\b(?:kubernetes|kubectl|kubelet|k8s)\b/gi],
  ['prometheus', 'Prometheus', /\b(?:prometheus|promql|alertmanager)\b/gi],
  ['etcd', 'etcd', /\betcd(?:ctl)?\b/gi],
  ['openshift', 'OpenShift', /\b(?:openshift|oc (?:get|debug|adm|describe|logs))\b/gi],
  ['docker', 'Docker', /\bdocker\b/gi],
  ['linux', 'Linux', /\b(?:linux|systemctl|journalctl|bash)\b/gi],
  ['postgres', 'PostgreSQL', /\b(?:postgres(?:ql)?|psql)\b/gi],
  ['sql', null, /\bSQL\b/g],
  ['aws', 'AWS', /\bAWS\b/g],
  ['terraform', 'Terraform', /\bterraform\b/gi],
  ['python', 'Python', /\bpython\b/gi],
  ['javascript', 'JavaScript', /\bjavascript\b/gi],
  ['typescript', 'TypeScript', /\btypescript\b/gi],
  ['react', 'React', /\breact(?:\.?js)?\b/g],
  ['solidity', 'Solidity', /\b(?:solidity|ethereum)\b/gi],
  ['excel', 'Excel', /\bexcel\b/g],
  ['git', 'Git', /\bgit(?:hub|lab)?\b/gi],
  ['security', null, /\b(?:cyber ?security|penetration test|vulnerabilit(?:y|ies))\b/gi],
  ['writing', null, /\b(?:essay|novelist|screenwriter|storyteller|poet|copywriter|proofread\w*)\b/gi],
  ['teaching', null, /\b(?:teacher|tutor|instructor|lesson)\b/gi],
  ['career', null, /\b(?:recruiter|interviewer|career|resume|cover letter)\b/gi],
  ['language', null, /\b(?:translat\w+|grammar|spelling|pronunciation)\b/gi],
  ['health', null, /\b(?:doctor|dietitian|nutrition\w*|therap\w+|psychologist|medical)\b/gi],
  ['games', null, /\b(?:chess|text adventure|tic-tac-toe|game)\b/gi],
  ['marketing', null, /\b(?:advertis\w+|marketing|social media|SEO)\b/gi],
  ['finance', null, /\b(?:invest(?:ing|ments?|ors?)|accountant|financial)\b/gi],
];

/** The technologies and subjects a text speaks of at least `least` times, most often named first, at most six. */
export function detectTopics(text: string, least = 2): { tags: string[]; worksWith: string[] } {
  const found = TOPICS.map(([tag, name, pattern]) => ({ tag, name, count: text.match(pattern)?.length ?? 0 }))
    .filter((topic) => topic.count >= least)
    .sort((left, right) => right.count - left.count)
    .slice(0, 6);
  return { tags: found.map((topic) => topic.tag), worksWith: found.flatMap((topic) => (topic.name === null ? [] : [topic.name])) };
}

/** The spelling of a technology's own name (`etcd`, `Prometheus`) for a word; otherwise the word with a capital. */
export function toProperName(word: string): string {
  const known = TOPICS.find(([tag]) => tag === word.toLowerCase())?.[1];
  return known?.toLowerCase() === word.toLowerCase() ? known : word.charAt(0).toUpperCase() + word.slice(1);
}

/** Tags in the shop's form from words a person wrote: lower case, no spaces, no duplicates, at most 20. Words that leave nothing are dropped. */
export function toTags(words: readonly string[]): string[] {
  const tags = words.map((word) => word.trim().toLowerCase().replace(/\s+/g, '-').replace(/[^a-z0-9.+#-]/g, '').replace(/^[^a-z0-9]+/, '').slice(0, 32));
  return [...new Set(tags.filter((tag) => tag !== ''))].slice(0, 20);
}
