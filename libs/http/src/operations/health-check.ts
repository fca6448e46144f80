/** One thing the server cannot do without. */
export interface HealthCheck {
  readonly name: string;
  /** What is wrong with it, in a sentence for whoever is on call; nothing if it is well. */
  fault(): Promise<string | undefined>;
}

/** Nest's name for the {@link HealthCheck}s of a deployment. */
export const HEALTH_CHECKS = Symbol('HealthChecks');
