import type { ProductDetail, VariantOffer } from '@/shared/contracts/catalog';
import { exponentOf } from '@/shared/money';
import { TYPE_WORDS } from '@/shared/product-words';

type Facts = Record<string, unknown>;

/** What each kind is beside being a product (schema.org types). */
const TYPES: Partial<Record<ProductDetail['type'], string>> = { node: 'SoftwareSourceCode', next: 'SoftwareSourceCode', runbook: 'DigitalDocument', jupyter: 'DigitalDocument', prompt: 'DigitalDocument', api: 'WebAPI' };
const UNITS = { month: 'MON', year: 'ANN' } as const;

/** An amount as schema.org writes it: decimal, without currency. */
function toDecimal(amountMinor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(amountMinor).padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

function toOffer(variant: VariantOffer, product: ProductDetail, url: string): Facts {
  const price = toDecimal(variant.priceMinor, variant.currency);
  const soldOut = product.soldOut || variant.available === 0;
  return {
    '@type': 'Offer',
    url,
    price,
    priceCurrency: variant.currency.toUpperCase(),
    availability: `https://schema.org/${soldOut ? 'OutOfStock' : 'InStock'}`,
    seller: { '@type': 'Organization', name: product.sellerName },
    ...(variant.title !== '' && { name: variant.title }),
    ...(product.condition && { itemCondition: `https://schema.org/${product.condition === 'new' ? 'NewCondition' : 'UsedCondition'}` }),
    ...(variant.interval && { priceSpecification: { '@type': 'UnitPriceSpecification', price, priceCurrency: variant.currency.toUpperCase(), billingDuration: 1, unitCode: UNITS[variant.interval] } }),
    ...(product.parts.length > 0 && { includesObject: product.parts.map(({ title }) => ({ '@type': 'TypeAndQuantityNode', amountOfThisGood: 1, typeOfGood: { '@type': 'Product', name: title } })) }),
  };
}

function toSize(variant: VariantOffer, product: ProductDetail, url: string): Facts {
  const { size, color, colour } = variant.options;
  return { '@type': 'Product', name: `${product.title}, ${variant.title}`, sku: variant.sku, offers: toOffer(variant, product, url), ...(size && { size }), ...((color ?? colour) && { color: color ?? colour }) };
}

/** What a product is, in the words of schema.org: goods that come in sizes as a group of variants, all others as one thing with its offers. `shopUrl` has no slash at its end. */
export function toJsonLd(product: ProductDetail, shopUrl: string): Facts[] {
  const url = `${shopUrl}/marketplace/${product.slug}`;
  const isGroup = product.kind === 'physical' && product.variants.length > 1;
  const special = TYPES[product.type];
  const facts: Facts = {
    '@context': 'https://schema.org',
    '@type': isGroup ? 'ProductGroup' : special ? ['Product', special] : 'Product',
    '@id': url,
    url,
    name: product.title,
    description: product.summary,
    category: TYPE_WORDS[product.type]?.many ?? product.type,
    ...(product.brand && { brand: { '@type': 'Brand', name: product.brand } }),
    ...(product.images.length > 0 && { image: product.images.map(({ large }) => shopUrl + large.webp) }),
    ...(product.rating && { aggregateRating: { '@type': 'AggregateRating', ratingValue: (product.rating.sum / product.rating.count).toFixed(2), ratingCount: product.rating.count, bestRating: 5, worstRating: 1 } }),
    ...(product.tags.length > 0 && { keywords: product.tags.join(', ') }),
    ...(product.latestVersion && { version: product.latestVersion, dateModified: product.releasedAt }),
    ...(special === 'SoftwareSourceCode' && product.worksWith.length > 0 && { runtimePlatform: product.worksWith }),
    ...(product.type === 'api' && { documentation: `${shopUrl}/docs/api` }),
    ...(isGroup
      ? { productGroupID: product.id, variesBy: ['https://schema.org/size'], hasVariant: product.variants.map((variant) => toSize(variant, product, url)) }
      : { sku: product.variants[0]?.sku, offers: product.variants.map((variant) => toOffer(variant, product, url)) }),
  };
  const trail = [['Marketplace', '/marketplace'], [TYPE_WORDS[product.type]?.many ?? product.type, `/marketplace?type=${product.type}`], [product.title, `/marketplace/${product.slug}`]];
  const crumbs = { '@context': 'https://schema.org', '@type': 'BreadcrumbList', itemListElement: trail.map(([name, path], index) => ({ '@type': 'ListItem', position: index + 1, name, item: `${shopUrl}${path ?? ''}` })) };
  return [facts, crumbs];
}
