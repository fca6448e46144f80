import type {
  FigureConfirmed,
  FigureContradicted,
  FigureFinalised,
  FigureRecorded,
  FigureRestated,
  FigureRevised,
  FigureWithdrawn,
} from '../figure/figure-events.js';
import { printedFacts, type Print } from './examples.js';

export function recorded(print: Print = {}): FigureRecorded {
  return { type: 'FigureRecorded', data: printedFacts(print) };
}

export function confirmed(print: Print = {}): FigureConfirmed {
  return { type: 'FigureConfirmed', data: printedFacts(print) };
}

export function revised(kind: FigureRevised['data']['kind'], print: Print = {}): FigureRevised {
  return { type: 'FigureRevised', data: { ...printedFacts(print), kind } };
}

export function restated(print: Print = {}): FigureRestated {
  return { type: 'FigureRestated', data: printedFacts(print) };
}

export function finalised(print: Print = {}): FigureFinalised {
  return { type: 'FigureFinalised', data: printedFacts(print) };
}

export function contradicted(print: Print = {}): FigureContradicted {
  return { type: 'FigureContradicted', data: printedFacts(print) };
}

export function withdrawn(print: Print = {}): FigureWithdrawn {
  return { type: 'FigureWithdrawn', data: printedFacts(print) };
}
