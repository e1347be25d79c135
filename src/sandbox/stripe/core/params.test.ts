import { describe, expect, it } from 'vitest';
import { canonicalForm, parseForm } from './form';
import { clearable, flag, integer, list, mergeMetadata, metadata, oneOf, readFields, required, shape, text, webUrl } from './params';
import { Refusal } from './refusal';
import { matchRoute } from './route';
import type { Route } from './route';

const FIELDS = {
  name: required(text({ max: 10 })),
  count: integer({ min: 1, max: 5 }),
  open: flag(),
  mode: oneOf('payment', 'setup', 'subscription'),
  url: webUrl(),
  note: clearable(text()),
  metadata: metadata(),
  items: list(shape({ price: required(text()) }), { max: 2 }),
};

function refusalFrom(form: string): Refusal['body'] {
  try {
    readFields(FIELDS, parseForm(form));
  } catch (error) {
    if (error instanceof Refusal) return error.body;
    throw error;
  }
  throw new Error(`not refused: ${form}`);
}

describe('reading a form', () => {
  it('types every leaf', () => {
    const read = readFields(FIELDS, parseForm('name=a&count=3&open=true&mode=setup&url=https://x.y/{CHECKOUT_SESSION_ID}&note=&metadata[k]=v&items[0][price]=p1&items[1][price]=p2'));
    expect(read).toEqual({ name: 'a', count: 3, open: true, mode: 'setup', url: 'https://x.y/{CHECKOUT_SESSION_ID}', note: null, metadata: { k: 'v' }, items: [{ price: 'p1' }, { price: 'p2' }] });
  });

  it('takes numeric metadata keys, which look like a list', () => {
    expect(readFields(FIELDS, parseForm('name=a&metadata[0]=x')).metadata).toEqual({ '0': 'x' });
  });

  it.each([
    ['', 'parameter_missing', 'name'],
    ['name=', 'parameter_invalid_empty', 'name'],
    ['name=12345678901', undefined, 'name'],
    ['name=a&name=b', undefined, 'name'],
    ['name=a&foo=1', 'parameter_unknown', 'foo'],
    ['name=a&count=1.5', 'parameter_invalid_integer', 'count'],
    ['name=a&count=0', 'parameter_invalid_integer', 'count'],
    ['name=a&count=6', 'parameter_invalid_integer', 'count'],
    ['name=a&count=NaN', 'parameter_invalid_integer', 'count'],
    ['name=a&open=yes', undefined, 'open'],
    ['name=a&mode=paymnt', undefined, 'mode'],
    ['name=a&url=ftp://x', 'url_invalid', 'url'],
    ['name=a&items={"price":1}', undefined, 'items'],
    ['name=a&items[0][price]=a&items[1][price]=b&items[2][price]=c', undefined, 'items'],
    ['name=a&items[0][prise]=a', 'parameter_unknown', 'items[0][prise]'],
    ['name=a&items[0][price][x]=a', undefined, 'items[0][price]'],
    ['name=a&__proto__[x]=1&constructor=2', 'parameter_unknown', 'constructor'],
    ['name=a%00', undefined, 'name'],
  ])('refuses %j with %s at %s', (form, code, param) => {
    const body = refusalFrom(form);
    expect(body.type).toBe('invalid_request_error');
    expect(body.code).toBe(code);
    expect(body.param).toBe(param);
  });

  it('says which words it takes', () => {
    expect(refusalFrom('name=a&mode=x').message).toBe('Invalid mode: must be one of payment, setup, or subscription');
  });

  it('does not stumble over depth', () => {
    expect(() => parseForm(`a${'[b]'.repeat(500)}=1`)).toThrow(Refusal);
  });
});

describe('metadata', () => {
  it('merges, removes empty values, and is emptied as a whole', () => {
    expect(mergeMetadata({ a: '1', b: '2' }, { b: '', c: '3' })).toEqual({ a: '1', c: '3' });
    expect(mergeMetadata({ a: '1' }, null)).toEqual({});
    expect(mergeMetadata({ a: '1' }, undefined)).toEqual({ a: '1' });
  });
});

describe('the canonical form', () => {
  it('is the same in any order and different for different values', () => {
    expect(canonicalForm('a=1&b=2')).toBe(canonicalForm('b=2&a=1'));
    expect(canonicalForm('a=1&b=2')).not.toBe(canonicalForm('a=12&b='));
    expect(canonicalForm('a=1%26b=2')).not.toBe(canonicalForm('a=1&b=2'));
  });
});

describe('routes', () => {
  const handle: Route['handle'] = () => Promise.resolve({});
  const routes: Route[] = [
    { method: 'GET', path: '/v1/things/:id', handle },
    { method: 'GET', path: '/v1/things/search', handle },
    { method: 'POST', path: '/v1/things/:id/expire', handle },
  ];

  it('prefer literal segments and carry the names', () => {
    expect(matchRoute(routes, 'GET', '/v1/things/search')?.route.path).toBe('/v1/things/search');
    expect(matchRoute(routes, 'GET', '/v1/things/x')?.path).toEqual({ id: 'x' });
    expect(matchRoute(routes, 'POST', '/v1/things/x/expire')?.path).toEqual({ id: 'x' });
  });

  it('do not match another method, length or an empty name', () => {
    expect(matchRoute(routes, 'DELETE', '/v1/things/x')).toBeNull();
    expect(matchRoute(routes, 'GET', '/v1/things/x/y')).toBeNull();
    expect(matchRoute(routes, 'GET', '/v1/things/')).toBeNull();
  });
});
