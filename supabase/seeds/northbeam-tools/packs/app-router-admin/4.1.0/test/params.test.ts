import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseListParams, toQuery } from '../src/table/params';

const sorts = ['placedAt', 'total'] as const;

test('a full link is read', () => {
  const params = parseListParams({ q: 'dahl', sort: '-total', page: '3' }, sorts);
  assert.deepEqual(params, { q: 'dahl', sort: { key: 'total', descending: true }, page: 3, pageSize: 20 });
});

test('nonsense falls back', () => {
  const params = parseListParams({ sort: 'password', page: '-1', q: ['a', 'b'] }, sorts);
  assert.deepEqual(params, { q: 'a', sort: { key: 'placedAt', descending: true }, page: 1, pageSize: 20 });
});

test('a new sort starts at page one', () => {
  const params = parseListParams({ q: 'x', page: '4' }, sorts);
  assert.equal(toQuery(params, { sort: { key: 'total', descending: false } }), '?q=x&sort=total');
  assert.equal(toQuery(params, { page: 5 }), '?q=x&sort=-placedAt&page=5');
});
