import { describe, expect, it } from 'vitest';
import { findInlineScripts, isKnownScript } from '@/server/web/inline-scripts';
import { THEME_SCRIPT } from '@/shared/theme-script';

const RUNTIME_TAIL = 'b.parentNode.removeChild(b)};$RC("B:0","S:0")';

describe('isKnownScript', () => {
  it.each([
    ['our own', THEME_SCRIPT],
    ['the opening of the flight data', '(self.__next_f=self.__next_f||[]).push([0])'],
    ['flight data', 'self.__next_f.push([1,"0:[\\"$\\",\\"p\\",null,{}]\\n"])'],
    ['the bundler', '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({"otherChunks":["static/chunks/a.js"]})'],
    ['React telling the time', 'requestAnimationFrame(function(){$RT=performance.now()});'],
    ['React completing a boundary', '$RC("B:1","S:1")'],
  ])('knows %s', (_, script) => {
    expect(isKnownScript(script)).toBe(true);
  });

  it.each([
    ['a stranger', 'alert(1)'],
    ['a stranger behind flight data', 'self.__next_f.push([1,"x"]);alert(1)'],
    ['a stranger inside flight data', 'self.__next_f.push([1,alert(1)])'],
    ['a stranger behind our own', `${THEME_SCRIPT};alert(1)`],
    ['a stranger behind React', '$RC("B:1","S:1");alert(1)'],
    ['a stranger inside a call of React', '$RC("B:1",alert(1))'],
    ['a stranger behind the clock', 'requestAnimationFrame(function(){$RT=performance.now()});alert(1)'],
    ['a half runtime', `$RB=[];${RUNTIME_TAIL}`],
  ])('does not know %s', (_, script) => {
    expect(isKnownScript(script)).toBe(false);
  });
});

describe('findInlineScripts', () => {
  it('sorts the scripts of a page, leaves files out and counts repeats once', () => {
    const html = `<script src="/a.js" async=""></script><script>${THEME_SCRIPT}</script><script id="x">alert(1)</script><script>${THEME_SCRIPT}</script><SCRIPT>`;
    expect(findInlineScripts(html)).toEqual({ known: [THEME_SCRIPT], unknown: ['alert(1)'] });
  });

  it('takes no notice of data, and is not fooled by what only looks like it', () => {
    const html = '<script type="application/ld+json">{"a":1}</script><script type="application/ld+json" type="module">alert(1)</script><script data-x="" type="application/ld+json">alert(2)</script>';
    expect(findInlineScripts(html)).toEqual({ known: [], unknown: ['alert(1)', 'alert(2)'] });
  });
});
