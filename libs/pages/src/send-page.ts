import { carryProblem, sendText, type Problem } from '@ledger/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { render } from './templates.js';

/** The media type of pages. */
export const PAGE_TYPE = 'text/html';

const PAGE_CONTENT_TYPE = `${PAGE_TYPE}; charset=utf-8`;

/** Nothing runs in these pages and nothing is loaded from elsewhere, whatever ends up in them. */
export const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; " +
    "frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
} as const;

/** What is sent as a page. */
export interface Page {
  readonly template: string;
  readonly content: object;
  readonly position: number;
}

/** Sends a page, or nothing but its headers to whoever has it already. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { template, content, position }: Page,
): void {
  const body = render(template, content);
  sendText(request, reply, { type: PAGE_CONTENT_TYPE, body, position, headers: PAGE_HEADERS });
}

/** Sends a page that says why another one cannot be shown. */
export function sendErrorPage(reply: FastifyReply, problem: Problem): void {
  carryProblem(reply, problem);
  void reply
    .headers(PAGE_HEADERS)
    .header('content-type', PAGE_CONTENT_TYPE)
    .send(render('problem', { problem }));
}
