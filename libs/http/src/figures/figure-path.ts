import type { FastifyRequest } from 'fastify';
import { API, type WildcardRoute } from '@ledger/web';

/** What can be read of a figure, and what can be sent about it. */
const READ = ['history', 'evidence', 'findings', 'used-in'] as const;
const SENT = ['corrections', 'retractions'] as const;
const WORDS = [...READ, ...SENT] as const;

/** What the part of an address behind `/figures/` requests. */
export type FigurePath = {
  readonly asks: 'figure' | (typeof WORDS)[number];
  readonly key: string;
};

/** What figures' addresses begin with. */
const FIGURES_PATH = `/${API}/figures/`;

/** The wildcard route of all figures' addresses, with the methods that each of them has. */
export const FIGURE_WILDCARD: WildcardRoute = {
  prefix: FIGURES_PATH,
  methodsAt: methodsOfFigurePath,
};

/**
 * Reads the part of an address behind `/figures/`: a key as it is written, and perhaps a word.
 *
 * A key never ends in such a word, because none of its parts can be one: the third is a period,
 * and those behind it are a statistic or hold an equals sign.
 */
export function figurePathOf(request: FastifyRequest): FigurePath {
  return readFigurePath((request.params as { readonly '*': string })['*']);
}

/** The methods that a figure's address accepts. */
function methodsOfFigurePath(path: string): readonly string[] {
  const { asks } = readFigurePath(path.slice(FIGURES_PATH.length));
  return SENT.some((word) => word === asks) ? ['POST'] : ['GET', 'HEAD'];
}

function readFigurePath(path: string): FigurePath {
  for (const word of WORDS) {
    if (path.endsWith(`/${word}`)) return { asks: word, key: path.slice(0, -word.length - 1) };
  }
  return { asks: 'figure', key: path };
}
