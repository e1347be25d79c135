'use client';

import type { Purpose } from './consent';
import { useConsent } from './consent-provider';

export function GatedScript({ purpose, src }: { purpose: Purpose; src: string }) {
  const { consent } = useConsent();
  return consent?.[purpose] ? <script async src={src} /> : null;
}
