/** A sentence in which code stands between backticks. */
export function Words({ text }: { text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : <span key={index} className="mono text-ink">{part}</span>));
}
