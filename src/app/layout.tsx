import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import { LinkRouter } from '@/app/link-router';
import { Palette } from '@/app/palette/palette';
import { THEME_SCRIPT } from '@/shared/theme-script';
import { TrackClicks } from '@/app/track-clicks';
import { ViewingAs } from '@/app/viewing-as';
import { publicCaller } from '@/trpc/server';
import { ToastProvider } from '@/ui/toast';
import './globals.css';

const hanken = localFont({
  src: '../../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-hanken',
  // Asked for with the page. Where it is late all the same, the page keeps the letters it was painted with: nothing moves, and the next page has it.
  display: 'optional',
  adjustFontFallback: false,
});

const hankenExt = localFont({
  src: '../../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-ext-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-hanken-ext',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF' }],
});

const spline = localFont({
  src: '../../node_modules/@fontsource-variable/spline-sans-mono/files/spline-sans-mono-latin-wght-normal.woff2',
  weight: '300 700',
  variable: '--font-spline',
  preload: false,
  adjustFontFallback: false,
});

const DESCRIPTION = 'Kits, runbooks, notebooks and prompts, sold by the people who made them. Buying hands you the key.';

export async function generateMetadata(): Promise<Metadata> {
  const { url } = await (await publicCaller()).reference.shop();
  return {
    metadataBase: new URL(url),
    title: { default: 'Latchkey', template: '%s · Latchkey' },
    description: DESCRIPTION,
    openGraph: { siteName: 'Latchkey', type: 'website', description: DESCRIPTION },
    twitter: { card: 'summary_large_image' },
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f9fbfb' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1012' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${hanken.variable} ${hankenExt.variable} ${spline.variable}`} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>
        <LinkRouter />
        <Palette />
        <TrackClicks />
        <ViewingAs />
        <ToastProvider>{children}</ToastProvider>
      </body>
    </html>
  );
}
