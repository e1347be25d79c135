export const V1_PREFIX = '/api/v1/';
