/** The base path of this version of the API. */
export const API = 'api/v1';
