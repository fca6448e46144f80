import { describe, expect, it } from '@jest/globals';
import { formByEnding } from './form-by-ending.js';

describe('An address that ends with the form of its answer', () => {
  it.each([
    ['/api/v1/figures.csv', '/api/v1/figures', 'text/csv'],
    ['/api/v1/figures.csv?q=12,509', '/api/v1/figures?q=12,509', 'text/csv'],
    ['/api/v1/series/recorded-crime.all.csv', '/api/v1/series/recorded-crime.all', 'text/csv'],
    ['/api/v1/publications/a/figures.csv', '/api/v1/publications/a/figures', 'text/csv'],
    ['/api/v1/figures/a/kent/2024.json', '/api/v1/figures/a/kent/2024', 'application/json'],
    ['/api/v1/findings.csv', '/api/v1/findings', 'text/csv'],
    ['/changes.csv?sort=largest', '/api/v1/changes?sort=largest', 'text/csv'],
    ['/figures/a/kent/2024.json', '/api/v1/figures/a/kent/2024', 'application/json'],
    ['/figures.csv?area=kent', '/api/v1/figures?area=kent', 'text/csv'],
    ['/publications/a.csv', '/api/v1/publications/a/figures', 'text/csv'],
    ['/publications/a.json', '/api/v1/publications/a', 'application/json'],
  ])('%s is %s asked for as %s', (url, routed, accept) => {
    const request = { url, headers: { accept: 'text/html' } };
    expect(formByEnding(request)).toBe(routed);
    expect(request.headers.accept).toBe(accept);
  });

  it.each([
    '/api/v1/openapi.json',
    '/assets/a.csv',
    '/nowhere.json',
    '/api/v1/figures?q=a.csv',
    '/api/v1/series/a',
  ])('%s is none', (url) => {
    const request = { url, headers: { accept: 'text/html' } };
    expect(formByEnding(request)).toBe(url);
    expect(request.headers.accept).toBe('text/html');
  });
});
