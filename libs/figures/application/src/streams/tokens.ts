/** Injection tokens for the deployment's options, none of which is a class. */

/** An `EventStore`: the event log. */
export const EVENT_STORE = Symbol('EventStore');

/** A {@link Clock}. */
export const CLOCK = Symbol('Clock');

/** A `PublicationContents`: what seals are computed from. */
export const PUBLICATION_CONTENTS = Symbol('PublicationContents');

/** A `PublicationReviews`: what findings are raised from. */
export const PUBLICATION_REVIEWS = Symbol('PublicationReviews');
