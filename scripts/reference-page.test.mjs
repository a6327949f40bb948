import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { referencePage } from './reference-page.mjs';

const document = JSON.parse(readFileSync(new URL('../shared/openapi.json', import.meta.url), 'utf8'));
const page = referencePage(document);
const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);

test('Every operation and every type has a place, and none has two', () => {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  assert.equal(page.match(/class="call"/g).length, operations.length);
  assert.deepEqual(ids.filter((id) => id.startsWith('type-')), Object.keys(document.components.schemas).map((name) => `type-${name}`));
  assert.equal(new Set(ids).size, ids.length);
});

test('Every link within the page leads somewhere', () => {
  const links = [...page.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
  assert.ok(links.length > ids.length);
  assert.deepEqual(links.filter((id) => !ids.includes(id)), []);
});

test('It brings no script, no style of its own and no foreign address', () => {
  assert.doesNotMatch(page, /<(script|style|link|img|iframe)\b| style=| on[a-z]+="|(href|src)="(https?:)?\/\//);
});

test('Words of the document are never marks of the page', () => {
  const hostile = structuredClone(document);
  const operation = hostile.paths['/api/v1/follow'].post;
  operation.description = '<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](/docs"onclick="x) `<b>`';
  hostile.components.schemas.Event.description = '<script>';
  const text = referencePage(hostile);
  assert.doesNotMatch(text, /<img|<script|href="javascript|onclick="x/);
  assert.match(text, /<code>&lt;b&gt;<\/code>/);
});
