import type { FastifyRequest } from 'fastify';

const WORDS = ['history', 'corrections', 'retractions'] as const;

/** What the part of an address behind `/figures/` asks for. */
export type FigurePath = {
  readonly asks: 'figure' | (typeof WORDS)[number];
  readonly key: string;
};

/**
 * Reads the part of an address behind `/figures/`: a key as it is written, and perhaps a word.
 *
 * A key never ends in such a word, because none of its parts can be one: the third is a period,
 * and those behind it are a statistic or hold an equals sign.
 */
export function figurePathOf(request: FastifyRequest): FigurePath {
  const path = (request.params as { readonly '*': string })['*'];
  for (const word of WORDS) {
    if (path.endsWith(`/${word}`)) return { asks: word, key: path.slice(0, -word.length - 1) };
  }
  return { asks: 'figure', key: path };
}
