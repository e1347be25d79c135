import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ListPages, type ListPagesProps } from './list-pages';

const drawn = (props: Partial<ListPagesProps>): string => renderToStaticMarkup(createElement(ListPages, { count: 20, one: 'order', href: '/orders', cursor: undefined, nextCursor: null, ...props }));

describe('the foot of a list', () => {
  it('says how many there are only when all are in view', () => {
    expect(drawn({})).toContain('>20 orders<');
    expect(drawn({ nextCursor: 'c1' })).toContain('>The first 20 orders<');
    expect(drawn({ cursor: 'c1', nextCursor: 'c2' })).toContain('>20 more orders<');
    expect(drawn({ cursor: 'c1', count: 1 })).toContain('>The last 1 order<');
    expect(drawn({ cursor: 'c1', count: 0 })).toContain('>No more orders<');
  });

  it('goes on with the filters, and from anywhere back to the first page', () => {
    expect(drawn({})).not.toContain('href');
    expect(drawn({ href: '/orders?q=a+b', nextCursor: 'x/+' })).toContain('href="/orders?q=a+b&amp;after=x%2F%2B"');
    const second = drawn({ cursor: 'c1', nextCursor: 'c2' });
    expect(second).toContain('href="/orders?after=c2"');
    expect(second).toContain('href="/orders"');
  });
});
