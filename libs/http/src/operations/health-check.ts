/** A dependency that the server cannot run without. */
export interface HealthCheck {
  readonly name: string;
  /** What is wrong with it, in a sentence for the operator; undefined if nothing is. */
  fault(): Promise<string | undefined>;
}

/** Nest's name for the {@link HealthCheck}s of a deployment. */
export const HEALTH_CHECKS = Symbol('HealthChecks');
