/**
 * The name of every operation, by method and path. Generated clients make methods of these
 * names, so they are stable: unique identifiers that never change.
 */
const OPERATION_IDS: Readonly<Record<string, string>> = {
  'POST /api/v1/reports': 'reportFigures',
  'POST /api/v1/publishers': 'registerPublisher',
  'GET /api/v1/publishers': 'listPublishers',
  'POST /api/v1/publishers/{id}/corrections': 'correctPublisher',
  'POST /api/v1/areas': 'registerArea',
  'GET /api/v1/areas': 'listAreas',
  'POST /api/v1/areas/{id}/corrections': 'correctArea',
  'POST /api/v1/dimensions': 'registerDimension',
  'GET /api/v1/dimensions': 'listDimensions',
  'POST /api/v1/ownerships': 'registerOwnership',
  'GET /api/v1/ownerships': 'listOwnerships',
  'POST /api/v1/measures': 'defineMeasure',
  'GET /api/v1/measures': 'listMeasures',
  'POST /api/v1/measures/{code}/definitions': 'redefineMeasure',
  'GET /api/v1/measures/{code}': 'getMeasure',
  'POST /api/v1/publications': 'registerPublication',
  'GET /api/v1/publications': 'listPublications',
  'POST /api/v1/publications/{id}/seal': 'sealPublication',
  'POST /api/v1/publications/{id}/reopen': 'reopenPublication',
  'POST /api/v1/publications/{id}/release': 'releasePublication',
  'POST /api/v1/publications/{id}/supersede': 'supersedePublication',
  'POST /api/v1/publications/{id}/sightings': 'seeArtefact',
  'GET /api/v1/publications/{id}': 'getPublication',
  'GET /api/v1/publications/{id}/figures': 'listPublicationFigures',
  'GET /api/v1/publications/{id}/compare/{other}': 'comparePublications',
  'GET /api/v1/figures': 'searchFigures',
  'GET /api/v1/figures/{key}': 'getFigure',
  'GET /api/v1/figures/{key}/history': 'getFigureHistory',
  'GET /api/v1/figures/{key}/evidence': 'getFigureEvidence',
  'GET /api/v1/figures/{key}/findings': 'getFigureFindings',
  'GET /api/v1/figures/{key}/used-in': 'getFigureUses',
  'POST /api/v1/figures/{key}/corrections': 'correctTranscription',
  'POST /api/v1/figures/{key}/retractions': 'retractAppearance',
  'GET /api/v1/series/{measure}': 'getSeries',
  'GET /api/v1/changes': 'listChanges',
  'GET /api/v1/findings': 'listFindings',
  'GET /api/v1/findings/stream': 'followFindings',
  'GET /api/v1/findings/{id}': 'getFinding',
  'POST /api/v1/findings/reviews': 'reviewFindings',
  'POST /api/v1/findings/{id}/decisions': 'decideFinding',
  'POST /api/v1/follow-ups': 'raiseFollowUp',
  'GET /api/v1/follow-ups': 'listFollowUps',
  'POST /api/v1/follow-ups/{id}/updates': 'updateFollowUp',
  'POST /api/v1/follow-ups/{id}/close': 'closeFollowUp',
  'GET /api/v1/events': 'readEvents',
  'GET /api/v1/events/stream': 'followEvents',
  'GET /api/v1/tables/{name}': 'describeTable',
  'GET /api/v1/health/live': 'getLiveness',
  'GET /health/live': 'getLivenessAtRoot',
  'GET /api/v1/health/ready': 'getReadiness',
  'GET /health/ready': 'getReadinessAtRoot',
  'GET /api/v1/metrics': 'getMetrics',
  'GET /metrics': 'getMetricsAtRoot',
  'GET /api/v1/problems': 'listProblems',
  'GET /api/v1/problems/{code}': 'getProblem',
  'GET /api/v1/openapi.json': 'getOpenApi',
  'GET /api/v1/asyncapi.json': 'getAsyncApi',
};

/**
 * The name of an operation.
 *
 * @throws {TypeError} if it has none yet: an operation without a name is not served
 */
export function operationIdOf(method: string, path: string): string {
  const id = OPERATION_IDS[`${method.toUpperCase()} ${path}`];
  if (id === undefined) throw new TypeError(`Name the operation ${method} ${path}.`);
  return id;
}
