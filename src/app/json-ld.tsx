/** Facts of a page for search engines (schema.org in JSON-LD). Whatever sellers wrote in them cannot end the block: `<` is spelt as an escape. */
export function JsonLd({ data }: { data: object }) {
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }} />;
}
