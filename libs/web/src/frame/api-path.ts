/** Where this version of the API lives. */
export const API = 'api/v1';
