import type { Viewer } from '@/server/platform/db';

/** A call of a signed-in person; `requestId` ties the audit log to the request. */
export interface Call<Input> {
  viewer: Viewer;
  input: Input;
  requestId?: string | undefined;
}
