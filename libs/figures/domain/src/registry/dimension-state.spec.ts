import { describe, expect, it } from '@jest/globals';
import {
  refuseUnknownMembers,
  registerDimension,
  type KnownDimension,
} from './dimension-state.js';
import { dimensionFacts } from '../testing/examples.js';

const level = {
  id: 'level',
  title: 'Level of qualification',
  members: [
    { id: 'level-6', title: 'Level 6' },
    { id: 'level-6-plus', title: 'Level 6+' },
  ],
};

const known: KnownDimension = {
  ...level,
  members: new Map(level.members.map(({ id, title }) => [id, title])),
};

describe('Registering a dimension', () => {
  it('is done once, and later adds the members that are new', () => {
    expect(registerDimension(level, undefined)).toEqual([
      { type: 'DimensionRegistered', data: level },
    ]);
    expect(registerDimension(level, known)).toEqual([]);
    const added = { id: 'level-7', title: 'Level 7' };
    const members = [...level.members, added];
    expect(registerDimension({ ...level, members }, known)).toEqual([
      { type: 'MembersRegistered', data: { id: 'level', members: [added] } },
    ]);
  });

  it('refuses one code for two things, as made from Level 6 and Level 6+', () => {
    const members = [{ id: 'level-6', title: 'Level 6+' }];
    expect(() => registerDimension({ ...level, members }, known)).toThrow(
      'The member "level=level-6" is registered already with another title',
    );
  });

  it.each(['By hand', 'by  hand ', 'BY HAND', 'Ｂｙ hand'])(
    'refuses two codes for one thing: "%s"',
    (title) => {
      const members = [
        { id: 'hand', title: 'By hand' },
        { id: 'by-hand', title },
      ];
      expect(() => registerDimension({ ...level, members }, undefined)).toThrow(
        'has the title of "hand"',
      );
    },
  );

  it('refuses another title of the dimension, and names that are none', () => {
    const code = (id: string, member: string) => () =>
      registerDimension(dimensionFacts(id, member), undefined);
    expect(() => registerDimension({ ...level, title: 'Level' }, known)).toThrow(
      'registered already with another title',
    );
    expect(code('age group', '25')).toThrow('no name for a dimension');
    expect(code('age', '25+')).toThrow('no name for a member of a dimension');
  });
});

describe('A breakdown', () => {
  const dimensionOf = (name: string) => (name === 'level' ? known : undefined);

  it('has the members of its dimensions', () => {
    refuseUnknownMembers({ level: 'level-6' }, dimensionOf);
    refuseUnknownMembers({}, dimensionOf);
    expect(() => refuseUnknownMembers({ level: '6' }, dimensionOf)).toThrow(
      'has no member "6": it has level-6, level-6-plus',
    );
  });

  it('has any members of a dimension that nobody registered', () => {
    expect(() => refuseUnknownMembers({ sex: 'male' }, dimensionOf)).not.toThrow();
  });
});
