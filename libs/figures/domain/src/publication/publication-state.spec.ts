import { describe, expect, it } from '@jest/globals';
import type { PublicationEvent } from './publication-events.js';
import {
  evolvePublication,
  registerPublication,
  releasePublication,
  reopenPublication,
  sealPublication,
  seeArtefact,
  supersedePublication,
  type PublicationState,
} from './publication-state.js';
import { CorrectsLaterPublication } from './publication-refusals.js';
import { parseInstant } from '@ledger/kernel';
import { parsePublishedDate, type PublishedDate } from '../time/published-date.js';
import { publicationFacts } from '../testing/examples.js';
import { scenario } from '../testing/scenario.js';

const { id } = publicationFacts();
const seal = { appearances: 2, digest: 'ab'.repeat(32) };
const registered: PublicationEvent = {
  type: 'PublicationRegistered',
  data: publicationFacts(),
};
const embargoed: PublicationEvent = {
  type: 'PublicationRegistered',
  data: publicationFacts({ isEmbargoed: true }),
};
const isSealed: PublicationEvent = { type: 'PublicationSealed', data: { id, ...seal } };
const reopened: PublicationEvent = {
  type: 'PublicationReopened',
  data: { id, reason: 'a table was missed' },
};
const released: PublicationEvent = {
  type: 'PublicationReleased',
  data: { id, reason: 'noon' },
};
const superseded: PublicationEvent = {
  type: 'PublicationSuperseded',
  data: { id, by: 'december-paper', reason: 'reissued' },
};

const given = scenario({
  initial: undefined,
  evolve: evolvePublication,
  decide: (decide: (state: PublicationState) => PublicationEvent[], state) => decide(state),
});

describe('Registering a publication', () => {
  it('is refused where it was surely out before what it corrects', () => {
    const correcting = (published: string, corrected: string) => () =>
      registerPublication(
        publicationFacts({
          id: 'errata',
          corrects: ['original'],
          published: parsePublishedDate(published),
        }),
        undefined,
        [publicationFacts({ id: 'original', published: parsePublishedDate(corrected) })],
      );
    for (const [published, corrected] of [
      ['2024-02-13', '2024-02-14'],
      ['2024-01', '2024-02'],
      ['2024-02-13T15:00:00Z', '2024-02-13T16:00:00Z'],
    ] as const) {
      expect(correcting(published, corrected)).toThrow(CorrectsLaterPublication);
    }
    for (const [published, corrected] of [
      ['2024-02-13T15:00:00Z', '2024-02-13'],
      ['2024-02-13', '2024-02'],
      ['2024-02-13', '2024-02-13T15:00:00Z'],
      ['2024-02-13T15:00:00Z', '2024-02-13T15:00:00Z'],
    ] as const) {
      expect(correcting(published, corrected)()).toHaveLength(1);
    }
  });

  it('is done once; the same facts again change nothing', () => {
    const register = (state: PublicationState) =>
      registerPublication(publicationFacts(), state);
    given().when(register).then(registered);
    given(registered, isSealed).when(register).thenNothing();
  });

  it('refuses other facts under a known id', () => {
    given(registered)
      .when((state) => registerPublication(publicationFacts({ title: 'Another' }), state))
      .thenRefused('already-registered');
  });

  it('refuses an id that is no name and a date that is none', () => {
    given()
      .when((state) => registerPublication(publicationFacts({ id: 'a/b' }), state))
      .thenRefused('malformed-name');
    given()
      .when((state) =>
        registerPublication(publicationFacts({ published: '2024-13' as PublishedDate }), state),
      )
      .thenRefused('malformed-published-date');
  });
});

describe('Sealing a publication', () => {
  it('says how many appearances there are, and the digest over them', () => {
    given(registered)
      .when((state) => sealPublication(id, seal, state))
      .then(isSealed);
  });

  it('changes nothing when it is sealed alike', () => {
    given(registered, isSealed)
      .when((state) => sealPublication(id, seal, state))
      .thenNothing();
  });

  it('seals anew what was reopened', () => {
    const more = { appearances: 3, digest: 'cd'.repeat(32) };
    given(registered, isSealed, reopened)
      .when((state) => sealPublication(id, more, state))
      .then({ type: 'PublicationSealed', data: { id, ...more } });
    given(registered, isSealed, reopened)
      .when((state) => sealPublication(id, seal, state))
      .then(isSealed);
  });

  it('refuses a publication nobody registered', () => {
    given()
      .when((state) => sealPublication(id, seal, state))
      .thenRefused('unknown-publication');
  });
});

describe('Reopening a publication', () => {
  const reopen = (state: PublicationState) =>
    reopenPublication(id, 'a table was missed', state);

  it('opens what is sealed, and refuses what is open', () => {
    given(registered, isSealed).when(reopen).then(reopened);
    given(registered).when(reopen).thenRefused('publication-not-sealed');
    given(registered, isSealed, reopened).when(reopen).thenRefused('publication-not-sealed');
    given().when(reopen).thenRefused('unknown-publication');
  });
});

describe('Releasing a publication', () => {
  const release = (state: PublicationState) => releasePublication(id, 'noon', state);

  it('makes public once what was under embargo', () => {
    given(embargoed).when(release).then(released);
    given(embargoed, released).when(release).thenNothing();
  });

  it('refuses what never was under embargo, and what nobody registered', () => {
    given(registered).when(release).thenRefused('publication-not-embargoed');
    given().when(release).thenRefused('unknown-publication');
  });
});

describe('Superseding a publication', () => {
  const supersede = (by: string) => (state: PublicationState) =>
    supersedePublication(id, by, 'reissued', state);

  it('names the publication that took its place, once', () => {
    given(registered).when(supersede('december-paper')).then(superseded);
    given(registered, superseded).when(supersede('december-paper')).thenNothing();
  });

  it('refuses a second successor, itself, and what nobody registered', () => {
    given(registered, superseded)
      .when(supersede('march-paper'))
      .thenRefused('publication-superseded-already');
    given(registered).when(supersede(id)).thenRefused('publication-supersedes-itself');
    given().when(supersede('december-paper')).thenRefused('unknown-publication');
  });
});

describe('Seeing the source of a publication again', () => {
  const now = parseInstant('2025-01-06T09:00:00Z');
  const artefact = { file: 'a.pdf', sha256: 'a'.repeat(64), bytes: 9, mediaType: 'text/plain' };
  const withFile: PublicationEvent = {
    type: 'PublicationRegistered',
    data: publicationFacts({ artefact }),
  };
  const seenAt = parseInstant('2024-10-01T09:00:00Z');
  const see =
    (fields: Partial<Parameters<typeof seeArtefact>[0]> = {}) =>
    (state: PublicationState) =>
      seeArtefact({ id, seenAt, sha256: artefact.sha256, ...fields }, state, now);
  const seen: PublicationEvent = {
    type: 'ArtefactSeen',
    data: { id, seenAt, sha256: artefact.sha256 },
  };

  it('records each sighting once, also one of before and one of nothing', () => {
    given(withFile).when(see()).then(seen);
    given(withFile, seen).when(see()).thenNothing();
    const gone = { seenAt: parseInstant('2024-12-01T09:00:00Z'), sha256: null };
    given(withFile, seen)
      .when(see(gone))
      .then({ type: 'ArtefactSeen', data: { id, ...gone } });
  });

  it('is refused where it says nothing', () => {
    given(registered).when(see()).thenRefused('publication-without-artefact');
    given(withFile)
      .when(see({ sha256: 'b'.repeat(64) }))
      .thenRefused('artefact-differs');
    for (const time of ['2023-01-01T00:00:00Z', '2025-01-06T09:00:00.001Z']) {
      given(withFile)
        .when(see({ seenAt: parseInstant(time) }))
        .thenRefused('seen-out-of-time');
    }
  });
});
