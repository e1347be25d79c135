'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { formUrl, internalUrl, pathOf } from './internal-url';
import { keepTitle } from './keep-title';

function linkOf(target: EventTarget | null): URL | null {
  const anchor = target instanceof Element ? target.closest('a') : null;
  if (!anchor?.href || (anchor.target && anchor.target !== '_self') || anchor.hasAttribute('download') || anchor.dataset.reload !== undefined) return null;
  return internalUrl(anchor.href);
}

/**
 * Turns plain links and GET forms into soft navigations and fetches pages ahead when a link is hovered, touched or focused.
 * So the design system and rendered text use ordinary `<a>` and `<form>`, which need no hydration and work before any script.
 * `data-reload` on the element asks for a full load.
 */
export function LinkRouter() {
  const router = useRouter();
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const url = linkOf(event.target);
      if (!url) return;
      event.preventDefault();
      router.push(pathOf(url));
    };
    const onSubmit = (event: SubmitEvent) => {
      if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
      const url = formUrl(event.target, event.submitter);
      if (!url) return;
      event.preventDefault();
      router.push(pathOf(url));
    };
    let lastIntent = '';
    const onIntent = (event: Event) => {
      const url = linkOf(event.target);
      if (!url || pathOf(url) === lastIntent) return;
      lastIntent = pathOf(url);
      router.prefetch(lastIntent);
    };
    const letTitleGo = keepTitle();
    document.addEventListener('click', onClick);
    document.addEventListener('submit', onSubmit);
    const intents = ['pointerover', 'touchstart', 'focusin'] as const;
    for (const name of intents) document.addEventListener(name, onIntent, { passive: true });
    return () => {
      letTitleGo();
      document.removeEventListener('click', onClick);
      document.removeEventListener('submit', onSubmit);
      for (const name of intents) document.removeEventListener(name, onIntent);
    };
  }, [router]);
  return null;
}
