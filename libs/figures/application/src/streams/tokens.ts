/** Nest's names for what the deployment chooses: none of them is a class it could inject. */

/** An `EventStore`: the record. */
export const EVENT_STORE = Symbol('EventStore');

/** A {@link Clock}. */
export const CLOCK = Symbol('Clock');

/** A `PublicationContents`: what seals are made from. */
export const PUBLICATION_CONTENTS = Symbol('PublicationContents');
