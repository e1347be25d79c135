/** What shall go wrong with API requests. Counts go down by one each time they strike. */
export interface RequestFault {
  /** `POST /v1/checkout/sessions`, `POST *`, `* /v1/refunds*`; without it every API request. */
  route?: string;
  /** Wait this long before the work starts. Stays until cleared. */
  slowMs?: number;
  /** Answer 500 without any effect; nothing is remembered under the idempotency key. */
  fail?: number;
  /** Answer 500 without any effect, remembered: a retry with the same key gets the same 500. */
  failSaved?: number;
  /** Answer 429. */
  rateLimit?: number;
  /** Cut the connection before any effect. */
  dropBeforeEffect?: number;
  /** Do the work, then cut the connection instead of answering. */
  dropAfterEffect?: number;
}

/** What shall go wrong with webhook events. Stays until cleared. */
export interface EventFault {
  /** Only these event types; without it all. */
  types?: string[];
  /** This many extra deliveries of each event. */
  duplicate: number;
  /** Another event with its own id for the same change, as Stripe sometimes sends. */
  twin: boolean;
  /** Deliver the events of one change in another order. */
  shuffle: boolean;
  delayMs: number;
  /** Keep events back until they are released through the control endpoint. */
  hold: boolean;
  /** Lose events entirely: they exist in the API but are never sent. */
  drop: boolean;
}

type Countdown = 'fail' | 'failSaved' | 'rateLimit' | 'dropBeforeEffect' | 'dropAfterEffect';

export const NO_EVENT_FAULT: EventFault = { duplicate: 0, twin: false, shuffle: false, delayMs: 0, hold: false, drop: false };

function routeMatches(pattern: string, method: string, path: string): boolean {
  const [wantedMethod = '*', wantedPath = '*'] = pattern.includes(' ') ? pattern.split(' ') : pattern.startsWith('/') ? ['*', pattern] : [pattern, '*'];
  if (wantedMethod !== '*' && wantedMethod !== method) return false;
  const source = wantedPath.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[a-z_]+/g, '[^/]+')).join('.*');
  return new RegExp(`^${source}$`).test(path);
}

/** The switches of the running double; they live in memory and are gone after a restart. */
export class FaultSwitches {
  private requestFaults: RequestFault[] = [];
  events: EventFault = NO_EVENT_FAULT;

  addRequestFault(fault: RequestFault): void {
    this.requestFaults = this.requestFaults.filter((one) => one.route !== fault.route);
    this.requestFaults.push({ ...fault });
  }

  clear(): void {
    this.requestFaults = [];
    this.events = NO_EVENT_FAULT;
  }

  list(): { requests: RequestFault[]; events: EventFault } {
    return { requests: this.requestFaults, events: this.events };
  }

  slownessMs(method: string, path: string): number {
    return Math.max(0, ...this.matching(method, path).map((fault) => fault.slowMs ?? 0));
  }

  /** Whether this fault strikes now; uses up one of its count. */
  strikes(kind: Countdown, method: string, path: string): boolean {
    const fault = this.matching(method, path).find((one) => (one[kind] ?? 0) > 0);
    if (fault === undefined) return false;
    fault[kind] = (fault[kind] ?? 0) - 1;
    return true;
  }

  /** The event switches, if they concern this type. */
  forEvent(type: string): EventFault {
    return this.events.types === undefined || this.events.types.includes(type) ? this.events : NO_EVENT_FAULT;
  }

  private matching(method: string, path: string): RequestFault[] {
    return this.requestFaults.filter((fault) => fault.route === undefined || routeMatches(fault.route, method, path));
  }
}
